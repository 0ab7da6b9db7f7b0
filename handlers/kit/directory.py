"""Who is who: looked up in Slack, remembered for a minute."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from domain.people import Person
from handlers.kit.slack import Slack, SlackRefusedError
from storage.workspaces import Workspace

_REMEMBERED_S = 60.0

T = TypeVar("T")


@dataclass(frozen=True)
class Roster:
    """The incidents channel's id, None while Onus is not in it, and the people who respond."""

    channel_id: str | None = None
    responders: tuple[str, ...] = ()


class Directory:
    """People of a workspace and their rights.

    A person responds when they are a member of the incidents channel. An answer older than a
    minute is asked for anew.
    """

    def __init__(self, slack: Slack, *, workspace: Workspace, channel: str, timezone: str) -> None:
        self._slack = slack
        self._workspace = workspace
        self._channel = channel.removeprefix("#")
        self._timezone = timezone
        self._known: dict[str, tuple[float, object]] = {}

    async def person(self, user_id: str) -> Person:
        """Return who this is and what they are here; raises SlackUnclearError."""
        profile = await self._once(f"user:{user_id}", lambda: self._profile(user_id))
        colleague = bool(
            profile
            and profile.get("team_id") == self._workspace.id
            and not profile.get("is_stranger")
            and not profile.get("deleted")
            and not profile.get("is_bot")
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
        members = sorted(await self.members())
        people = [user_id for user_id in members if (await self.person(user_id)).responder]
        return Roster(await self._channel_id(), tuple(people))

    async def _channel_id(self) -> str | None:
        return await self._once("channel", self._find_channel)

    async def _once(self, key: str, look_up: Callable[[], Awaitable[T]]) -> T:
        at, answer = self._known.get(key, (float("-inf"), None))
        if time.monotonic() - at < _REMEMBERED_S:
            return answer  # type: ignore[return-value]  # kept under the key of its look-up
        fresh = await look_up()
        if fresh is not None:
            self._known[key] = (time.monotonic(), fresh)
        return fresh

    async def _profile(self, user_id: str) -> dict[str, object]:
        try:
            return dict((await self._slack.ask("users.info", user=user_id))["user"])
        except SlackRefusedError:
            return {}

    async def _members(self) -> frozenset[str]:
        channel_id = await self._channel_id()
        if channel_id is None:
            return frozenset()
        pages = self._slack.pages("conversations.members", "members", channel=channel_id)
        return frozenset([str(member) async for member in pages])

    async def _find_channel(self) -> str | None:
        kinds = "public_channel,private_channel"
        listed = self._slack.pages(
            "conversations.list", "channels", types=kinds, exclude_archived=True
        )
        async for channel in listed:
            if self._channel in (channel["name"], channel["id"]) and channel.get("is_member"):
                return str(channel["id"])
        return None
