"""One run: an outage told to 50 customers from its first notice to its end, under mayhem."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import aiohttp

from domain.customers import Customer
from sandbox import config
from sandbox.config import Channel, Config
from sandbox.server import Sandbox
from storage import customers, workspaces
from storage.database import Database
from storage.outbox_rows import new_id
from storage.workspaces import Workspace
from tests.chaos.mayhem import Mayhem
from tests.chaos.tally import Due, Tally, tally
from tests.kill.person import People
from tests.kill.process import Onus
from tests.kill.story import DEMO

CUSTOMERS = 50
_TEAM = "T0ONUS"
_ALLOWANCES = (1_200, 3_000, 100_000)
_PATIENCE_S = 1.0  # by then what a killed replica was sending has arrived
_TRY_EVERY_S = 0.1
_LOST_AFTER_S = 120.0
_STOP_S = 300  # business time goes on while a slow machine strikes
_SEND = f"Send to {CUSTOMERS} customers"
_WITHDRAW = f"Withdraw from {CUSTOMERS} customers"


@dataclass
class Run:
    """A workspace under mayhem, and what its customers are to read."""

    people: People
    mayhem: Mayhem
    due: list[Due] = field(default_factory=list)

    async def story(self) -> None:
        """Tell customers of an outage, and have everything break each time."""
        await self._until_taken("alice", "/incident open Hypervisor escape suspected sev 1")
        await self._settle()
        await self._send("/incident outage Machines impact full services vm next 2h", "*Outage ·")
        await self._send("/incident update The first news next 2h", "The first news")
        await self._stop("/incident update What nobody reads next 2h")
        await self._send("/incident update The second news next 30m", "The second news")
        await self._correct("/incident correct The third news")
        await self._withdraw("/incident withdraw it was of another region")
        await self._pass(1800, "We promised an update")
        await self._send("/incident recovered All of it is back", "All of it is back")

    async def _send(self, line: str, words: str) -> None:
        """Confirm a notice; it leaves, in the midst of it all, when it can no longer be stopped.

        How long it can be counts from when the confirmation is carried out.
        """
        await self._previewed(line, _SEND)
        await self.people.clicks("carol", _SEND)
        await self._settle()
        await self._pass(_STOP_S, words)

    async def _pass(self, seconds: float, words: str) -> None:
        """Let time pass, and expect words at its end."""
        self.due.append(Due(words, await self._now() + seconds))
        await asyncio.gather(self._advance(seconds), self.mayhem.rages())
        await self._until_read(words)

    async def _advance(self, seconds: float) -> None:
        """Move the clock, again where it stood still: a step waits only so long for who is ill."""
        target = await self._now() + seconds
        while (left := target - await self._now()) > 0:
            await self.people.post("clock", advance_s=left)

    async def _stop(self, line: str) -> None:
        """Confirm a notice and stop it: whoever reads it nevertheless is counted as doubled."""
        await self._previewed(line, _SEND)
        await self.people.clicks("carol", _SEND)
        await asyncio.gather(self._until_stopped(), self._rage_and_end())
        await self._settle()
        await self._advance(2 * _STOP_S)

    async def _correct(self, line: str) -> None:
        """Correct the latest notice: it is edited, and the correction posted as well."""
        await self._previewed(line, _SEND)
        self.due[-1] = replace(self.due[-1], words="_Corrected at")
        self.due.append(Due("*Correction ·", await self._now()))
        await self.people.clicks("carol", _SEND)
        await self.mayhem.rages()
        await self._until_read("_Corrected at", "*Correction ·")

    async def _withdraw(self, line: str) -> None:
        """Withdraw the latest notice: nothing is posted, its words go."""
        await self._previewed(line, _WITHDRAW)
        self.due[-1] = replace(self.due[-1], words="was withdrawn")
        await self.people.clicks("carol", _WITHDRAW)
        await self.mayhem.rages()
        await self._until_read("was withdrawn")

    async def _rage_and_end(self) -> None:
        """Strike, and start who is dead: Stop can be pressed only while somebody lives."""
        await self.mayhem.rages()
        await self.mayhem.ends()

    async def _until_stopped(self) -> None:
        """Press the newest Stop until the thread says so; what is not stopped will be read."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOST_AFTER_S):
                while not await self._is_stopped():
                    with suppress(AssertionError):  # no button yet, or Onus starts just now
                        await self.people.clicks("carol", "Stop")
                    await self._settle()

    async def _is_stopped(self) -> bool:
        said = "stopped the update notice in time"
        return any(said in one["text"] for one in await self.people.everything("incidents"))

    async def _until_read(self, *words: str) -> None:
        await self.mayhem.ends()
        for each in words:
            await self._read_by_all(each)
        await self._settle()

    async def _read_by_all(self, words: str) -> None:
        """Wait until every customer has read them; what does not come for long is lost.

        Without it a holding statement that is still tried would rightly give way to what follows.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOST_AFTER_S):
                while not await self._have_read(words):  # noqa: ASYNC110  # Slack's own record
                    await asyncio.sleep(_TRY_EVERY_S)

    async def _have_read(self, words: str) -> bool:
        for channel in _channels():
            found = await self.people.everything(channel.name)
            if not any(words in one["text"] for one in found):
                return False
        return True

    async def tally(self) -> Tally:
        """Count what stands in the customers' channels."""
        total = Tally()
        for channel in _channels():
            found = await self.people.everything(channel.name)
            total += tally(self.due, [(float(one["ts"]), one["text"]) for one in found])
        return total

    async def _previewed(self, line: str, button: str) -> None:
        """Type it until its preview is there: while the database is away, one is to try again."""
        while not await self.people.sees("carol", button):
            await self._until_taken("carol", line)
            await self._settle()

    async def _until_taken(self, who: str, line: str) -> None:
        command, _, text = line.partition(" ")
        asked = {"user": who, "channel": "incidents", "command": command, "text": text}
        while not (await self.people.post("commands", **asked))["ok"]:  # noqa: ASYNC110  # Onus starts meanwhile
            await asyncio.sleep(_TRY_EVERY_S)

    async def _settle(self) -> None:
        while not (await self.people.post("clock", advance_s=0))["settled"]:  # noqa: ASYNC110  # as above
            await asyncio.sleep(_TRY_EVERY_S)

    async def _now(self) -> float:
        now = (await self.people.get("clock"))["now"]
        return datetime.fromisoformat(now).timestamp()


async def run(
    dice: random.Random, database_url: str, *, replicas: int, cut: Callable[[], None] | None
) -> Tally:
    """Play it once on an empty workspace, and count."""
    await _add_customers(database_url)
    workspace = _workspace(allowance=dice.choice(_ALLOWANCES))
    async with Sandbox(workspace) as box, aiohttp.ClientSession() as session:
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_APP_TOKEN": "xapp-sandbox",
            "SLACK_API_URL": f"{box.url}/api/",
            "DATABASE_URL": database_url,
            "ONUS_CLOCK_URL": box.url,
            "ONUS_STOP_SECONDS": str(_STOP_S),
        }
        people = People(session, box.url)
        async with _running(environment, replicas) as running:
            one = Run(people, Mayhem(dice, people, running, cut))
            await one.story()
            return await one.tally()


@asynccontextmanager
async def _running(environment: dict[str, str], replicas: int) -> AsyncIterator[list[Onus]]:
    running = [Onus(environment, patience_s=_PATIENCE_S) for _ in range(replicas)]
    try:
        for onus in running:
            await onus.start()
        yield running
    finally:
        for onus in running:
            await onus.end()


def _workspace(*, allowance: int) -> Config:
    demo = config.load(DEMO)
    limits = {"scale": 100_000, "chat.postMessage": allowance}
    channels = (*demo.channels, *_channels())
    return demo.model_copy(update={"limits": limits, "channels": channels})


def _channels() -> Sequence[Channel]:
    return [
        Channel(id=f"C0CHAOS{n}", name=f"chaos-{n}", members=frozenset({"carol", "onus"}))
        for n in range(CUSTOMERS)
    ]


async def _add_customers(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as tx:
        await workspaces.keep(tx, Workspace(_TEAM, "Northwind Cloud", "U0ONUS", "SLACK_BOT_TOKEN"))
        for channel in _channels():
            known = Customer(_TEAM, new_id(), channel.name, ("vm",), (channel.id,))
            await customers.add(tx, known)
    await database.close()
