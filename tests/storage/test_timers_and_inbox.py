"""What is due, taken once; what was said, kept once."""

from datetime import timedelta

import pytest

from storage import inbox, timers
from storage.database import Database
from storage.timers import Timer
from tests.domain.made import NOW
from tests.storage.conftest import OTHERS, OURS, undone


def a_timer(key: str, minutes: int, *, workspace_id: str = OURS) -> Timer:
    due_at = NOW + timedelta(minutes=minutes)
    return Timer(workspace_id, key, "kind", due_at, {"n": minutes})


async def put(database: Database, *made: Timer) -> None:
    async with database.write() as tx:
        for timer in made:
            await timers.put(tx, timer)


async def take(database: Database, minutes: int, *, workspace_id: str = OURS) -> Timer | None:
    async with database.write() as tx:
        return await timers.take_due(tx, workspace_id, now=NOW + timedelta(minutes=minutes))


async def test_what_is_due_is_taken_once_the_oldest_first(database: Database) -> None:
    await put(database, a_timer("b", 2), a_timer("a", 1), a_timer("c", 9))
    assert await take(database, 0) is None
    assert await take(database, 2) == a_timer("a", 1)
    assert await take(database, 2) == a_timer("b", 2)
    assert await take(database, 2) is None
    async with database.read() as tx:
        assert await timers.next_due_at(tx, OURS) == NOW + timedelta(minutes=9)


async def test_a_timer_that_is_taken_stays_where_its_effect_fails(database: Database) -> None:
    await put(database, a_timer("a", 1))
    await undone(database, lambda tx: timers.take_due(tx, OURS, now=NOW + timedelta(minutes=1)))
    assert await take(database, 1) == a_timer("a", 1)


async def test_setting_one_anew_replaces_it_in_its_workspace_only(database: Database) -> None:
    await put(database, a_timer("a", 1), a_timer("a", 3, workspace_id=OTHERS), a_timer("a", 5))
    assert await take(database, 4) is None
    theirs = a_timer("a", 3, workspace_id=OTHERS)
    assert await take(database, 4, workspace_id=OTHERS) == theirs
    async with database.write() as tx:
        await timers.clear(tx, OURS, "a")
        assert await timers.next_due_at(tx, OURS) is None


async def test_one_that_failed_is_put_off_unless_it_was_set_anew(database: Database) -> None:
    old = a_timer("a", 1)
    await put(database, old)
    async with database.write() as tx:
        await timers.postpone(tx, old, until=NOW + timedelta(minutes=6))
    assert await take(database, 5) is None
    await put(database, a_timer("a", 3))
    async with database.write() as tx:
        await timers.postpone(tx, old, until=NOW + timedelta(minutes=60))
    assert await take(database, 3) == a_timer("a", 3)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
async def test_a_second_replica_passes_over_what_is_being_taken(database: Database) -> None:
    await put(database, a_timer("a", 1), a_timer("b", 2))
    now = NOW + timedelta(minutes=5)
    async with database.write() as first, database.write() as second:
        taken = [await timers.take_due(tx, OURS, now=now) for tx in (first, second)]
        assert await timers.take_due(second, OURS, now=now) is None
    assert [timer.key for timer in taken if timer] == ["a", "b"]


async def keep(database: Database, key: str, *, workspace_id: str = OURS, minutes: int = 0) -> bool:
    async with database.write() as tx:
        return await inbox.keep(
            tx,
            workspace_id,
            key=key,
            body={"line": "advance"},
            respond_url="https://hooks",
            now=NOW + timedelta(minutes=minutes),
        )


async def test_what_was_said_is_kept_once_and_done_once(database: Database) -> None:
    assert await keep(database, "b", minutes=2)
    assert await keep(database, "a", minutes=1)
    assert not await keep(database, "a", minutes=3)
    assert await keep(database, "a", workspace_id=OTHERS)
    async with database.write() as tx:
        assert [row.key for row in await inbox.waiting(tx, OURS)] == ["a", "b"]
        assert await inbox.finish(tx, OURS, "a", now=NOW)
        assert not await inbox.finish(tx, OURS, "a", now=NOW)
        (left,) = await inbox.waiting(tx, OURS)
        assert (left.key, left.body, left.attempts) == ("b", {"line": "advance"}, 0)
        assert [await inbox.attempt(tx, OURS, "b") for _ in range(2)] == [1, 2]
        assert len(await inbox.waiting(tx, OTHERS)) == 1
    assert not await keep(database, "a")


async def test_what_was_done_in_a_transaction_that_failed_is_not_done(database: Database) -> None:
    await keep(database, "a")
    await undone(database, lambda tx: inbox.finish(tx, OURS, "a", now=NOW))
    async with database.read() as tx:
        assert [row.key for row in await inbox.waiting(tx, OURS)] == ["a"]
