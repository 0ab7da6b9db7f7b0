"""Onus as a process of its own that can be killed and started within a fraction of a second."""

import asyncio
import logging
import multiprocessing
import os
import signal
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess  # noqa: TC003  # one import, not two ways

from bot.pace import Pace
from bot.replica import Replica
from bot.settings import Settings
from storage import migrate

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.kill.warm"])
PATIENCE_S = 0.3
_STARTS_WITHIN_S = 20.0


class Onus:
    """A replica in a process of its own; `kill` is SIGKILL."""

    def __init__(self, environment: Mapping[str, str], *, patience_s: float = PATIENCE_S) -> None:
        self._environment = dict(environment)
        self._patience_s = patience_s
        self._process: BaseProcess | None = None
        self.killed = 0
        self.dead = False

    async def start(self) -> None:
        """Start it, and return once it listens, or was killed on the way."""
        listens, says = _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(
            target=_live, args=(self._environment, self._patience_s, says), daemon=True
        )
        self._process.start()
        self.dead = False
        says.close()  # so that the end of a process that never listened is heard
        assert await asyncio.to_thread(listens.poll, _STARTS_WITHIN_S), "it does not start"
        try:
            assert listens.recv() == "listening"
        except EOFError:
            assert self.dead, "it ended before it listened"

    def kill(self) -> None:
        """Kill it, if it lives."""
        if self._process and self._process.pid and not self.dead:
            os.kill(self._process.pid, signal.SIGKILL)
            self.dead = True
            self.killed += 1

    async def end(self) -> None:
        """Kill it and wait until it is gone."""
        self.kill()
        if self._process:
            await asyncio.to_thread(self._process.join)

    async def start_again(self) -> None:
        """Wait until the killed one is gone, and start another."""
        await self.end()
        await self.start()


def _live(environment: Mapping[str, str], patience_s: float, says: Connection) -> None:
    logging.disable(logging.WARNING)  # what is broken on purpose is no news
    os.environ.update(environment)
    asyncio.run(_run(patience_s, says))


async def _run(patience_s: float, says: Connection) -> None:
    settings = Settings()
    if migrate.state(settings.database_url) is migrate.Schema.EMPTY:
        migrate.upgrade(settings.database_url)
    async with Replica(settings, pace=Pace(0, 0, 0), patience_s=patience_s):
        says.send("listening")
        await asyncio.get_running_loop().create_future()
