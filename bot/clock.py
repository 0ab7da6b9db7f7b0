"""The business clock: the system's time plus an offset, which only the sandbox can move.

Transport time (acknowledgements, leases, back-off) is the system's own.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import aiohttp


class Clock:
    """Business time; in production the offset is zero, and nothing sets it."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """Return the business time."""
        return system_now() + self.offset

    def system(self, instant: datetime) -> datetime:
        """Return the system's time of a business instant."""
        return instant - self.offset


def system_now() -> datetime:
    """Return the system's time."""
    return datetime.now(UTC)


async def read_once(url: str | None) -> Clock:
    """Return the sandbox's clock as it stands now; without an address, the system's."""
    clock = Clock()
    if url:
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            clock.offset = timedelta(seconds=(await answer.json())["offset_s"])
    return clock


Settle = Callable[[], Awaitable[datetime | None]]


async def follow(clock: Clock, url: str, *, settle: Settle, ready: asyncio.Event) -> None:
    """Follow the sandbox's clock until the connection ends.

    After each step, settle acts on what fell due and returns when the next thing is due; the
    sandbox is told, so it can step from one to the next. ready is set with the first offset.
    """
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{url}/follow") as socket:
        async for message in socket:
            step = json.loads(message.data)
            clock.offset = timedelta(seconds=step["offset_s"])
            ready.set()
            next_due_at = await settle()
            due = next_due_at.isoformat() if next_due_at else None
            await socket.send_json({"tick": step["tick"], "next_due_at": due})
