"""However long the ledger is, nobody reads all of it: each statement finds its rows by an index."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact, FactKind
from domain.words import InternalMessage
from storage import deliveries, incidents, journal, outbox, tracking
from storage.database import Database
from storage.deliveries import Held
from tests.bench.asking import ALICE, LINES, answer
from tests.bench.ledger import CHANNEL, WORKSPACE, Ledger
from tests.domain.made import NOW

Statement = tuple[str, Any]
LONG = ("journal", "incidents", "outbox", "search_words")
FEW = ("ix_outbox_waiting", "ix_outbox_failed")  # what is to go, and what failed
ALIASES = ("parent", "earlier", "later")


@pytest.fixture
async def ledger(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    filled = Ledger(database)
    await filled.begin()
    await filled.grow(2_000)
    yield database
    await database.close()


async def test_what_is_asked_of_incidents_is_found_by_an_index(ledger: Database) -> None:
    for line in LINES:
        with _statements() as asked:
            await answer(ledger, line)
        assert await _scans(ledger, asked) == [], line


WORKS: dict[str, Callable[[AsyncConnection], Awaitable[object]]] = {
    "append to the journal": lambda tx: journal.append(
        tx, WORKSPACE.id, [Fact(FactKind.NOTED, "U1", NOW, 7, {"text": "x"})], now=NOW
    ),
    "what goes next": lambda tx: deliveries.heads(tx, WORKSPACE.id, now=NOW, most=9, held=Held()),
    "how much waits": lambda tx: deliveries.pending(tx, WORKSPACE.id),
    "what is to be tried when": lambda tx: deliveries.tries(tx, WORKSPACE.id),
    "what was overtaken": lambda tx: deliveries.drop_superseded(tx, WORKSPACE.id),
    "how far a notice is": lambda tx: tracking.copies(tx, WORKSPACE.id, "N"),
    "refresh a card": lambda tx: outbox.refresh_view(
        tx,
        WORKSPACE.id,
        view="incident:7",
        target="card-7",
        channel_id=CHANNEL,
        incident=7,
        now=NOW,
    ),
    "replace a post": lambda tx: outbox.replace_post(
        tx,
        WORKSPACE.id,
        target="sent-7",
        channel_id=CHANNEL,
        message=InternalMessage("x"),
        now=NOW,
    ),
    "retry": lambda tx: deliveries.retry(tx, WORKSPACE.id, 7),
    "the message of a thread": lambda tx: deliveries.id_of(
        tx, WORKSPACE.id, channel_id=CHANNEL, ts="1772460000.7"
    ),
    "the incident of a card": lambda tx: incidents.of_card(
        tx, WORKSPACE.id, "card-7", viewer=ALICE
    ),
    "the latest incident": lambda tx: incidents.latest(tx, WORKSPACE.id, viewer=ALICE),
}


async def test_what_each_turn_and_delivery_needs_is_found_by_an_index(ledger: Database) -> None:
    for name, work in WORKS.items():
        with _statements() as asked:
            async with ledger.write() as tx:
                await work(tx)
        assert await _scans(ledger, asked) == [], name


async def test_a_scan_would_be_noticed(ledger: Database) -> None:
    whole = [
        ("SELECT * FROM journal WHERE actor = 'U0ALICE'", ()),
        ("SELECT parent.id FROM outbox AS parent WHERE parent.text = 'x'", ()),
        ("UPDATE incidents SET version = 1 WHERE title = 'x'", ()),
    ]
    assert len(await _scans(ledger, whole)) == len(whole)


@contextmanager
def _statements() -> Iterator[list[Statement]]:
    """Collect what is executed until the block ends."""
    found: list[Statement] = []

    def collect(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:  # noqa: ANN401  # SQLAlchemy's
        if statement.lstrip().startswith(("SELECT", "UPDATE", "INSERT", "DELETE")):
            found.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", collect)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", collect)


async def _scans(database: Database, asked: list[Statement]) -> list[str]:
    """Return the parts of the statements' plans that read a long table from end to end."""
    assert asked
    async with database.read() as tx:
        find = _postgresql_scans if database.postgresql else _sqlite_scans
        return [scan for each in asked for scan in await find(tx, each)]


async def _sqlite_scans(tx: AsyncConnection, asked: Statement) -> list[str]:
    statement, parameters = asked
    plan = await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    steps = [str(row["detail"]) for row in plan.mappings()]
    names = "|".join((*LONG, *ALIASES))
    whole = re.compile(rf"SCAN ({names})|SEARCH outbox .*\(workspace_id=\?\)")
    return [step for step in steps if whole.match(step) and not any(map(step.count, FEW))]


async def _postgresql_scans(tx: AsyncConnection, asked: Statement) -> list[str]:
    """Return the scans that are left where the planner takes an index wherever one serves."""
    statement, parameters = asked
    await tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
    explained = await tx.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    plan = explained.scalar_one()
    top = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return [
        f"{node['Node Type']} on {node['Relation Name']}"
        for node in _nodes(top)
        if node.get("Relation Name") in LONG and not _by_index(node)
    ]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from _nodes(below)


def _by_index(node: dict[str, Any]) -> bool:
    """Tell whether an index condition leads to the rows; a change names its table again above."""
    return node["Node Type"] == "ModifyTable" or "Index Cond" in node or "Recheck Cond" in node
