"""Events on their way to the app: each kept until it is acknowledged, or given up.

One that is not acknowledged within 3 seconds comes again at once, after a minute and after five,
with its count and why; one whose socket died comes again as soon as there is another.
"""

import asyncio
import secrets

from sandbox.clock import Clock
from sandbox.errors import Json
from sandbox.records import Envelope
from sandbox.store import Store, Table
from sandbox.timing import Timing
from sandbox.undelivered import LostError, NotDeliveredError
from sandbox.wire import Wire


class EventQueue:
    """All undelivered events; they outlive the sandbox's own end."""

    def __init__(self, *, wire: Wire, clock: Clock, store: Store, timing: Timing) -> None:
        self._wire = wire
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

    async def restart(self) -> None:
        """Send what is undelivered another way."""
        await self.stop()
        self.start()

    def emit(self, payload: Json) -> None:
        """Deliver an event, now or when the app can be reached again."""
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
        while failure := await self._failure(envelope):
            envelope.attempt += 1
            envelope.reason = failure.reason
            self._table.save(envelope.envelope_id, envelope)
            if not isinstance(failure, LostError):
                wait_s = next(waits, None)
                if wait_s is None:
                    break
                await asyncio.sleep(wait_s)
        self._table.delete(envelope.envelope_id)

    async def _failure(self, envelope: Envelope) -> NotDeliveredError | None:
        """Try once; return why the app did not acknowledge, None where it did."""
        try:
            await self._wire.tell(envelope)
        except NotDeliveredError as failure:
            return failure
        return None
