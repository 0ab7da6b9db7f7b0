"""The bell: acts on what is due, each timer in one transaction, on any number of replicas."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import ONUS
from handlers.kit.office import Office
from handlers.kit.rules import Rules, log, log_fault
from handlers.kit.turn import Turn
from storage import timers
from storage.database import Database, StaleError
from storage.timers import Timer

_LATER = timedelta(minutes=1)


class Bell:
    """Rings what is due in a workspace's timers."""

    def __init__(
        self, *, database: Database, office: Office, rules: Rules, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._office = office
        self._rules = rules
        self._now = now

    async def ring_all(self) -> None:
        """Act on everything that is due; one that fails is logged and tried again in a minute."""
        while await self._ring():
            pass

    async def _ring(self) -> bool:
        try:
            await self._database.decide(self._ring_one)
        except _NothingDueError:
            return False
        except _RingError as fault:
            error_id = log_fault(f"timer {fault.timer.key}")
            log.warning("timer %s is tried again in a minute (%s)", fault.timer.key, error_id)
            async with self._database.write() as tx:
                await timers.postpone(tx, fault.timer, until=self._now() + _LATER)
        return True

    async def _ring_one(self, tx: AsyncConnection) -> None:
        now = self._now()
        timer = await timers.take_due(tx, self._office.id, now=now)
        if timer is None:
            raise _NothingDueError
        turn = Turn(tx, self._office, ONUS, now)
        try:
            await self._rules.ringers[timer.kind](turn, timer.body)
            await self._rules.end(turn)
        except (StaleError, OperationalError):
            raise  # the sweep comes back to it
        except Exception as fault:
            raise _RingError(timer) from fault


class _NothingDueError(Exception):
    """Nothing is due, or another replica is at it: nothing is committed, and nobody is woken."""


class _RingError(Exception):
    """What acts on a timer failed."""

    def __init__(self, timer: Timer) -> None:
        super().__init__(timer.key)
        self.timer = timer
