"""`onus audit`: what was changed is named; what happened is handed out."""

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Executable, delete, update

from bot.audit.group import audit
from domain.facts import Fact, FactKind
from storage import journal, workspaces
from storage.database import Database
from storage.journal import Head
from storage.tables import chains
from storage.tables import journal as table
from storage.workspaces import Workspace
from tests.databases import Databases
from tests.domain.made import NOW

TEAM = "T0ONUS"
LATER = NOW + timedelta(days=1)


class Auditor:
    """Somebody at the command line, over a database that somebody else can write to."""

    def __init__(self, url: str) -> None:
        self.url = url

    def types(self, *arguments: str) -> Result:
        return CliRunner(env={"DATABASE_URL": self.url}).invoke(audit, arguments)

    def head(self) -> Head:
        return asyncio.run(self._head())

    def tampers(self, statement: Executable) -> None:
        asyncio.run(self._tamper(statement))

    def happens(self, *notes: str) -> None:
        asyncio.run(self._happen(notes))

    async def _head(self) -> Head:
        database = Database(self.url)
        async with database.read() as tx:
            found = await journal.head(tx, TEAM)
        await database.close()
        return found

    async def _tamper(self, statement: Executable) -> None:
        database = Database(self.url)
        async with database.write() as tx:
            await tx.execute(statement)
        await database.close()

    async def _happen(self, notes: tuple[str, ...]) -> None:
        database = Database(self.url)
        async with database.write() as tx:
            await workspaces.keep(tx, Workspace(TEAM, "Northwind", "U0ONUS", "SLACK_BOT_TOKEN"))
        for number, note in enumerate(notes):
            at = NOW if number == 0 else LATER
            fact = Fact(FactKind.NOTED, "U1", NOW, 1, {"text": note, "rights": ["responder"]})
            async with database.write() as tx:
                await journal.append(tx, TEAM, [fact], now=at)
        await database.close()


@pytest.fixture
def auditor(databases: Databases) -> Iterator[Auditor]:
    """Three things have happened."""
    with databases.migrated() as url:
        found = Auditor(url)
        found.happens("one", "two", "drei <&>")
        yield found


def test_a_journal_that_nobody_touched_is_said_to_be_whole(auditor: Auditor) -> None:
    done = auditor.types("verify", "--head", str(auditor.head()))
    assert (done.exit_code, done.output) == (0, "Every row fits the chain.\n")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (update(table).where(table.c.seq == 2).values(actor="U2"), "row 2 (incident.noted"),
        (update(table).where(table.c.seq == 3).values(data="{}"), "row 3 (incident.noted"),
        (
            update(table).where(table.c.seq == 2).values(data=None),
            f"row 2 (incident.noted, recorded {LATER.isoformat()}) holds no particulars any more",
        ),
        (delete(table).where(table.c.seq == 3), "row 3 is missing"),
        (delete(table), "row 3 is missing"),
    ],
)
def test_what_was_changed_is_named_also_the_newest(
    auditor: Auditor, statement: Executable, named: str
) -> None:
    auditor.tampers(statement)
    done = auditor.types("verify")
    assert done.exit_code == 1
    assert done.output.startswith(f"Northwind (T0ONUS): {named}")


def test_a_chain_that_was_made_anew_does_not_hold_the_head_that_was_told(auditor: Auditor) -> None:
    told = auditor.head()
    auditor.tampers(delete(table))
    auditor.tampers(update(chains).values(seq=0, hash=bytes(32)))
    auditor.happens("one", "another two", "drei <&>")
    assert auditor.types("verify").exit_code == 0
    done = auditor.types("verify", "--head", str(told))
    assert done.exit_code == 1
    assert f"No chain holds {told}" in done.output


def test_the_export_is_a_line_for_each_fact_since_a_day(auditor: Auditor) -> None:
    lines = [json.loads(line) for line in auditor.types("export").output.splitlines()]
    assert [line["kind"] for line in lines[3:]] == ["journal.exported"]
    assert lines[2] == {
        "workspace": TEAM,
        "seq": 3,
        "kind": "incident.noted",
        "actor": "U1",
        "incident": "INC-1",
        "happened_at": NOW.isoformat(),
        "recorded_at": LATER.isoformat(),
        "data": {"text": "drei <&>", "rights": ["responder"]},
        "hash": lines[2]["hash"],
        "tlp": None,
    }
    assert lines[3]["hash"] == auditor.head().hash.hex()
    since = auditor.types("export", "--since", f"{LATER:%Y-%m-%d}").output
    assert len(since.splitlines()) == 4  # with two exports


def test_what_cannot_be_read_is_refused(auditor: Auditor) -> None:
    assert auditor.types("verify", "--head", "yesterday").exit_code == 2
    refused = auditor.types("export", "--since", "yesterday")
    assert (refused.exit_code, "2026-03-01" in refused.output) == (2, True)
