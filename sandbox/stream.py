"""What happens, as numbered events: for pages that follow live, and for calls that wait."""

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable
from itertools import islice
from typing import TypeVar

from sandbox.errors import Json

_KEPT = 10_000

Seen = TypeVar("Seen")


class Stream:
    """Publishes events under ids `<start>-<number>`: one of an earlier start is told apart."""

    def __init__(self) -> None:
        self._start = secrets.token_hex(4)
        self._count = 0
        self._events: deque[tuple[int, Json]] = deque(maxlen=_KEPT)
        self._changed = asyncio.Event()
        self._is_over = False

    @property
    def last_id(self) -> str:
        """The id of the newest event."""
        return self._id(self._count)

    def publish(self, kind: str, **fields: object) -> None:
        """Tell everyone who follows."""
        self._count += 1
        self._events.append((self._count, {"type": kind, **fields}))
        self._wake()

    def end(self) -> None:
        """Let everyone who follows go."""
        self._is_over = True
        self._wake()

    async def follow(self, after: str | None) -> AsyncIterator[tuple[str, Json]]:
        """Every event after the one with that id (None: from now on), until the end.

        `reload` stands for events that are no longer known.
        """
        position = self._number(after or self.last_id)
        while not self._is_over:
            changed = self._changed
            if not self._count - len(self._events) <= position <= self._count:
                position = self._count
                yield self._id(position), {"type": "reload"}
            newer = islice(self._events, len(self._events) - (self._count - position), None)
            for number, event in list(newer):
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

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def _id(self, number: int) -> str:
        return f"{self._start}-{number}"

    def _number(self, event_id: str) -> int:
        """Return the event's number; -1 when it is of an earlier start."""
        start, _, number = event_id.partition("-")
        return int(number) if start == self._start and number.isdecimal() else -1
