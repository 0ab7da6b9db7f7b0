"""The alarm: wakes the bell at the next due instant, with a sweep for what was missed.

APScheduler with its in-memory store is the clock only; what is due stands in the timers table.
"""

import asyncio
from datetime import datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from handlers.kit.bell import Bell
from handlers.kit.desk import Desk
from storage.news import News, Signal

SWEEP_S = 5


class Alarm:
    """Rings the bell when something is due, and has the desk take up what was left over."""

    def __init__(self, *, committed: Signal, clock: Clock, bell: Bell, desk: Desk) -> None:
        self._clock = clock
        self._bell = bell
        self._desk = desk
        self._looking = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True}
        )
        self._woken = committed.subscribe(News.TIMED)
        self._sweep_due = False

    def start(self) -> None:
        """Start the clock, with its sweep.

        Its jobs only wake `run`: shutting the clock down does not wait for a job under way, which
        would then use the database after it was closed.
        """
        self._scheduler.start()
        self._scheduler.add_job(self._wake_to_sweep, "interval", seconds=SWEEP_S)

    def stop(self) -> None:
        """Stop the clock."""
        self._scheduler.shutdown(wait=False)

    async def run(self) -> None:
        """Act on what is due and keep the next alarm set, whenever something wakes this."""
        while True:
            self._woken.clear()
            if self._sweep_due:
                self._sweep_due = False
                await self._desk.replay()
            await self.look()
            await self._woken.wait()

    async def sweep(self) -> None:
        """Take up what is due and what was left over."""
        await self._desk.replay()
        await self.look()

    async def look(self) -> datetime | None:
        """Act on everything that is due, and set the alarm to what is next; return that instant."""
        async with self._looking:
            due_at = await self._bell.ring_all()
            if due_at and due_at > self._clock.now():
                self._set(due_at)
            return due_at

    def _set(self, due_at: datetime) -> None:
        at = self._clock.system(due_at)
        self._scheduler.add_job(self._wake, "date", run_date=at, id="next", replace_existing=True)

    async def _wake(self) -> None:
        self._woken.set()

    async def _wake_to_sweep(self) -> None:
        self._sweep_due = True
        self._woken.set()
