"""Who is who: looked up in Slack, and remembered for a while."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.people import Person
from handlers.kit.slack import Slack, SlackRefusedError, SlackUnclearError
from storage.workspaces import Workspace

_REMEMBERED_S = {"user": 600.0, "members": 60.0, "channels": 60.0}

_NO_COLLEAGUES = ("is_stranger", "is_restricted", "is_ultra_restricted", "is_bot", "deleted")
_NOT_SEEN = ("user_not_found", "user_not_visible")
T = TypeVar("T")


@dataclass(frozen=True)
class Channel:
    """A channel that Onus can see. member: Onus is in it."""

    name: str
    member: bool
    archived: bool


@dataclass(frozen=True)
class Roster:
    """Who responds where, as Slack said a moment ago.

    channel_id: the incidents channel, None while Onus is not in it. responders: its members.
    channels: what Onus can see, by id.
    """

    channel_id: str | None = None
    responders: tuple[str, ...] = ()
    channels: Mapping[str, Channel] = field(default_factory=dict)


class Directory:
    """People of a workspace and their rights.

    A person responds when they are a member of the incidents channel. Membership older than a
    minute, and a profile older than ten, is asked for anew; while Slack does not answer, what was
    known last goes on.
    """

    def __init__(self, slack: Slack, *, workspace: Workspace, channel: str, timezone: str) -> None:
        self._slack = slack
        self._workspace = workspace
        self._channel = channel.removeprefix("#")
        self._timezone = timezone
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
            responder=colleague and user_id in await self.members(),
        )

    async def members(self) -> frozenset[str]:
        """Return who is in the incidents channel, apps included; raises SlackUnclearError."""
        return await self._once("members", self._members)

    async def roster(self) -> Roster:
        """Return where incidents are run and who may run them; raises SlackUnclearError."""
        if await self._channel_id() is None:
            self.forget()  # somebody may have invited Onus since
        members = await self.members() - {self._workspace.bot_user_id}
        return Roster(await self._channel_id(), tuple(sorted(members)), await self._channels())

    def forget(self) -> None:
        """Ask Slack anew for channels and their members at the next look-up."""
        self._known.pop("channels", None)
        self._known.pop("members", None)

    async def _channel_id(self) -> str | None:
        for channel_id, channel in (await self._channels()).items():
            named = self._channel in (channel.name, channel_id)
            if named and channel.member and not channel.archived:
                return channel_id
        return None

    async def _channels(self) -> dict[str, Channel]:
        return await self._once("channels", self._list_channels)

    async def _once(self, key: str, look_up: Callable[[], Awaitable[T]]) -> T:
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

    async def _list_channels(self) -> dict[str, Channel]:
        kinds = "public_channel,private_channel"
        listed = self._slack.pages("conversations.list", "channels", types=kinds)
        return {
            channel["id"]: Channel(
                channel["name"], bool(channel.get("is_member")), bool(channel.get("is_archived"))
            )
            async for channel in listed
        }
