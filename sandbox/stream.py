"""What happens, as numbered events: for pages that follow live, and for calls that wait."""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from sandbox.errors import Json

_KEPT = 10_000

Seen = TypeVar("Seen")


class Stream:
    """Publishes events; its ids are `<start>-<number>`, so one of an earlier start is told apart."""

    def __init__(self) -> None:
        self._start = secrets.token_hex(4)
        self._count = 0
        self._events: deque[tuple[int, Json]] = deque(maxlen=_KEPT)
        self._changed = asyncio.Event()

    @property
    def last_id(self) -> str:
        """The id of the newest event."""
        return self._id(self._count)

    def publish(self, kind: str, **fields: object) -> None:
        """Tell everyone who follows."""
        self._count += 1
        self._events.append((self._count, {"type": kind, **fields}))
        self._changed.set()
        self._changed = asyncio.Event()

    async def follow(self, after: str | None) -> AsyncIterator[tuple[str, Json]]:
        """Every event after the one with that id (None: from now on), for ever.

        Begins with `reload` when something in between is no longer known.
        """
        position = self._position(after or self.last_id)
        if position is None:
            position = self._count
            yield self._id(position), {"type": "reload"}
        while True:
            changed = self._changed
            for number, event in [each for each in self._events if each[0] > position]:
                yield self._id(number), event
                position = number
            await changed.wait()

    async def wait_for(self, look: Callable[[], Seen], timeout_s: float) -> Seen:
        """Look after every event until something is seen, or the time is over."""
        try:
            async with asyncio.timeout(timeout_s):
                while not (seen := look()):
                    await self._changed.wait()
                return seen
        except TimeoutError:
            return look()

    def _id(self, number: int) -> str:
        return f"{self._start}-{number}"

    def _position(self, event_id: str) -> int | None:
        start, _, number = event_id.partition("-")
        if start != self._start or not number.isdecimal():
            return None
        oldest_known = self._events[0][0] if self._events else 1
        return int(number) if oldest_known - 1 <= int(number) <= self._count else None
