"""The journal's chain shows every change that is made to it afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact, FactKind, Value
from storage import journal
from storage.database import Database
from storage.tables import journal as table
from tests.domain.made import NOW
from tests.storage.conftest import OTHERS, OURS, undone

FACTS = [
    Fact(FactKind.OPENED, "alice", NOW, 1, {"title": "Escape", "severity": 1, "services": ["vm"]}),
    Fact(FactKind.NOTED, "bob", NOW - timedelta(hours=1), 1, {"text": "Побег <&>"}),
    Fact(FactKind.CUSTOMER_ADDED, "carol", NOW, None, {"name": "Acme"}),
    Fact(FactKind.CLOSED, "alice", NOW + timedelta(hours=1), 1, {"reason": ""}),
]

MINE = table.c.workspace_id == OURS


@pytest.fixture
async def written(database: Database) -> Database:
    for fact in FACTS:
        async with database.write() as tx:
            await journal.append(tx, OURS, [fact], now=NOW + timedelta(hours=2))
    async with database.write() as tx:
        await journal.append(tx, OTHERS, FACTS[:1], now=NOW)
    return database


async def first_misfit(database: Database, *tampering: Executable) -> int | None:
    """Return the first row that does not fit after the tampering, which is undone."""
    found: list[int | None] = []

    async def tamper(tx: AsyncConnection) -> None:
        for statement in tampering:
            await tx.execute(statement)
        found.append(await journal.verify(tx, OURS))

    await undone(database, tamper)
    return found[0]


async def test_facts_come_back_as_they_were_recorded(written: Database) -> None:
    async with written.read() as tx:
        assert await journal.of_incident(tx, OURS, 1) == [FACTS[0], FACTS[1], FACTS[3]]
        assert await journal.length(tx, OURS) == 4
        assert await journal.length(tx, OTHERS) == 1
    assert await first_misfit(written) is None


EDITS: tuple[dict[str, Any], ...] = (
    {"data": '{"text": "another"}'},
    {"actor": "mallory"},
    {"kind": FactKind.MOVED},
    {"incident": 2},
    {"happened_at": NOW - timedelta(days=1)},
    {"recorded_at": NOW - timedelta(days=1)},
    {"salt": bytes(16)},
    {"digest": bytes(32)},
    {"hash": bytes(32)},
)


@pytest.mark.parametrize("seq", [1, 2, 4])
async def test_an_edited_or_deleted_row_shows_also_the_newest(written: Database, seq: int) -> None:
    row = (MINE, table.c.seq == seq)
    for edit in EDITS:
        assert await first_misfit(written, update(table).where(*row).values(edit)) == seq, edit
    assert await first_misfit(written, delete(table).where(*row)) == seq


async def test_an_emptied_journal_shows(written: Database) -> None:
    assert await first_misfit(written, delete(table).where(MINE)) is not None


async def test_an_inserted_row_shows(written: Database) -> None:
    async with written.read() as tx:
        newest = (await tx.execute(select(table).where(table.c.seq == 4))).mappings().one()
    assert await first_misfit(written, insert(table).values({**newest, "seq": 5})) == 5


async def test_rows_that_changed_places_show(written: Database) -> None:
    swap = [
        update(table).where(MINE, table.c.seq == before).values(seq=after)
        for before, after in ((2, 9), (3, 2), (9, 3))
    ]
    assert await first_misfit(written, *swap) == 2


async def test_what_was_erased_on_record_fits_and_what_was_emptied_in_silence_does_not(
    written: Database,
) -> None:
    second = update(table).where(MINE, table.c.seq == 2)
    assert await first_misfit(written, second.values(data=None, salt=None)) == 2
    async with written.write() as tx:
        remains = await journal.redact(tx, OURS, 2, {"text": "(erased)"})
        on_record: dict[str, Value] = {"person": "bob", "rows": [remains]}
        fact = Fact(FactKind.PERSON_ERASED, "cli", NOW, data=on_record)
        await journal.append(tx, OURS, [fact], now=NOW)
    assert await first_misfit(written) is None
    assert await first_misfit(written, second.values(data='{"text": "other words"}')) == 2
    async with written.read() as tx:
        _, erased, _ = await journal.of_incident(tx, OURS, 1)
    assert (erased.kind, erased.actor, erased.data) == (
        FactKind.NOTED,
        "bob",
        {"text": "(erased)"},
    )


async def test_equal_facts_have_digests_of_their_own(written: Database) -> None:
    """Else what was erased could be guessed and confirmed."""
    async with written.read() as tx:
        digests = (await tx.execute(select(table.c.digest).where(table.c.seq == 1))).scalars().all()
    assert len(set(digests)) == len(digests) == 2
