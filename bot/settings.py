"""Settings: from the environment or `.env`, validated together, with every fault told at once."""

from datetime import timedelta
from email.utils import parseaddr
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.pagers import PagerDuty, Pagers, Webhook
from domain import rulebook, runbook
from domain.alert import Service
from domain.commitment import read_cadence
from domain.grammar import split_items
from domain.grants_file import Given, read_grants
from domain.notice_proposal import read_kinds
from domain.outage import Impact, NoticeKind
from domain.refusal import Refusal
from domain.rulebook import Rulebook, read_rules
from domain.runbook import Shelf, read_shelf
from domain.ways import Way, read_mails
from handlers.kit.templates import Templates, read_templates
from storage.database import async_url

S = TypeVar("S", bound="DatabaseSettings")

_SECRET_LENGTH = 32
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class SettingsError(Exception):
    """Settings that cannot work. faults: a line for each, with the setting's name and the cure."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _api_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError("must be https, or http on this machine: https://slack.com/api/")
    path = parts.path.rstrip("/") or "/api"
    return f"{parts.scheme}://{parts.netloc}{path}/"


def _outside_url(url: str | None) -> str | None:
    if not url:
        return None
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not safe or not parts.hostname:
        raise ValueError("must be a whole https address, or http on this machine")
    return url


def _clock_url(url: str | None) -> str | None:
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in _LOOPBACK:
        raise ValueError(
            "a business clock is for the sandbox on this machine: "
            "http://127.0.0.1:8030/sandbox/api/clock, or leave it out"
        )
    return f"http://{parts.netloc}/sandbox/api/clock"


def _database_url(url: str) -> str:
    async_url(url)
    return url


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise ValueError(f"{name!r} is no time zone: write one like Europe/Berlin") from None
    return name


def _cadence(words: object) -> object:
    return read_cadence(words) if isinstance(words, str) else words


def _later_cadence(words: object) -> object:
    return _cadence(words) if words else {}


def _words(words: object) -> object:
    return split_items(words) if isinstance(words, str) else words


def _kinds(words: object) -> object:
    return read_kinds(words) if isinstance(words, str) else words


def _catalogue_url(url: str | None) -> str | None:
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or set(url) & set("<>| "):
        raise ValueError("must be a whole https address, such as https://catalogue.example.com/")
    return url


def _obligations_file(path: Path | None) -> Path | None:
    if path is not None:
        try:
            read_rules(path.read_text(encoding="utf-8"), known=rulebook.built_in())
        except OSError as fault:
            raise ValueError(f"{path} cannot be read: {fault.strerror}") from None
    return path


def _folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise ValueError(f"{path} is no folder")
    return path


def _grants_file(path: Path | None) -> Path | None:
    if path is not None:
        try:
            read_grants(path.read_text(encoding="utf-8"))
        except OSError as fault:
            raise ValueError(f"{path} cannot be read: {fault.strerror}") from None
    return path


def _runbooks_folder(path: Path | None) -> Path | None:
    path = _folder(path)
    if path is not None:
        try:
            read_shelf(path)
        except OSError as fault:
            raise ValueError(f"{path} cannot be read: {fault.strerror}") from None
    return path


def _prefixed(prefix: str) -> AfterValidator:
    def check(secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not secret.get_secret_value().startswith(prefix):
            raise ValueError(f"must begin with {prefix}: copy it from the app's page at Slack")
        return secret

    return AfterValidator(check)


def _secret(secret: SecretStr | None) -> SecretStr | None:
    if secret is not None and not secret.get_secret_value():
        raise ValueError("is empty: give it its value, or leave it out")
    return secret


def _with_its_address(secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """Refuse a webhook that could not be signed, and a secret that nothing is signed with."""
    if "onus_page_webhook_url" in info.data and bool(info.data["onus_page_webhook_url"]) != bool(
        secret
    ):
        raise ValueError("goes together with ONUS_PAGE_WEBHOOK_URL: set both, or neither")
    return secret


def _signing_secret(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value():
        raise ValueError("is empty: copy it from the app's page at Slack, or leave it out")
    return secret


def _smtp_url(url: SecretStr | None) -> SecretStr | None:
    if url is None or not url.get_secret_value():
        return None
    try:
        parts = urlsplit(url.get_secret_value())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("smtp", "smtps"):
        raise ValueError(
            "must be smtp://user:password@host:587 (encrypted by STARTTLS) or smtps://user:"
            "password@host:465; what is special in the password as %40"
        )
    return url


def _mail_from(sender: str | None, info: ValidationInfo) -> str | None:
    """Refuse what is no address, and mail that would come from nobody."""
    if not sender:
        if info.data.get("onus_smtp_url"):
            raise ValueError(
                "is missing beside ONUS_SMTP_URL: write Northwind status <status@northwind.example>"
            )
        return None
    try:
        read_mails(parseaddr(sender)[1] or "nobody")
    except Refusal:
        raise ValueError(
            "is no address: write Northwind status <status@northwind.example>"
        ) from None
    return sender


def _long(secret: SecretStr | None) -> SecretStr | None:
    if secret is None or not secret.get_secret_value():
        return None
    if len(secret.get_secret_value()) < _SECRET_LENGTH:
        raise ValueError(f"needs {_SECRET_LENGTH} characters: make one with openssl rand -hex 32")
    return secret


def _networks(networks: tuple[str, ...]) -> tuple[str, ...]:
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            raise ValueError(f"{network!r} is no network: write one like 10.20.0.0/16") from None
    return networks


def _one_way(app_token: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
    """Refuse both ways of delivery together, and none; a faulty secret is told by itself."""
    if "slack_signing_secret" not in info.data:
        return app_token
    secret = info.data["slack_signing_secret"]
    if app_token and secret:
        raise ValueError(
            "stands beside SLACK_SIGNING_SECRET; take one of them out: with the token Slack "
            "delivers by Socket Mode, with the secret by HTTP"
        )
    if not app_token and not secret:
        raise ValueError(
            "is missing. Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP, in the "
            "environment or in .env; see docs/settings.md"
        )
    return app_token


class DatabaseSettings(BaseSettings):
    """What a command needs that works on the database alone."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", hide_input_in_errors=True, frozen=True
    )

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite:///var/onus.db", repr=False
    )


class OfficeSettings(DatabaseSettings):
    """What the organisation sets, and what works without Slack."""

    onus_side: Literal["provider", "customer", "both"] = "provider"
    onus_incidents_channel: Annotated[str, Field(min_length=1)] = "incidents"
    onus_drill_channel: str | None = None
    onus_cadence_minutes: Annotated[
        dict[Impact, timedelta], NoDecode, BeforeValidator(_cadence)
    ] = Field(default_factory=lambda: read_cadence("full=15,partial=30,degraded=60"))
    onus_cadence_later_minutes: Annotated[
        dict[Impact, timedelta], NoDecode, BeforeValidator(_later_cadence)
    ] = Field(default_factory=dict)
    onus_stop_seconds: Annotated[int, Field(ge=0, le=300)] = 15
    onus_inside_words: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)] = ()
    onus_second_person: Annotated[frozenset[NoticeKind], NoDecode, BeforeValidator(_kinds)] = Field(
        default_factory=lambda: read_kinds("review")
    )
    onus_timezone: Annotated[str, AfterValidator(_timezone)] = "UTC"
    onus_catalogue_url: Annotated[str | None, AfterValidator(_catalogue_url)] = None
    onus_obligations_file: Annotated[Path | None, AfterValidator(_obligations_file)] = None
    onus_grants_file: Annotated[Path | None, AfterValidator(_grants_file)] = None
    onus_runbooks_folder: Annotated[Path | None, AfterValidator(_runbooks_folder)] = None
    onus_templates_folder: Annotated[Path | None, AfterValidator(_folder)] = None
    onus_pagerduty_routing_key: Annotated[SecretStr | None, AfterValidator(_secret)] = None
    onus_pagerduty_url: Annotated[str, AfterValidator(_outside_url)] = (
        "https://events.pagerduty.com/v2/enqueue"
    )
    onus_pagerduty_secret: Annotated[SecretStr | None, AfterValidator(_secret)] = None
    onus_page_webhook_url: Annotated[str | None, AfterValidator(_outside_url)] = Field(
        None, repr=False
    )
    onus_page_webhook_secret: Annotated[
        SecretStr | None, AfterValidator(_secret), AfterValidator(_with_its_address)
    ] = Field(None, validate_default=True)
    onus_smtp_url: Annotated[SecretStr | None, AfterValidator(_smtp_url)] = None
    onus_mail_from: Annotated[str | None, AfterValidator(_mail_from)] = Field(
        None, validate_default=True
    )
    onus_fallback_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    onus_webhook_secret: Annotated[SecretStr | None, AfterValidator(_long)] = None
    onus_webhook_networks: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(_words), AfterValidator(_networks)
    ] = ()
    onus_log_level: Literal["debug", "info", "warning", "error"] = "info"
    onus_log_format: Literal["text", "json"] = "text"
    onus_clock_url: Annotated[str | None, AfterValidator(_clock_url)] = None

    def pagers(self) -> Pagers:
        """Return the services that pages go to besides Slack."""
        found: dict[Service, PagerDuty | Webhook] = {}
        if key := self.onus_pagerduty_routing_key:
            found[Service.PAGERDUTY] = PagerDuty(self.onus_pagerduty_url, key)
        if (url := self.onus_page_webhook_url) and (secret := self.onus_page_webhook_secret):
            found[Service.WEBHOOK] = Webhook(url, secret)
        return found

    def runbooks(self) -> Shelf:
        """Return the runbooks that come with Onus, with those of the organisation's own folder."""
        folder = self.onus_runbooks_folder
        return read_shelf(folder) if folder else runbook.built_in()

    def templates(self) -> Templates:
        """Return the organisation's templates for notices; without a folder there are none."""
        folder = self.onus_templates_folder
        return read_templates(folder) if folder else Templates()

    def grants(self) -> Given:
        """Return the rights of the organisation's own file."""
        path = self.onus_grants_file
        return read_grants(path.read_text(encoding="utf-8")) if path else {}

    def rulebook(self) -> Rulebook:
        """Return the rules that come with Onus, with those of the organisation's own file."""
        path = self.onus_obligations_file
        ours = rulebook.built_in()
        return read_rules(path.read_text(encoding="utf-8"), known=ours) if path else ours

    def ways(self) -> frozenset[Way]:
        """Return the ways by which customers can be told beside Slack."""
        by_mail = {Way.MAIL} if self.onus_smtp_url else set()
        return frozenset(by_mail | ({Way.WEBHOOK} if self.onus_webhook_secret else set()))


class Settings(OfficeSettings):
    """What Onus is told from outside; docs/settings.md explains each."""

    slack_bot_token: Annotated[SecretStr, _prefixed("xoxb-")]
    slack_signing_secret: Annotated[SecretStr, AfterValidator(_signing_secret)] | None = None
    slack_app_token: Annotated[SecretStr | None, _prefixed("xapp-"), AfterValidator(_one_way)] = (
        Field(None, validate_default=True)
    )
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = "https://slack.com/api/"
    onus_http_port: Annotated[int, Field(ge=1, le=65535)] = 3000


def load_settings() -> Settings:
    """Read the settings; raises SettingsError with every fault."""
    return _load(Settings)


def load_office_settings() -> OfficeSettings:
    """Read the settings that work without Slack; raises SettingsError with every fault."""
    return _load(OfficeSettings)


def load_database_url() -> str:
    """Read where the database is, and nothing else; raises SettingsError."""
    return _load(DatabaseSettings).database_url


def _load(kind: type[S]) -> S:
    try:
        return kind()
    except ValidationError as fault:
        raise SettingsError(
            [_told(error["loc"], error["msg"]) for error in fault.errors()]
        ) from None


def _told(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]).upper()
    if message == "Field required":
        return f"{name}: is missing. Set it in the environment or in .env; see docs/settings.md."
    return f"{name}: {message.removeprefix('Value error, ')}."
