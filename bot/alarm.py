"""The alarm: wakes the bell at the next due instant, with a sweep for what was missed.

APScheduler with its in-memory store is the clock only; what is due stands in the timers table.
"""

import asyncio
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from handlers.kit.bell import Bell
from handlers.kit.desk import Desk
from storage import timers
from storage.database import Database

SWEEP_S = 5


class Alarm:
    """Rings the bell when something is due, and has the desk take up what was left over."""

    def __init__(
        self, *, database: Database, workspace_id: str, clock: Clock, bell: Bell, desk: Desk
    ) -> None:
        self._workspace_id = workspace_id
        self._database = database
        self._clock = clock
        self._bell = bell
        self._desk = desk
        self._ringing = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        self._changed = database.committed.subscribe()

    def start(self) -> None:
        """Start the clock, with its sweep."""
        self._scheduler.start()
        self._scheduler.add_job(self.sweep, "interval", seconds=SWEEP_S)

    def stop(self) -> None:
        """Stop the clock."""
        self._scheduler.shutdown(wait=False)

    async def run(self) -> None:
        """Keep the next alarm set, whenever something was committed."""
        while True:
            self._changed.clear()
            await self._look()
            await self._changed.wait()

    async def sweep(self) -> None:
        """Take up what is due and what was left over."""
        await self._desk.replay()
        await self.ring()

    async def ring(self) -> None:
        """Act on everything that is due."""
        async with self._ringing:
            await self._bell.ring_all()

    async def _look(self) -> None:
        due_at = await self.set_next()
        if due_at is not None and due_at <= self._clock.now():
            await self.ring()

    async def set_next(self) -> datetime | None:
        """Set the alarm to what is due next, if that lies ahead; return the instant."""
        async with self._database.read() as tx:
            due_at = await timers.next_due_at(tx, self._workspace_id)
        if due_at is not None and due_at > self._clock.now():
            at = self._clock.system(due_at)
            self._scheduler.add_job(
                self.ring, "date", run_date=at, id="next", replace_existing=True
            )
        return due_at
