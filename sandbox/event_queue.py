"""Events on their way to the app: each kept until it is acknowledged, or given up.

One that is not acknowledged within 3 seconds comes again at once, after a minute and after five,
with its count; one whose socket died comes again as soon as there is another.
"""

import asyncio
import secrets

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.records import Envelope
from sandbox.socket_mode import LostError, SocketMode
from sandbox.store import Store, Table
from sandbox.timing import Timing


class EventQueue:
    """All undelivered events; they outlive the sandbox's own end."""

    def __init__(self, *, sockets: SocketMode, clock: Clock, store: Store, timing: Timing) -> None:
        self._sockets = sockets
        self._clock = clock
        self._timing = timing
        self._table = Table(store, "envelope", Envelope)
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Go on with what an earlier run left undelivered."""
        for envelope in sorted(self._table.all(), key=lambda each: each.seq):
            self._deliver_later(envelope)

    async def stop(self) -> None:
        """Stop delivering; what is undelivered stays in the store."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def emit(self, payload: Json) -> None:
        """Deliver an event, now or when a socket is open again."""
        envelope = Envelope(
            seq=self._clock.next_seq(), envelope_id=secrets.token_hex(16), payload=payload
        )
        self._table.save(envelope.envelope_id, envelope)
        self._deliver_later(envelope)

    def _deliver_later(self, envelope: Envelope) -> None:
        task = asyncio.create_task(self._deliver(envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, envelope: Envelope) -> None:
        waits = iter(self._timing.retries_s)
        while not await self._attempt(envelope):
            envelope.attempt += 1
            self._table.save(envelope.envelope_id, envelope)
            if envelope.reason == "timeout":
                wait_s = next(waits, None)
                if wait_s is None:
                    break
                await asyncio.sleep(wait_s)
        self._table.delete(envelope.envelope_id)

    async def _attempt(self, envelope: Envelope) -> bool:
        """Whether the app acknowledged this time; if not, the envelope says why."""
        await self._sockets.opened()
        channel = envelope.payload["event"].get("channel")
        try:
            async with asyncio.timeout(self._timing.ack_s):
                await self._sockets.deliver(_wire_form(envelope), channel)
        except TimeoutError:
            envelope.reason = "timeout"
            return False
        except LostError:
            envelope.reason = "connection_lost"
            return False
        return True


def _wire_form(envelope: Envelope) -> Json:
    return {
        "envelope_id": envelope.envelope_id,
        "payload": envelope.payload,
        "type": "events_api",
        "accepts_response_payload": False,
        "retry_attempt": envelope.attempt,
        "retry_reason": envelope.reason,
    }
