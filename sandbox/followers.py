"""Moves business time from one due instant to the next, together with the apps that follow it.

An app that follows connects to `/sandbox/api/clock/follow`. At connect and at every step it is
sent `{"tick": n, "offset_s": x}`; once it has acted on all that is due and is idle, it answers
`{"tick": n, "next_due_at": ISO 8601 or null}`. So what is due at 14:30 happens at 14:30,
however far the clock is moved.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import WSCloseCode, WSMsgType, web
from pydantic import AwareDatetime, BaseModel, ValidationError

from sandbox.clock import Clock, iso
from sandbox.stream import Stream
from sandbox.timing import Timing

_CLOSING_S = 1
_LEAST_STEP_S = 1e-6


class _Answer(BaseModel):
    tick: int
    next_due_at: AwareDatetime | None


@dataclass(eq=False)
class _Follower:
    """One app; `settled` is set while it has answered the newest tick."""

    wire: web.WebSocketResponse
    next_due_at: datetime | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)


class Followers:
    """The apps that follow, and the only way to move the clock."""

    def __init__(self, clock: Clock, stream: Stream, timing: Timing) -> None:
        self._clock = clock
        self._stream = stream
        self._timing = timing
        self._followers: list[_Follower] = []
        self._tick = 0
        self._turn = asyncio.Lock()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk with one follower until it closes."""
        wire = web.WebSocketResponse(timeout=_CLOSING_S)
        await wire.prepare(request)
        follower = _Follower(wire)
        self._followers.append(follower)
        try:
            await self._send_tick(follower)
            async for message in wire:
                if message.type is WSMsgType.TEXT:
                    self._answered(follower, _Answer.model_validate_json(message.data))
        except ValidationError as error:
            await wire.close(code=WSCloseCode.INVALID_TEXT, message=str(error).encode()[:120])
        finally:
            self._followers.remove(follower)
            follower.settled.set()
        return wire

    async def stop(self) -> None:
        """Close what is open."""
        await asyncio.gather(*(follower.wire.close() for follower in list(self._followers)))

    async def advance(self, seconds: float) -> bool:
        """Move business time ahead; says whether everyone who follows settled in time.

        With 0 it only waits until the followers are idle.
        """
        async with self._turn:
            target_s = self._clock.offset_s + seconds
            if not await self._step():
                return False
            while (left_s := target_s - self._clock.offset_s) > _LEAST_STEP_S:
                self._clock.advance(min([left_s, *self._seconds_until_due()]))
                if not await self._step():
                    return False
            return True

    def _seconds_until_due(self) -> list[float]:
        """How far away the followers' next instants are, without those that have passed."""
        now = self._clock.now
        due = [each.next_due_at for each in self._followers if each.next_due_at]
        return [(at - now).total_seconds() for at in due if at > now]

    async def _step(self) -> bool:
        """Tell the new time, and wait until all who follow have acted on it."""
        self._tick += 1
        followers = list(self._followers)
        for follower in followers:
            follower.settled.clear()
        self._stream.publish("clock", now=iso(self._clock.now), offset_s=self._clock.offset_s)
        try:
            async with asyncio.timeout(self._timing.follower_s):
                for follower in followers:
                    await self._send_tick(follower)
                for follower in followers:
                    await follower.settled.wait()
        except TimeoutError:
            return False
        return True

    async def _send_tick(self, follower: _Follower) -> None:
        with suppress(ConnectionError):
            await follower.wire.send_json({"tick": self._tick, "offset_s": self._clock.offset_s})

    def _answered(self, follower: _Follower, answer: _Answer) -> None:
        if answer.tick == self._tick:
            follower.next_due_at = answer.next_due_at
            follower.settled.set()
