"""One notice to 1,000 customer channels, from confirm to the last delivery, in real time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from shutil import rmtree

import aiohttp

from bot.replica import Replica
from bot.settings import Settings
from domain.customers import Customer
from sandbox import config
from sandbox.config import Channel, Config
from sandbox.server import Sandbox
from storage import customers, workspaces
from storage.database import Database
from storage.outbox_rows import new_id
from storage.workspaces import Workspace
from tests.bench.measure import table
from tests.databases import Databases, PostgreSQL, SQLite, folder
from tests.kill.person import People
from tests.kill.story import DEMO

_CHANNELS = 1_000
_PER_MINUTE = 3_000
_TEAM = "T0ONUS"
_LOOK_EVERY_S = 0.2
_SEND = f"Send to {_CHANNELS} customers"
_HEAD = ("", "channels", "first", "last", "the bucket's minimum", "ratio", "calls refused")
_TITLE = (
    f"A notice to {_CHANNELS:,} channels, from confirm to the last delivery; Slack takes "
    f"{_PER_MINUTE:,} posts a minute, of which Onus knows nothing beforehand; both share one core"
)


async def report() -> str:
    """Measure on both databases, and tell in a table."""
    place = folder()
    rows = [await _measured("SQLite", SQLite(place))]
    rmtree(place)
    with PostgreSQL.running() as server:
        rows.append(await _measured("PostgreSQL", server))
    return table(_TITLE, _HEAD, rows)


async def _measured(name: str, databases: Databases) -> tuple[str, ...]:
    with databases.migrated() as url:
        async with _open(url) as box, aiohttp.ClientSession() as session:
            people = People(session, box.url)
            await people.types("alice", "/incident open Hypervisor escape suspected sev 1")
            while not box.world.messages.roots("C0INCIDENTS"):  # noqa: ASYNC110  # of the sandbox
                await asyncio.sleep(_LOOK_EVERY_S)
            await people.types("carol", "/incident outage Machines impact full services vm next 2h")
            while not await people.sees("carol", _SEND):  # noqa: ASYNC110  # as above
                await asyncio.sleep(_LOOK_EVERY_S)
            confirmed_at = time.time()
            await people.clicks("carol", _SEND)
            while len(at := _arrivals(box)) < _CHANNELS:  # noqa: ASYNC110  # as above
                await asyncio.sleep(_LOOK_EVERY_S)
            after = [each - confirmed_at for each in at]
            return (name, *_figures(after, refused=_refused(box)))


def _figures(at: list[float], *, refused: float) -> tuple[str, ...]:
    """Return when the first and the last channel had it, and what that is of the minimum."""
    least_s = _CHANNELS * 60 / _PER_MINUTE
    return (
        f"{len(at):,}",
        f"{min(at):.1f} s",
        f"{max(at):.1f} s",
        f"{least_s:.1f} s",
        f"{max(at) / least_s:.2f} x",
        f"{refused:.1%}",
    )


def _arrivals(box: Sandbox) -> list[float]:
    """Return when each customer's channel got its message, in seconds of Slack."""
    return [float(root.ts) for one in _channels() for root in box.world.messages.roots(one.id)]


def _refused(box: Sandbox) -> float:
    """Return which part of the posts Slack refused with a 429."""
    posts = [call["status"] for call in box.world.calls if call["method"] == "chat.postMessage"]
    return posts.count(429) / len(posts)


@asynccontextmanager
async def _open(database_url: str) -> AsyncIterator[Sandbox]:
    """Give a workspace in which Onus runs as it does anywhere."""
    await _add_customers(database_url)
    async with Sandbox(_workspace()) as box:
        settings = Settings(
            _env_file=None,
            slack_bot_token="xoxb-sandbox",
            slack_app_token="xapp-sandbox",
            slack_api_url=f"{box.url}/api/",
            database_url=database_url,
            onus_stop_seconds=0,
        )
        async with Replica(settings):
            yield box


def _workspace() -> Config:
    demo = config.load(DEMO)
    limits = {"chat.postMessage": _PER_MINUTE, **demo.limits}
    channels = (*demo.channels, *_channels())
    return demo.model_copy(update={"limits": limits, "channels": channels})


def _channels() -> list[Channel]:
    members = frozenset({"carol", "onus"})
    return [Channel(id=f"C0MANY{n}", name=f"many-{n}", members=members) for n in range(_CHANNELS)]


async def _add_customers(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as tx:
        await workspaces.keep(tx, Workspace(_TEAM, "Northwind Cloud", "U0ONUS", "SLACK_BOT_TOKEN"))
        for channel in _channels():
            known = Customer(_TEAM, new_id(), channel.name, ("vm",), (channel.id,))
            await customers.add(tx, known)
    await database.close()
