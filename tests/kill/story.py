"""The story, played with and without SIGKILL at every step, and what the channels hold then."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from sandbox import config
from sandbox.server import Sandbox
from tests.kill.guillotine import Guillotine
from tests.kill.person import People
from tests.kill.process import Onus

CHANNELS = ("incidents", "acme-status", "globex-status", "initech-status")
DEMO = Path(config.__file__).with_name("demo.yml")

PAGES = (":pager:", ":no_bell:")
"""How these begin: whom a page reached hangs on how long Onus was alive while nobody answered."""

STORY = (
    ("carol", "/customers add Acme #acme-status uses vm,disks"),
    ("carol", "/customers add Globex #globex-status uses vm"),
    ("carol", "/customers add Initech #initech-status uses m365"),
    ("alice", "/incident open Hypervisor escape suspected sev 1 layer hypervisor model iaas"),
    ("alice", "/incident advance"),
    ("bob", "/incident note the first host is quarantined"),
    ("alice", "/incident advance"),
    ("alice", "click Security incident"),
    ("alice", "/incident mitigate restart the hosts for 45m services vm"),
    ("bob", "click Approve"),
    ("alice", "/incident advance"),
    ("carol", "/incident outage Virtual Machines, West Europe impact partial services vm eta 2h"),
    ("carol", "click Send to 2 customers"),
    ("alice", "/incident begin"),
    ("time", "1800"),
    ("time", "1800"),
    ("dead", "1800"),
    ("carol", "/incident eta 3h"),
    ("carol", "click Send to 2 customers"),
    ("time", "1800"),
    ("carol", "/incident recovered All machines are back."),
    ("carol", "click Send to 2 customers"),
    ("alice", "/incident end all hosts are up"),
    ("alice", "/incident exposed no the disks were never mounted"),
    ("alice", "/incident advance"),
    ("alice", "/incident advance done"),
)


@dataclass
class Stage:
    """A sandbox, a guillotine before it, people, and an Onus that can be killed."""

    people: People
    guillotine: Guillotine
    onus: Onus

    async def settle(self) -> None:
        """Wait until Onus is idle, starting it again as often as it was killed meanwhile."""
        while True:
            await self.people.passes(0)
            if not self.onus.dead:
                return
            await self.onus.start_again()

    async def act(self, who: str, what: str) -> None:
        """Do one step of the story."""
        if who in ("time", "dead"):
            await self.people.passes(float(what))
        elif what.startswith("click "):
            await self.people.clicks(who, what.removeprefix("click "))
        else:
            await self.people.types(who, what)


@asynccontextmanager
async def stage(database_url: str, *, replicas: int) -> AsyncIterator[Stage]:
    workspace = config.load(DEMO).model_copy(update={"limits": {"scale": 10_000}})
    async with (
        Sandbox(workspace) as box,
        Guillotine(box.url) as guillotine,
        aiohttp.ClientSession() as session,
    ):
        environment = {
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_APP_TOKEN": "xapp-sandbox",
            "SLACK_API_URL": guillotine.url,
            "DATABASE_URL": database_url,
            "ONUS_CLOCK_URL": box.url,
            "ONUS_STOP_SECONDS": "0",
        }
        running = [Onus(environment) for _ in range(replicas)]
        try:
            for onus in running:
                await onus.start()
            yield Stage(People(session, box.url), guillotine, running[0])
        finally:
            for onus in running:
                await onus.end()


@dataclass(frozen=True)
class Told:
    """What the channels hold in the end, and how often Onus was killed on the way."""

    texts: dict[str, list[str]]
    doubled: list[str]
    killed: int


async def told(database_url: str, *, kill: bool = False, replicas: int = 1) -> Told:
    """Play the story, killing the first replica twice a step."""
    async with stage(database_url, replicas=replicas) as on:
        for number, (who, what) in enumerate(STORY):
            if kill and who == "dead":
                on.onus.kill()
            await on.act(who, what)
            if kill:
                on.onus.kill()
                on.guillotine.arm(("before", "after")[number % 2], on.onus.kill)
            await on.settle()
        messages = {channel: await on.people.everything(channel) for channel in CHANNELS}
        texts = {
            channel: [plain(one["text"]) for one in found if not one["text"].startswith(PAGES)]
            for channel, found in messages.items()
        }
        ids = Counter(
            one["metadata"]["event_payload"]["delivery_id"]
            for found in messages.values()
            for one in found
        )
        doubled = [id_ for id_, count in ids.items() if count > 1]
        return Told(texts, doubled, on.onus.killed)


def plain(text: str) -> str:
    """Return the text without what differs from run to run: times, lateness, references."""
    text = re.sub(r"<!date\^[^>]*>", "DATE", text)
    text = re.sub(r", \d+ min late|\nPosted \d+ min later than promised\.", "", text)
    text = re.sub(r"\d+ [A-Z][a-z]+ 20\d\d", "DAY", text)
    text = re.sub(r"\b\d\d:\d\d\b", "TIME", text)
    return re.sub(r"\b(reference|Reference|Outage) \w{6}\b", r"\1 REF", text)
