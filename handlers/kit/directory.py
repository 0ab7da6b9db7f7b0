"""Who is who: looked up in Slack, and remembered for a while."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from domain.channels import UNSEEN, Channel
from domain.people import Person
from handlers.kit.slack import Slack, SlackRefusedError, SlackUnclearError
from storage.workspaces import Workspace

_REMEMBERED_S = {"user": 600.0, "members": 60.0, "groups": 60.0, "channels": 60.0}

LISTED_WITHIN_S = 2.0
_NO_COLLEAGUES = ("is_stranger", "is_restricted", "is_ultra_restricted", "is_bot", "deleted")
_AT_ONCE = 8
_NOT_SEEN = ("user_not_found", "user_not_visible")
T = TypeVar("T")


@dataclass(frozen=True)
class Group:
    """A user group of Slack, with the ids of its members."""

    handle: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """Who responds where, as Slack said a moment ago.

    channel_id: the incidents channel, None while Onus is not in it. responders: the colleagues in
    it; owners: those of them who own or administer the workspace. channels: what Onus can see, by
    id. groups: user groups, by id. outsiders: whom a line names that are no colleagues.
    """

    channel_id: str | None = None
    responders: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    channels: Mapping[str, Channel] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    outsiders: frozenset[str] = frozenset()


class Directory:
    """People of a workspace and their rights.

    Membership older than a minute, and a profile older than ten, is asked for anew; while Slack
    does not answer, what was known last goes on. changed: is set when channels are not as they
    were, whichever replica heard of it.
    """

    def __init__(  # keyword-only, what it looks up and for whom
        self,
        slack: Slack,
        *,
        workspace: Workspace,
        channel: str,
        timezone: str,
        changed: asyncio.Event,
    ) -> None:
        self._slack = slack
        self._changed = changed
        self._workspace = workspace
        self._channel = channel.removeprefix("#")
        self._own = workspace.incidents_channel_id
        self._timezone = timezone
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._known: dict[str, tuple[float, object]] = {}
        self._looking_up: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def person(self, user_id: str) -> Person:
        """Return who this is and what they are here; raises SlackUnclearError."""
        profile = await self._once(f"user:{user_id}", lambda: self._profile(user_id))
        colleague = bool(
            profile
            and profile.get("team_id") == self._workspace.id
            and not any(profile.get(mark) for mark in _NO_COLLEAGUES)
        )
        return Person(
            user_id=user_id,
            timezone=str(profile.get("tz") or self._timezone),
            colleague=colleague,
            owner=bool(colleague and (profile.get("is_owner") or profile.get("is_admin"))),
        )

    async def roster(self, *, named: Iterable[str] = ()) -> Roster:
        """Return where incidents are run and who runs them; raises SlackUnclearError.

        named: people of whom it matters whether they are colleagues.
        """
        if await self._channel_id() is None:
            self.forget()  # somebody may have invited Onus since
        members = await self._once("members", self._members)
        people = await self._people(members)
        return Roster(
            channel_id=await self._channel_id(),
            responders=tuple(one.user_id for one in people if one.colleague),
            owners=tuple(one.user_id for one in people if one.owner),
            channels=await self._channels(),
            groups=await self._once("groups", self._groups),
            outsiders=frozenset(
                one.user_id for one in await self._people(named) if not one.colleague
            ),
        )

    async def channel(self, channel_id: str) -> Channel:
        """Return a channel as it was known last, and not before it was said to change.

        That is a minute ago at most, unless Slack takes long to list all. One that is not listed is
        asked for alone. Raises SlackRefusedError where Onus cannot see it, SlackUnclearError.
        """
        known = (await self._listed_in_time()).get(channel_id)
        if known:
            return known
        found = await self._slack.ask("conversations.info", channel=channel_id)
        return self._seen(found["channel"])

    async def _listed_in_time(self) -> Mapping[str, Channel]:
        try:
            async with asyncio.timeout(LISTED_WITHIN_S):
                return await self._channels()
        except TimeoutError:
            _, known = self._known.get("channels", (0.0, {}))
            return known  # type: ignore[return-value]  # kept under the key of its look-up

    async def _people(self, ids: Iterable[str]) -> list[Person]:
        return await asyncio.gather(*(self.person(user_id) for user_id in sorted(set(ids))))

    def forget(self, user_id: str = "") -> None:
        """Ask Slack anew, at the next look-up, for channels, members, groups, and a person."""
        for key in ("channels", "members", "groups", f"user:{user_id}"):
            self._known.pop(key, None)

    @property
    def own_channel(self) -> str | None:
        """The channel where incidents are run, as it was known last."""
        return self._own

    async def _channel_id(self) -> str | None:
        """Return the channel of that name or id; one that was renamed is known by its id."""
        channels = await self._channels()
        named = (id_ for id_, one in channels.items() if self._channel in (one.name, id_))
        reachable = [
            id_ for id_ in (*named, self._own or "") if channels.get(id_, UNSEEN).reachable
        ]
        self._own = next(iter(reachable), self._own)
        return self._own if reachable else None

    async def _channels(self) -> dict[str, Channel]:
        return await self._once("channels", self._list_channels)

    async def _once(self, key: str, look_up: Callable[[], Awaitable[T]]) -> T:
        if self._changed.is_set():
            self._changed.clear()
            self._known.pop("channels", None)
        async with self._looking_up[key]:  # whoever comes second finds what the first found
            return await self._remembered(key, look_up)

    async def _remembered(self, key: str, look_up: Callable[[], Awaitable[T]]) -> T:
        at, answer = self._known.get(key, (float("-inf"), None))
        if time.monotonic() - at < _REMEMBERED_S[key.partition(":")[0]]:
            return answer  # type: ignore[return-value]  # kept under the key of its look-up
        try:
            fresh = await look_up()
        except SlackUnclearError:
            if key not in self._known:
                raise
            return self._known[key][1]  # type: ignore[return-value]  # as above
        self._known[key] = (time.monotonic(), fresh)
        return fresh

    async def _profile(self, user_id: str) -> dict[str, object]:
        try:
            async with self._at_once:
                return dict((await self._slack.ask("users.info", user=user_id))["user"])
        except SlackRefusedError as refused:
            if refused.code not in _NOT_SEEN:
                raise
            return {}

    async def _members(self) -> frozenset[str]:
        channel_id = await self._channel_id()
        if channel_id is None:
            return frozenset()
        pages = self._slack.pages("conversations.members", "members", channel=channel_id)
        return frozenset([str(member) async for member in pages])

    async def _groups(self) -> dict[str, Group]:
        """Return none where the app was not given the scope: then rights go to people alone."""
        try:
            listed = await self._slack.ask("usergroups.list", include_users="true")
        except SlackRefusedError:
            return {}
        return {
            group["id"]: Group(group["handle"].casefold(), tuple(group.get("users", ())))
            for group in listed["usergroups"]
        }

    async def _list_channels(self) -> dict[str, Channel]:
        kinds = "public_channel,private_channel"
        listed = self._slack.pages("conversations.list", "channels", types=kinds)
        return {channel["id"]: self._seen(channel) async for channel in listed}

    def _seen(self, channel: dict[str, Any]) -> Channel:
        """Return a channel that Slack shows; workspaces of our own organisation are no others."""
        sharing = {*channel.get("shared_team_ids", ()), *channel.get("connected_team_ids", ())}
        ours = {self._workspace.id, *channel.get("internal_team_ids", ())}
        return Channel(
            name=channel["name"],
            member=bool(channel.get("is_member")),
            archived=bool(channel.get("is_archived")),
            organisations=tuple(sorted(sharing - ours)),
            private=bool(channel.get("is_private")),
            invited=bool(channel.get("is_pending_ext_shared")),
        )
