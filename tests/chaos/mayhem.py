"""Mayhem: what strikes while a fan-out is on its way, at random but from a seed."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.kill.person import People
from tests.kill.process import Onus

_WRITES = ("chat.postMessage", "chat.postMessage", "chat.update")
_BLOWS = range(3, 8)
_PAUSE_S = (0.0, 0.25)


@dataclass
class Mayhem:
    """Strikes at replicas, Slack and the database. cut: breaks all connections to the database."""

    dice: random.Random
    people: People
    replicas: list[Onus]
    cut: Callable[[], None] | None

    async def rages(self) -> None:
        """Strike a few times, then leave everything as it is."""
        ways = [self._kill, self._kill, self._storm, self._storm, self._sockets]
        ways += [self._database] if self.cut else []
        for _ in range(self.dice.choice(_BLOWS)):
            await asyncio.sleep(self.dice.uniform(*_PAUSE_S))
            await self.dice.choice(ways)()

    async def ends(self) -> None:
        """Let Slack be well again, and have every replica run."""
        await self.people.mends()
        for onus in self.replicas:
            if onus.dead:
                await onus.start_again()

    async def _kill(self) -> None:
        onus = self.dice.choice(self.replicas)
        onus.kill()
        if self.dice.random() < 0.7:  # most start again in the midst of it
            await onus.start_again()

    async def _storm(self) -> None:
        kind = self.dice.choice(["drop_before", "drop_after", "429", "500"])
        await self.people.post(
            "faults",
            kind=kind,
            method=self.dice.choice(_WRITES),
            rate=self.dice.uniform(0.1, 0.5),
            times=self.dice.randint(1, 3) if kind == "429" else self.dice.randint(2, 12),
            seed=self.dice.randint(0, 1_000_000),
        )

    async def _sockets(self) -> None:
        await self.people.post("faults", kind="socket_cut")

    async def _database(self) -> None:
        assert self.cut, "only where the database is a server"
        self.cut()
