"""Transactions, version checks, and values that come back as they went in."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from domain.determination import Determination
from domain.incident import Phase, Verdict
from domain.outage import Status
from domain.people import ONUS, Person
from domain.severity import Severity
from storage import incidents, mitigations, outages, timers, workspaces
from storage.database import CHANNEL, TRIES, Database, StaleError, async_url
from storage.news import News
from storage.tables import incident_readers
from storage.tables import workspaces as workspaces_table
from storage.timers import Timer
from tests.domain.made import NOW, a_mitigation, an_incident, an_outage
from tests.storage.conftest import OTHERS, OURS, undone

BOB = Person("bob", "UTC", colleague=True)


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("postgres://h/d", "postgresql+psycopg://h/d"),
    ],
)
def test_the_async_driver_is_chosen_for_each_database(url: str, driver: str) -> None:
    assert async_url(url) == driver


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="sqlite or postgresql, not on mysql"):
        async_url("mysql://h/d")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_a_query_that_is_cancelled_keeps_no_lock(database: Database) -> None:
    """It does in sqlite3 for as long as anything holds its cursor, also after a close."""
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def ask() -> None:
        async with database.write() as tx:
            driver = (await tx.get_raw_connection()).driver_connection
            assert driver
            await driver.create_function("asked", 0, lambda: loop.call_soon_threadsafe(asked.set))
            await tx.execute(text("SELECT asked() FROM workspaces"))

    asking = asyncio.create_task(ask())
    await asked.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError) as raised:
        await asking
    assert raised.value.__traceback__  # its frames hold the cursor
    async with database.write() as tx:
        await workspaces.count(tx, OURS, "incident")


async def test_a_commit_wakes_who_waits_and_a_rollback_wakes_nobody(database: Database) -> None:
    woken = database.committed.subscribe()
    await undone(database, lambda tx: workspaces.count(tx, OURS, "incident"))
    assert not woken.is_set()
    async with database.write() as tx:
        assert await workspaces.count(tx, OURS, "incident") == 1
    assert woken.is_set()


async def test_a_commit_wakes_those_who_wait_for_its_news_and_nobody_else(
    database: Database,
) -> None:
    signal = database.committed
    any_of = signal.subscribe(News.TIMED, News.DELIVERED)
    queued, delivered = signal.subscribe(News.QUEUED), signal.subscribe(News.DELIVERED)
    async with database.write() as tx:
        await timers.put(tx, Timer(OURS, "key", "kind", NOW, {}))
    assert [each.is_set() for each in (any_of, queued, delivered)] == [True, False, False]
    any_of.clear()
    async with database.write() as tx:  # on the same connection, where nothing is left of that
        assert await workspaces.count(tx, OURS, "incident") == 1
    assert not any_of.is_set()


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
async def test_another_replica_hears_the_news_and_ones_own_are_given_once(
    database: Database, database_url: str
) -> None:
    other = Database(database_url)
    async with other.session() as listening:
        await listening.execute(text(f"LISTEN {CHANNEL}"))
        async with database.write() as tx:
            await timers.put(tx, Timer(OURS, "key", "kind", NOW, {}))
        driver = (await listening.get_raw_connection()).driver_connection
        assert driver
        said = (await anext(driver.notifies())).payload
    for each, hears in ((other, True), (database, False)):
        woken = each.committed.subscribe(News.TIMED)
        each.heard(said)
        assert woken.is_set() is hears
    await other.close()


async def test_numbers_are_counted_without_gaps_for_each_workspace_at_once(
    database: Database,
) -> None:
    async def count() -> int:
        async with database.write() as tx:
            return await workspaces.count(tx, OURS, "incident")

    async with database.write() as tx:
        assert await workspaces.count(tx, OTHERS, "incident") == 1
    first = await count()
    rest = await asyncio.gather(*(count() for _ in range(5)))
    assert sorted([first, *rest]) == [1, 2, 3, 4, 5, 6]


async def test_who_saves_over_a_newer_version_is_told(
    database: Database,
) -> None:
    async with database.write() as tx:
        await incidents.add(tx, an_incident())
    old = an_incident()
    async with database.write() as tx:
        newer = await incidents.save(tx, replace(old, title="Newer"))
    assert newer.version == 2
    with pytest.raises(StaleError):
        async with database.write() as tx:
            await incidents.save(tx, replace(old, title="Older"))


@pytest.mark.parametrize("stale", [0, 2, 3])
async def test_a_stale_decision_is_made_again_thrice_at_most(
    database: Database, stale: int
) -> None:
    tries = count(1)

    async def decide(_: object) -> int:
        if (number := next(tries)) <= stale:
            raise StaleError("incidents")
        return number

    if stale < TRIES:
        assert await database.decide(decide) == stale + 1
    else:
        with pytest.raises(StaleError):
            await database.decide(decide)


async def test_an_incident_comes_back_whole(database: Database) -> None:
    made = an_incident(
        title="Побег 🔥",
        phase=Phase.STABILIZE,
        severity=Severity.SEV1,
        verdict=Verdict.PRIVACY_BREACH,
        determinations=(Determination("data", "iaas", "customer", "m", 1, "S", "alice", NOW),),
        services=("vm", "disks"),
        closed_at=NOW,
    )
    async with database.write() as tx:
        await incidents.add(tx, made)
    async with database.read() as tx:
        assert await incidents.get(tx, OURS, 1, viewer=ONUS) == made
        assert await incidents.get(tx, OTHERS, 1, viewer=ONUS) is None
        assert await incidents.of_card(tx, OURS, "card", viewer=BOB) == made


async def test_mitigations_and_outages_come_back_whole(database: Database) -> None:
    plan = a_mitigation(starts_at=NOW + timedelta(hours=1), customers=("acme",), withheld="x")
    outage = an_outage(
        estimates=(NOW, None, NOW + timedelta(hours=1)), ended_at=NOW, status=Status.RESOLVED
    )
    async with database.write() as tx:
        await mitigations.add(tx, plan)
        await outages.add(tx, outage)
    async with database.read() as tx:
        assert await mitigations.of_incident(tx, OURS, 1) == [plan]
        assert await mitigations.of_incident(tx, OTHERS, 1) == []
        assert await outages.get(tx, OURS, "AAAAAA") == outage
        assert await outages.of_incident(tx, OURS, 1) == [outage]
        assert await mitigations.next_number(tx, OURS, 1) == 2


async def test_a_restricted_incident_does_not_exist_for_who_is_not_invited(
    database: Database,
) -> None:
    async with database.write() as tx:
        await incidents.add(tx, an_incident(restricted=True))
        await incidents.add(tx, an_incident(number=2, card_id="card2"))
    async with database.read() as tx:
        assert await incidents.get(tx, OURS, 1, viewer=BOB) is None
        assert await incidents.of_card(tx, OURS, "card", viewer=BOB) is None
        assert [one.number for one in await incidents.open_ones(tx, OURS, viewer=BOB)] == [2]
        assert [one.number for one in await incidents.open_ones(tx, OURS, viewer=ONUS)] == [1, 2]
    async with database.write() as tx:
        row = {"workspace_id": OURS, "incident": 1, "user_id": "bob"}
        await tx.execute(incident_readers.insert().values(row))
    async with database.read() as tx:
        assert [one.number for one in await incidents.open_ones(tx, OURS, viewer=BOB)] == [1, 2]


async def test_instants_come_back_in_utc_and_a_naive_one_is_refused(database: Database) -> None:
    elsewhere = datetime(2026, 3, 2, 19, 45, 0, 123456, timezone(timedelta(hours=5, minutes=45)))
    async with database.write() as tx:
        await incidents.add(tx, an_incident(opened_at=elsewhere))
    async with database.read() as tx:
        found = await incidents.get(tx, OURS, 1, viewer=ONUS)
    assert found
    assert found.opened_at == elsewhere
    assert found.opened_at.tzinfo is UTC
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="a naive instant"):
        async with database.write() as tx:
            await incidents.add(tx, an_incident(number=2, card_id="2", opened_at=naive))


async def test_a_workspace_is_kept_up_to_date_and_its_token_stands_in_no_row(
    database: Database,
) -> None:
    renamed = workspaces.Workspace(OURS, "Renamed", "U0ONUS", "SLACK_BOT_TOKEN")
    async with database.write() as tx:
        await workspaces.keep(tx, renamed)
    async with database.read() as tx:
        assert (await workspaces.every(tx))[0] == renamed
        names = (await tx.execute(select(workspaces_table.c.token_from))).scalars().all()
    assert set(names) == {"SLACK_BOT_TOKEN"}


async def test_a_row_of_a_workspace_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.write() as tx:
            await incidents.add(tx, an_incident(workspace_id="T9"))


async def test_readers_do_not_wait_for_the_writer(database: Database) -> None:
    async with database.write() as writing:
        await writing.execute(update(workspaces_table).values(name="Uncommitted"))
        async with asyncio.timeout(2), database.read() as tx:
            assert (await workspaces.every(tx))[0].name == "Name"
