"""10,000 commitments due in one minute over 500 workspaces, with a restart in the middle."""

import time
from shutil import rmtree

from storage import timers
from storage.database import Database
from tests.bench.many import DUE_AT, LATE, Many, Outcome
from tests.bench.measure import again, ms, table
from tests.databases import Databases, PostgreSQL, SQLite, folder

_HEAD = ("", "commitments", "held", "late", "twice", "open", "each", "look-ups")
_TITLE = (
    "Commitments due in one minute, the process ended halfway and started 4 minutes later; to "
    "hold: each held once, none twice, none open, those after the restart called late"
)
_EACH = 20


async def report() -> str:
    """Play it on both databases, on the smaller one with a tenth, and tell in a table."""
    place = folder()
    rows = [await _played("SQLite", SQLite(place), workspaces=50)]
    rmtree(place)
    with PostgreSQL.running() as server:
        rows.append(await _played("PostgreSQL", server, workspaces=500))
    return table(_TITLE, _HEAD, rows)


async def _played(name: str, databases: Databases, *, workspaces: int) -> tuple[str, ...]:
    total = workspaces * _EACH
    with databases.migrated() as url:
        database = Database(url)
        many = Many(database, workspaces=workspaces, each=_EACH)
        await many.fill()
        looked_up = await again(lambda: _look_up(database), runs=40)
        began = time.perf_counter()
        await many.ring(at=DUE_AT, until=total // 2)
        await many.ring(at=DUE_AT + LATE, replicas=2)
        each_ms = (time.perf_counter() - began) * 1000 / total
        found = await many.outcome()
        await database.close()
    return (name, f"{total:,}", *_counts(found), ms(each_ms), f"{each_ms / looked_up.p50:,.0f} x")


def _counts(found: Outcome) -> tuple[str, ...]:
    return tuple(f"{count:,}" for count in (found.held, found.late, found.twice, found.open))


async def _look_up(database: Database) -> None:
    async with database.read() as tx:
        await timers.is_set(tx, "T1", "commitment:R1")
