"""The delivery loop: nothing queued is lost, and no delivery id appears twice in Slack.

Needs the workspace's lane, so that one replica sends. Whoever takes it over settles first what is
`sending`: a post is looked up by its delivery id, no sooner than a request that was under way can
have timed out; everything else is repeated. A claim commits before the call, the outcome after
it, and no transaction is open in between. Races knowingly accepted: an ephemeral answer whose
outcome is unclear is sent again, since Slack keeps no trace of it to look up.
"""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.exc import OperationalError

from bot.clock import Clock, system_now
from bot.door import StrangersError
from bot.lane import hold
from bot.reports import Reports
from handlers.kit.slack import NO_TOKEN
from handlers.kit.trouble import BusyError, RefusedError, UnclearError
from storage import deliveries, rooms
from storage.database import Database
from storage.deliveries import Delivery, Heads, Held
from storage.news import News
from storage.outbox_rows import LOOKED_UP, Kind

log = logging.getLogger("onus.delivery")

SWEEP_S = 5.0
AT_ONCE = 64
_CANDIDATES = 100
_MOST_TRIES = {
    Kind.ALERT: 8,  # two minutes: by then somebody is to be called by other means
    Kind.MAIL: 20,  # an hour: by then the customer is to be told by other means
    Kind.WEBHOOK: 20,
}
_TOKEN_AGAIN = timedelta(minutes=1)
_LONGEST_BACK_OFF = timedelta(minutes=5)


class Carrier(Protocol):
    """Whoever takes deliveries to where they go.

    within_s: how long one may take. letters: whether it takes what goes by other ways than Slack,
    in a lane of its own; else it takes what goes in Slack.
    """

    within_s: float
    letters: bool

    async def send(self, delivery: Delivery, *, now: datetime) -> str | None:
        """Send it; raises RefusedError, BusyError, UnclearError."""

    async def find(self, delivery: Delivery) -> str | None:
        """Return the ts under which an earlier try arrived, if it did and leaves a trace."""


class Rate(Protocol):
    """How fast deliveries may go."""

    def held(self) -> Held:
        """Return what need not be looked at now."""

    def free(self, delivery: Delivery) -> bool:
        """Whether it may go now."""

    def went(self, delivery: Delivery) -> None:
        """Count one that goes now."""

    def accepted(self, delivery: Delivery) -> None:
        """Count one that was taken."""

    def refused(self, delivery: Delivery, *, wait_s: float) -> None:
        """Count one that is to wait."""

    def ended(self, delivery: Delivery) -> None:
        """Count one as over, whatever became of it."""

    def next_free_s(self) -> float | None:
        """Return in how many seconds more may go, None where nothing waits for that."""


class DeliveryLoop:
    """Delivers what one workspace has queued.

    patience_s: after how long a request under way has certainly ended.
    """

    def __init__(
        self,
        *,
        database: Database,
        workspace_id: str,
        sender: Carrier,
        clock: Clock,
        pace: Rate,
        reports: Reports,
        patience_s: float,
    ) -> None:
        self._database = database
        self._workspace_id = workspace_id
        self._sender = sender
        self._clock = clock
        self._pace = pace
        self._reports = reports
        self._patience = timedelta(seconds=patience_s)
        self._wake = database.committed.subscribe(News.QUEUED)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._tries: set[datetime] = set()  # when something that was put back may be tried

    async def run(self) -> None:
        """Wait for the lane, and deliver for as long as it is ours.

        Raises LaneLostError when it no longer is.
        """
        lane_name = f"{self._workspace_id}.letters" if self._sender.letters else self._workspace_id
        async with hold(self._database, lane_name) as lane:
            await self._remember_tries()
            while True:
                await lane.check()
                await self._round()

    async def stop(self) -> None:
        """Let what is under way come to its end."""
        if self._under_way:
            await asyncio.wait(self._under_way.values())

    async def _remember_tries(self) -> None:
        """Take over what somebody else, or this process before, has put back."""
        async with self._database.read() as tx:
            self._tries |= await deliveries.tries(tx, self._workspace_id)

    async def _round(self) -> None:
        """Settle what is unclear, send what can go; where neither can be, wait for a reason to."""
        self._wake.clear()
        heads = await self._look()
        self._settle(heads.unsettled)
        for delivery in heads.orphans:
            await self._fail(delivery, "thread_not_posted: the message it replies to failed")
        sent = await self._send_some_of(heads.ready)
        more_behind = sent > 0 and len(heads.ready) == _CANDIDATES
        if not (heads.orphans or more_behind):
            await self._wait(heads.unsettled)

    async def _look(self) -> Heads:
        """Return what could be done now, without what is under way.

        That is noted before the rows are read: it may end, marked, in between.
        """
        now = system_now()
        self._tries = {try_at for try_at in self._tries if try_at > now}
        held = replace(self._pace.held(), deliveries=list(self._under_way))
        async with self._database.read() as tx:
            return await deliveries.heads(
                tx,
                self._workspace_id,
                now=now,
                most=_CANDIDATES,
                held=held,
                letters=self._sender.letters,
            )

    async def _send_some_of(self, ready: list[Delivery]) -> int:
        """Begin to send those for which there is room; return how many."""
        chosen = self._choose(ready, room=AT_ONCE - len(self._under_way))
        if not chosen:
            return 0
        async with self._database.write() as tx:
            claimed = await deliveries.claim(tx, chosen, now=system_now())
        for delivery in claimed:
            self._start(delivery, self._send(delivery))
        going = {delivery.id for delivery in claimed}
        for delivery in chosen:
            if delivery.id not in going:
                self._pace.ended(delivery)
        return len(claimed)

    def _choose(self, ready: list[Delivery], *, room: int) -> list[Delivery]:
        """Return the first of those whose channel or kind is free, counting each as gone."""
        chosen: list[Delivery] = []
        for delivery in ready:
            if len(chosen) < room and self._pace.free(delivery):
                self._pace.went(delivery)
                chosen.append(delivery)
        return chosen

    def _start(self, delivery: Delivery, work: Coroutine[Any, Any, None]) -> None:
        task = self._under_way[delivery.id] = asyncio.create_task(work)
        task.add_done_callback(lambda _: self._ended(delivery, task))

    def _ended(self, delivery: Delivery, task: asyncio.Task[None]) -> None:
        """Let the next go; what could not be marked is found again as `sending`."""
        self._under_way.pop(delivery.id, None)
        if not task.cancelled() and (fault := task.exception()):
            log.warning("delivery %s is settled later: %s", delivery.id, type(fault).__name__)
        self._wake.set()

    async def _send(self, delivery: Delivery) -> None:
        try:
            async with asyncio.timeout(self._sender.within_s):
                ts = await self._sender.send(delivery, now=self._clock.now())
        except BusyError as busy:
            self._pace.refused(delivery, wait_s=busy.retry_after_s)
            await self._again(delivery, busy, after=timedelta(seconds=busy.retry_after_s))
        except (UnclearError, TimeoutError, OperationalError) as unclear:
            await self._not_known(delivery, unclear)
        except RefusedError as refused:
            await self._refused(delivery, refused)
        except StrangersError as found:
            await self._ask_about(delivery, found)
        except Exception as fault:
            log.exception("delivery %s", delivery.id)
            await self._fail(delivery, f"unforeseen: {type(fault).__name__}")
        else:
            await self._arrived(delivery, ts)
        finally:
            self._pace.ended(delivery)

    async def _refused(self, delivery: Delivery, refused: RefusedError) -> None:
        """Give up on it, but not where Slack takes nothing at all for want of a token."""
        if refused.code not in NO_TOKEN:
            await self._fail(delivery, str(refused))
            return
        log.error("Slack refuses the token: %s. Everything waits for another one.", refused.code)
        after = min(_back_off(delivery.attempts), _TOKEN_AGAIN)
        await self._again(delivery, refused, after=after, counts=True)

    async def _not_known(self, delivery: Delivery, unclear: Exception) -> None:
        """Try again what may be repeated; some of it not for ever, since somebody is to know."""
        if delivery.attempts >= _MOST_TRIES.get(delivery.kind, float("inf")):
            await self._fail(delivery, str(unclear) or "no answer in time")
        elif delivery.kind not in LOOKED_UP:  # these stay `sending`, and are looked up
            await self._again(delivery, unclear, counts=True)

    async def _arrived(self, delivery: Delivery, ts: str | None) -> None:
        self._pace.accepted(delivery)
        async with self._database.write() as tx:
            await deliveries.mark_sent(tx, delivery, ts=ts, now=self._clock.now())
            if delivery.kind is Kind.CREATE and ts:
                await rooms.made(tx, delivery, channel_id=ts)

    def _settle(self, unsettled: list[Delivery]) -> None:
        """Find out what became of rows that were claimed and not marked."""
        for delivery in unsettled:
            if self._has_ended(delivery):
                self._start(delivery, self._settle_one(delivery))

    def _has_ended(self, delivery: Delivery) -> bool:
        claimed_at = delivery.claimed_at or system_now()
        return delivery.kind not in LOOKED_UP or system_now() - claimed_at >= self._patience

    async def _settle_one(self, delivery: Delivery) -> None:
        try:
            ts = await self._sender.find(delivery)
        except BusyError as busy:
            await self._ask_again(delivery, busy, after=timedelta(seconds=busy.retry_after_s))
            return
        except (UnclearError, TimeoutError) as unclear:
            await self._ask_again(delivery, unclear, after=_back_off(delivery.attempts))
            return
        except RefusedError as refused:
            await self._fail(delivery, f"{refused.code} while looking whether it arrived")
            return
        if ts is None:
            at_once = None if delivery.attempts else timedelta(0)
            await self._again(
                delivery, UnclearError("it did not arrive"), after=at_once, counts=True
            )
            return
        async with self._database.write() as tx:
            await deliveries.mark_sent(tx, delivery, ts=ts, now=self._clock.now())

    async def _again(
        self,
        delivery: Delivery,
        error: Exception,
        *,
        after: timedelta | None = None,
        counts: bool = False,
    ) -> None:
        try_at = self._try_after(_back_off(delivery.attempts) if after is None else after)
        async with self._database.write() as tx:
            await deliveries.mark_again(
                tx, delivery, try_at=try_at, error=str(error), counts=counts
            )
            if delivery.notice_id:
                await self._reports.put_back(tx)

    async def _ask_again(self, delivery: Delivery, error: Exception, *, after: timedelta) -> None:
        """Leave it `sending`: whether it arrived is to be asked again, as soon as Slack answers."""
        try_at = self._try_after(after)
        async with self._database.write() as tx:
            await deliveries.mark_unknown(tx, delivery, try_at=try_at, error=str(error))

    def _try_after(self, wait: timedelta) -> datetime:
        """Return when that is, and have the loop wake then."""
        try_at = system_now() + wait
        self._tries.add(try_at)
        return try_at

    async def _fail(self, delivery: Delivery, error: str) -> None:
        log.error("delivery %s to %s failed: %s", delivery.id, delivery.channel_id, error)
        async with self._database.write() as tx:
            await deliveries.mark_failed(tx, delivery, error=error)
            await self._reports.failed(tx, delivery, error)

    async def _ask_about(self, delivery: Delivery, found: StrangersError) -> None:
        """Hold it until somebody has said whose people those are."""
        async with self._database.write() as tx:
            await self._reports.strange(tx, delivery, found.organisations)
            await deliveries.mark_asked(tx, delivery, why=str(found))

    async def _wait(self, unsettled: list[Delivery]) -> None:
        """Wait for a commit, the end of a call, a time to try again, the pace, or the sweep."""
        now = system_now()
        reasons = [SWEEP_S, self._pace.next_free_s() or SWEEP_S]
        reasons += [_seconds(try_at, now) for try_at in self._tries]
        reasons += [
            _seconds((delivery.claimed_at or now) + self._patience, now)
            for delivery in unsettled
            if delivery.id not in self._under_way
        ]
        with suppress(TimeoutError):
            async with asyncio.timeout(min(reasons)):
                await self._wake.wait()


def _seconds(instant: datetime, now: datetime) -> float:
    return max(0.02, (instant - now).total_seconds())


def _back_off(attempts: int) -> timedelta:
    return min(timedelta(seconds=0.5 * 2 ** min(attempts, 10)), _LONGEST_BACK_OFF)
