"""The workspace as a file says it: team, people, channels, the app and its manifest."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import yaml
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from sandbox.errors import Json
from sandbox.event_scopes import lacking

# Slack's deprecated verification token; everything that an app is sent still carries one.
VERIFICATION_TOKEN: Final = "sandbox-verification-token"  # noqa: S105 - no secret: nothing checks it
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
_EXAMPLE: Final = "http://127.0.0.1:3000/slack/events"


class ConfigError(Exception):
    """The file cannot be served; its text names every fault with its place."""


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"{name!r} is no IANA time zone; write for example Europe/Dublin")
    return name


def loopback(url: str) -> str:
    """Return an address of this machine; raises ValueError for any other."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        raise ValueError(f"{url!r} is not on this machine; write for example {_EXAMPLE}")
    return url


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Team(_Part):
    """A workspace; the first is where the app is installed, others are Slack Connect partners."""

    id: str
    name: str
    domain: str


class Person(_Part):
    """A member of a workspace, or the app's bot user."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    team: str
    is_bot: bool = False


class Channel(_Part):
    """A channel; `members` and `creator` are names, `shared_with` the ids of partner workspaces.

    `created` is in seconds since the epoch; without a `creator` it is the installer's.
    `former_id`: under which it was known before Slack gave it another one.
    """

    id: str
    name: str
    former_id: str | None = None
    is_private: bool = False
    is_archived: bool = False
    shared_with: tuple[str, ...] = ()
    members: frozenset[str]
    topic: str = ""
    created: int = 1_700_000_000
    creator: str | None = None
    previous_names: tuple[str, ...] = ()

    @property
    def kind(self) -> Literal["channel", "group", "im"]:
        """What Slack calls it: `channel_type` of its messages."""
        return "group" if self.is_private else "channel"


class UserGroup(_Part):
    """People who are mentioned by one handle; `members` are names."""

    id: str
    handle: str
    name: str
    description: str = ""
    members: tuple[str, ...] = ()


class Tokens(_Part):
    """What the app shows; `signing_secret` signs what its request URL is sent."""

    bot: str
    app: str
    signing_secret: str


class Command(_Part):
    """A slash command of the manifest."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


class Shortcut(_Part):
    """A global or message shortcut of the manifest."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    name: str
    callback_id: str
    type: str


class Manifest(_Part):
    """What the sandbox needs of an app manifest.

    `has_home`: it has an App Home; `takes_messages`: people may write to it.
    """

    name: str
    bot_name: str
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    has_home: bool = False
    takes_messages: bool = False
    scopes: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()

    @model_validator(mode="after")
    def _events_can_be_sent(self) -> Self:
        if faults := list(lacking(self.events, self.scopes)):
            raise ValueError("; ".join(faults))
        return self

    @classmethod
    def parse(cls, raw: Json) -> Self:
        """Read the parts of Slack's manifest format; what is absent is empty.

        Whoever installs the app grants its optional scopes, too.
        """
        features = raw.get("features", {})
        name = raw["display_information"]["name"]
        home = features.get("app_home", {})
        scopes = raw.get("oauth_config", {}).get("scopes", {})
        subscriptions = raw.get("settings", {}).get("event_subscriptions", {})
        return cls(
            name=name,
            bot_name=features.get("bot_user", {}).get("display_name", name),
            commands=features.get("slash_commands", ()),
            shortcuts=features.get("shortcuts", ()),
            has_home=home.get("home_tab_enabled", False),
            takes_messages=home.get("messages_tab_enabled", False)
            and not home.get("messages_tab_read_only_enabled", True),
            scopes={*scopes.get("bot", ()), *scopes.get("bot_optional", ())},
            events=subscriptions.get("bot_events", ()),
        )


class App(_Part):
    """The one installed app; `installer` is a person's name.

    `request_url` is where it takes HTTP; without one it uses Socket Mode.
    """

    id: str
    bot_id: str
    bot_user_id: str
    installer: str
    manifest: Manifest
    request_url: Annotated[str, AfterValidator(loopback)] | None = None


class Step(_Part):
    """Something to try, shown on the page's first screen."""

    title: str
    text: str
    user: str | None = None
    channel: str | None = None
    command: str | None = None


class Config(_Part):
    """A workspace, checked as a whole. `starts_at`: business time at the first start.

    `limits` loosens the rate limits: `scale` multiplies all, a method's name gives its calls
    a minute.
    """

    team: Team
    partners: tuple[Team, ...] = ()
    tokens: Tokens
    app: App
    people: tuple[Person, ...]
    user_groups: tuple[UserGroup, ...] = ()
    channels: tuple[Channel, ...]
    steps: tuple[Step, ...] = ()
    starts_at: AwareDatetime | None = None
    limits: dict[str, Annotated[float, Field(gt=0)]] = {}

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        faults = [*self._twice(), *self._unknown()]
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _twice(self) -> list[str]:
        bot = (self.app.bot_user_id, self.app.manifest.bot_name)
        kinds = {
            "people": [
                *(p.id for p in self.people),
                *(p.name for p in self.people),
                *(group.id for group in self.user_groups),
                *(group.handle for group in self.user_groups),
                *bot,
            ],
            "channels": [*(c.id for c in self.channels), *(c.name for c in self.channels)],
        }
        return [
            f"{kind}: {name!r} stands there twice"
            for kind, names in kinds.items()
            for name in sorted({name for name in names if names.count(name) > 1})
        ]

    def _unknown(self) -> list[str]:
        names = {person.name for person in self.people}
        teams = {self.team.id, *(team.id for team in self.partners)}
        rooms = {channel.name for channel in self.channels}
        used = [
            ("app.installer", {self.app.installer}, names),
            *((f"people.{p.name}.team", {p.team}, teams) for p in self.people),
            *(
                (f"channels.{c.name}.members", c.members, names | {self.app.manifest.bot_name})
                for c in self.channels
            ),
            *((f"user_groups.{g.handle}.members", set(g.members), names) for g in self.user_groups),
            *((f"channels.{c.name}.shared_with", set(c.shared_with), teams) for c in self.channels),
            *((f"steps.{s.title}.user", {s.user} - {None}, names) for s in self.steps),
            *((f"steps.{s.title}.channel", {s.channel} - {None}, rooms) for s in self.steps),
        ]
        return [
            f"{place}: {name!r} is not known"
            for place, given, known in used
            for name in sorted(str(name) for name in given - known)
        ]


def _read_yaml(path: Path) -> Json:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ConfigError(f"{path}: {error}") from error
    if not isinstance(raw, dict):
        raise ConfigError(f"{path}: a mapping of keys is expected")
    return raw


def _with_manifest(raw: Json, folder: Path) -> Json:
    app = raw.get("app")
    if not isinstance(app, dict) or not isinstance(app.get("manifest"), str):
        return raw
    manifest = Manifest.parse(_read_yaml(folder / app["manifest"]))
    return {**raw, "app": {**app, "manifest": manifest}}


def _fault(fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}" if place else str(fault["msg"])


def load(path: Path) -> Config:
    """Read a workspace file; raises ConfigError naming all faults together."""
    try:
        return Config.model_validate(_with_manifest(_read_yaml(path), path.parent))
    except ValidationError as error:
        faults = "\n".join(f"  {_fault(fault)}" for fault in error.errors())
        raise ConfigError(f"{path} cannot be served:\n{faults}") from error


def start_of(config: Config, system_now: datetime) -> float:
    """Seconds between the system's time and business time at the first start."""
    return (config.starts_at - system_now).total_seconds() if config.starts_at else 0.0
