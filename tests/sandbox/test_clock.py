"""Business time: moved from due instant to due instant, with the apps that follow."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import Sandbox
from sandbox.timing import Timing
from tests.sandbox.conftest import People


class Follower:
    """An app with a list of due instants, and the business time at which it acted on each."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse, due: list[datetime]) -> None:
        self._wire = wire
        self.due = sorted(due)
        self.acted: list[tuple[datetime, datetime]] = []

    async def run(self) -> None:
        while True:
            tick = await self._wire.receive_json()
            now = datetime.now(UTC) + timedelta(seconds=tick["offset_s"])
            while self.due and self.due[0] <= now:
                self.acted.append((self.due.pop(0), now))
            next_due = self.due[0].isoformat() if self.due else None
            await self._wire.send_json({"tick": tick["tick"], "next_due_at": next_due})


@asynccontextmanager
async def following(
    session: aiohttp.ClientSession, box: Sandbox, due_in_s: list[int]
) -> AsyncIterator[Follower]:
    now = box.world.clock.now
    due = [now + timedelta(seconds=each) for each in due_in_s]
    async with session.ws_connect(f"{box.url}/sandbox/api/clock/follow") as wire:
        follower = Follower(wire, due)
        running = asyncio.create_task(follower.run())
        yield follower
        running.cancel()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_business_time_begins_where_the_workspace_says(people: People) -> None:
    clock = await people.see("clock")
    begun = at(clock["now"]) - datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
    assert timedelta(0) <= begun < timedelta(minutes=1)


async def test_an_advance_moves_business_time_and_the_messages_with_it(
    people: People, slack: AsyncWebClient
) -> None:
    before = float((await slack.chat_postMessage(channel="C0OPEN", text="x"))["ts"])
    moved = await people.do("clock", advance_s=900)
    assert moved["settled"]
    after = float((await slack.chat_postMessage(channel="C0OPEN", text="x"))["ts"])
    assert 900 <= after - before < 960


async def test_what_is_due_on_the_way_happens_at_its_own_time(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    async with following(session, box, [600, 1800, 7200]) as follower:
        moved = await people.do("clock", advance_s=3600)
        assert moved["settled"]
        assert len(follower.acted) == 2
        for due, acted in follower.acted:
            assert timedelta(0) <= acted - due < timedelta(seconds=60)


async def test_an_advance_of_nothing_waits_until_followers_are_idle(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    async with following(session, box, [0]) as follower:
        before = (await people.see("clock"))["offset_s"]
        moved = await people.do("clock", advance_s=0)
        assert (moved["settled"], moved["offset_s"]) == (True, before)
        assert len(follower.acted) == 1


@pytest.mark.parametrize("timing", [Timing(follower_s=0.2)])
async def test_a_follower_that_never_answers_is_told(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    async with session.ws_connect(f"{box.url}/sandbox/api/clock/follow") as wire:
        await wire.receive_json()
        assert (await people.do("clock", advance_s=60))["settled"] is False


async def test_a_follower_that_is_gone_is_not_waited_for(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    async with session.ws_connect(f"{box.url}/sandbox/api/clock/follow") as wire:
        await wire.receive_json()
        moving = asyncio.create_task(people.do("clock", advance_s=60))
        await wire.receive_json()
    assert (await moving)["settled"]


async def test_two_advances_at_once_follow_each_other(
    box: Sandbox, session: aiohttp.ClientSession, people: People
) -> None:
    before = (await people.see("clock"))["offset_s"]
    async with following(session, box, [30, 90]) as follower:
        await asyncio.gather(*(people.do("clock", advance_s=60) for _ in range(2)))
        assert len(follower.acted) == 2
    assert (await people.see("clock"))["offset_s"] - before == pytest.approx(120)


async def test_the_clock_does_not_go_back(people: People) -> None:
    assert (await people.do("clock", advance_s=-1))["error"] == "invalid_arguments"
