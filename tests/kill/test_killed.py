"""SIGKILL at every step, twice a step: the channels read as if nothing had happened."""

import asyncio

import pytest

from tests.databases import PostgreSQL, SQLite
from tests.kill.story import STORY, Told, told


@pytest.fixture(scope="module")
def undisturbed(sqlite: SQLite) -> Told:
    with sqlite.migrated() as url:
        return asyncio.run(told(url))


async def test_a_story_killed_at_every_step_reads_like_one_that_was_not_on_sqlite(
    sqlite: SQLite, undisturbed: Told
) -> None:
    with sqlite.empty() as url:
        found = await told(url, kill=True)
    assert found.killed >= 30
    assert found.doubled == []
    assert found.texts == undisturbed.texts


async def test_a_story_killed_at_every_step_reads_like_one_that_was_not_on_postgresql(
    postgresql: PostgreSQL, undisturbed: Told
) -> None:
    with postgresql.empty() as url:
        found = await told(url, kill=True)
    assert found.killed >= 30
    assert found.doubled == []
    assert found.texts == undisturbed.texts


async def test_two_replicas_of_which_one_is_killed_tell_everything_once(
    postgresql: PostgreSQL, undisturbed: Told
) -> None:
    with postgresql.migrated() as url:
        found = await told(url, kill=True, replicas=2)
    assert found.killed >= len(STORY)
    assert found.doubled == []
    assert found.texts == undisturbed.texts
