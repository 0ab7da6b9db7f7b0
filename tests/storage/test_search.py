"""Incidents are found by words and lists, by those who may see them, from an index."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from domain.facts import Fact, FactKind
from domain.incident import Phase
from domain.people import Person, Right
from domain.severity import Severity
from storage import incidents, listing, search
from storage.database import Database
from storage.listing import Wanted
from storage.tables import incident_readers
from tests.domain.made import NOW, an_incident
from tests.storage.conftest import OTHERS, OURS

BOB = Person("bob", "UTC", colleague=True, rights=frozenset(Right))


async def add(database: Database, number: int, title: str, **changed: object) -> None:
    made = an_incident(number=number, title=title, card_id=f"card-{number}", **changed)
    fact = Fact(FactKind.OPENED, "alice", NOW, number, {"title": title, "severity": 2})
    async with database.write() as tx:
        await incidents.add(tx, replace(made, workspace_id=OURS))
        await search.index(tx, OURS, [fact])


async def found(database: Database, words: str, *, workspace_id: str = OURS) -> list[int]:
    async with database.read() as tx:
        hits = await search.find(tx, workspace_id, words, viewer=BOB, most=10)
    return [incident.number for incident in hits]


async def test_every_word_is_found_by_its_beginning_in_any_case_the_newest_first(
    database: Database,
) -> None:
    await add(database, 1, "Hypervisor escape on CLUSTER 7")
    await add(database, 2, "Побег из гипервизора, cluster_8 100%")
    assert await found(database, "clu") == [2, 1]
    assert await found(database, "HYPER cluster") == [1]
    assert await found(database, "гиперв") == [2]
    assert await found(database, "cluster escape 100") == []
    assert await found(database, "uster") == []
    assert await found(database, "clu%") == [2, 1]
    assert await found(database, "cluster", workspace_id=OTHERS) == []


async def test_what_is_noted_later_is_found_and_a_word_twice_is_kept_once(
    database: Database,
) -> None:
    await add(database, 1, "Escape")
    note = Fact(FactKind.NOTED, "bob", NOW, 1, {"text": "escape via escape hatch", "at": "secret"})
    async with database.write() as tx:
        await search.index(tx, OURS, [note, note])
        await search.index(tx, OURS, [note])
    assert await found(database, "hatch") == [1]
    assert await found(database, "secret") == []


async def test_a_restricted_one_is_found_listed_and_related_only_for_who_was_invited(
    database: Database,
) -> None:
    await add(database, 1, "Escape", restricted=True, services=("vm",))
    await add(database, 2, "Other", services=("vm",))
    other = an_incident(number=2, workspace_id=OURS, services=("vm",))
    since = NOW - timedelta(days=90)

    async def seen() -> tuple[list[int], int, int]:
        async with database.read() as tx:
            _, count = await listing.listed(tx, OURS, Wanted(), viewer=BOB, most=10)
            alike = await listing.related(tx, other, since=since, viewer=BOB, most=3)
        return await found(database, "escape"), count, len(alike)

    assert await seen() == ([], 1, 0)
    async with database.write() as tx:
        reader = {"workspace_id": OURS, "incident": 1, "user_id": "bob"}
        await tx.execute(insert(incident_readers).values(reader))
    assert await seen() == ([1], 2, 1)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [3, 2, 1]),
        (Wanted(phase=Phase.DIAGNOSE), [2]),
        (Wanted(severity=Severity.SEV1), [3]),
        (Wanted(service="VM"), [1]),
        (Wanted(service="v"), []),
        (Wanted(service="größe"), [3]),
        (Wanted(person="bob"), [2]),
        (Wanted(closed_since=NOW - timedelta(days=7)), [4]),
    ],
)
async def test_a_list_is_narrowed(database: Database, wanted: Wanted, numbers: list[int]) -> None:
    await add(database, 1, "One", services=("vm", "disks"))
    await add(database, 2, "Two", phase=Phase.DIAGNOSE, commander="bob")
    await add(database, 3, "Three", severity=Severity.SEV1, services=("Größe",))
    await add(database, 4, "Four", closed_at=NOW - timedelta(days=1))
    await add(database, 5, "Five", closed_at=NOW - timedelta(days=8))
    async with database.read() as tx:
        hits, count = await listing.listed(tx, OURS, wanted, viewer=BOB, most=10)
        assert [incident.number for incident in hits] == numbers
        assert count == len(numbers)
        newest, all_of_them = await listing.listed(tx, OURS, Wanted(), viewer=BOB, most=2)
    assert ([incident.number for incident in newest], all_of_them) == ([3, 2], 3)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_a_search_reads_a_range_of_the_key(database: Database) -> None:
    plan = "EXPLAIN QUERY PLAN SELECT incident FROM search_words WHERE workspace_id = 'T1' AND "
    async with database.read() as tx:
        rows = (await tx.execute(text(f"{plan} word >= 'ab' AND word < 'ab~'"))).all()
    assert "USING COVERING INDEX" in str(rows)
    assert "word>? AND word<?" in str(rows)
