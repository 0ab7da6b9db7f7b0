"""The bell: acts on what is due, each timer in one transaction, on any number of replicas."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import ONUS
from handlers.kit.directory import Directory, Roster
from handlers.kit.office import Office
from handlers.kit.rules import Rules, log, log_fault
from handlers.kit.slack import SlackRefusedError, SlackUnclearError
from handlers.kit.turn import begin
from storage import timers
from storage.database import Database, StaleError
from storage.timers import Timer

_LATER = timedelta(minutes=1)
KNOW_WITHIN_S = 1.0


class Bell:
    """Rings what is due in a workspace's timers.

    Who responds is asked of Slack before, for a second at most: what is due does not wait for it.
    """

    def __init__(
        self,
        *,
        database: Database,
        directory: Directory,
        office: Office,
        rules: Rules,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._directory = directory
        self._roster = Roster()
        self._office = office
        self._rules = rules
        self._now = now

    async def ring_all(self) -> datetime | None:
        """Act on everything that is due, and return when the next is.

        One that fails is logged and tried again in a minute.
        """
        while (due_at := await self._next_due_at()) and due_at <= self._now():
            await self._look_up()
            if not await self._ring():
                return await self._next_due_at()
        return due_at

    async def _next_due_at(self) -> datetime | None:
        async with self._database.read() as tx:
            return await timers.next_due_at(tx, self._office.id)

    async def _look_up(self) -> None:
        """Bring up to date who responds; without an answer in time, what was known goes on."""
        try:
            async with asyncio.timeout(KNOW_WITHIN_S):
                self._roster = await self._directory.roster()
        except (SlackRefusedError, SlackUnclearError, TimeoutError) as error:
            log.warning("who responds was not looked up: %s", type(error).__name__)

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
        turn = await begin(tx, self._office, ONUS, now, self._roster)
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
