"""What people ask of incidents, while the journal grows, beside a look-up by primary key."""

from collections.abc import AsyncIterator
from functools import partial
from shutil import rmtree

from storage import incidents
from storage.database import Database
from tests.bench.asking import ALICE, LINES, answer
from tests.bench.ledger import OPEN, WORKSPACE, Ledger
from tests.bench.measure import Spent, again, ms, table
from tests.databases import Databases, PostgreSQL, SQLite, folder

_SIZES = (1_000, 100_000, 1_000_000)
_RUNS = 40
_HEAD = ("", "database", "facts", "p50", "p95", "look-ups")
_TITLE = (
    f"Incidents, {OPEN:,} of them open; to hold: under 200 ms at the 95th percentile, "
    "with a million facts in the journal"
)


async def report() -> str:
    """Measure on both databases, and tell in a table."""
    place = folder()
    rows = await _measured("SQLite", SQLite(place))
    rmtree(place)
    with PostgreSQL.running() as server:
        rows += await _measured("PostgreSQL", server)
    return table(_TITLE, _HEAD, rows)


async def _measured(name: str, databases: Databases) -> list[tuple[str, ...]]:
    with databases.migrated() as url:
        database = Database(url)
        rows: list[tuple[str, ...]] = [
            (what, name, f"{facts:,}", ms(cost.p50), ms(cost.p95), cost.times(looked_up))
            async for facts, looked_up in _growing(database)
            for what, cost in (await _costs(database, looked_up)).items()
        ]
        await database.close()
    return rows


async def _growing(database: Database) -> AsyncIterator[tuple[int, Spent]]:
    """Yield each size that the journal is filled to, with what a look-up costs then."""
    ledger = Ledger(database)
    await ledger.begin()
    for facts in _SIZES:
        await ledger.grow(facts)
        yield facts, await again(partial(_look_up, database), runs=_RUNS)


async def _costs(database: Database, looked_up: Spent) -> dict[str, Spent]:
    asked = {
        f"/incident {line}": await again(partial(answer, database, line), runs=_RUNS)
        for line in LINES
    }
    return {"look-up by primary key": looked_up, **asked}


async def _look_up(database: Database) -> None:
    async with database.read() as tx:
        await incidents.get(tx, WORKSPACE.id, 7, viewer=ALICE)
