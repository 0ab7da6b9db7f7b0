"""A workspace with years of incidents behind it: filled in bulk, on either database."""

import json
from itertools import pairwise
from typing import Any

from sqlalchemy import CTE, JSON, ColumnElement, String, cast, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import FactKind
from domain.incident import Phase
from storage import rows, workspaces
from storage.database import Database
from storage.outbox_rows import Kind, State, Urgency
from storage.search import words_of
from storage.tables import chains, incidents, journal, outbox, search_words
from storage.workspaces import Workspace
from tests.domain.made import NOW, an_incident

WORKSPACE = Workspace("T1", "Name", "U0ONUS", "SLACK_BOT_TOKEN")
CHANNEL = "C1"
OPEN = 1_000
_FACTS_OF_ONE = 100
_AT_ONCE = 100_000
_TITLE = "VMs do not answer"
_NOTE = "restarted the third host, and it answers again"


class Ledger:
    """A database that grows: 1,000 open incidents, older ones, and their facts and messages."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts = 0
        self._incidents = 0

    async def begin(self) -> None:
        """Add the workspace and the open incidents, which are the newest by their numbers."""
        async with self._database.write() as tx:
            await workspaces.keep(tx, WORKSPACE)

    async def grow(self, facts: int) -> None:
        """Add facts up to that many, with a message for every tenth, and the incidents of them."""
        await self._open(max(OPEN, facts // _FACTS_OF_ONE))
        for after, last in pairwise([*range(self._facts, facts, _AT_ONCE), facts]):
            async with self._database.write() as tx:
                await _add_facts(tx, after, last, self._incidents)
                await _add_messages(tx, after // 10, last // 10, self._incidents)
        async with self._database.write() as tx:
            await tx.execute(update(chains).values(seq=facts))
            if self._database.postgresql:
                await tx.exec_driver_sql("ANALYZE")  # as its autovacuum would, in a moment
        self._facts = facts

    async def _open(self, last: int) -> None:
        """Open incidents up to that number, and close all but the newest."""
        new = [_incident(number) for number in range(self._incidents + 1, last + 1)]
        async with self._database.write() as tx:
            if new:
                await tx.execute(insert(incidents), new)
                await _add_words(tx, self._incidents, last)
            closed = incidents.c.number <= last - OPEN
            await tx.execute(
                update(incidents).where(closed).values(closed_at=NOW, phase=Phase.CLOSE)
            )
        self._incidents = last


def _incident(number: int) -> dict[str, object]:
    made = an_incident(number=number, card_id=f"card-{number}", title=_TITLE)
    return dict(rows.values(made))


async def _add_facts(tx: AsyncConnection, after: int, last: int, among: int) -> None:
    n = _numbers(after + 1, last)
    columns: dict[str, ColumnElement[Any]] = {
        "workspace_id": literal(WORKSPACE.id),
        "seq": n.c.n,
        "incident": n.c.n % among + 1,
        "kind": literal(FactKind.NOTED, journal.c.kind.type),
        "actor": literal("U0ALICE"),
        "happened_at": literal(NOW, journal.c.happened_at.type),
        "recorded_at": literal(NOW, journal.c.recorded_at.type),
        "digest": literal(bytes(32)),
        "hash": literal(bytes(32)),
        "salt": literal(bytes(16)),
        "data": literal(json.dumps({"text": _NOTE})),
    }
    await tx.execute(insert(journal).from_select(list(columns), select(*columns.values())))


async def _add_messages(tx: AsyncConnection, after: int, last: int, among: int) -> None:
    n = _numbers(after + 1, last)
    name = cast(n.c.n, String)
    columns: dict[str, ColumnElement[Any]] = {
        "workspace_id": literal(WORKSPACE.id),
        "id": literal("sent-").concat(name),
        "kind": literal(Kind.POST),
        "state": literal(State.SENT),
        "urgency": literal(int(Urgency.VIEW)),
        "stream": literal("thread/").concat(name),
        "channel_id": literal(CHANNEL),
        "text": literal("noted"),
        "blocks": literal([], JSON),
        "incident": n.c.n % among + 1,
        "queued_at": literal(NOW, outbox.c.queued_at.type),
        "attempts": literal(0),
        "ts": literal("1772460000.").concat(name),
        "sent_at": literal(NOW, outbox.c.sent_at.type),
    }
    await tx.execute(insert(outbox).from_select(list(columns), select(*columns.values())))


async def _add_words(tx: AsyncConnection, after: int, last: int) -> None:
    """Have each incident found by the words of all, and by one of its own: `host7`."""
    n = _numbers(after + 1, last)
    own: ColumnElement[Any] = literal("host").concat(cast(n.c.n, String))
    for word in (own, *map(literal, sorted(words_of(f"{_TITLE} {_NOTE}")))):
        found = select(literal(WORKSPACE.id), word, n.c.n)
        columns = ["workspace_id", "word", "incident"]
        await tx.execute(insert(search_words).from_select(columns, found))


def _numbers(first: int, last: int) -> CTE:
    """Return the numbers from first to last as a table."""
    n = select(literal(first).label("n")).where(literal(first) <= last).cte("n", recursive=True)
    return n.union_all(select(n.c.n + 1).where(n.c.n < last))
