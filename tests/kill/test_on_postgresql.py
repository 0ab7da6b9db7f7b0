"""SIGKILL at every step, twice a step, on PostgreSQL: the channels read as if undisturbed."""

from tests.databases import PostgreSQL, SQLite
from tests.kill.story import told


async def test_a_story_killed_at_every_step_reads_like_one_that_was_not(
    postgresql: PostgreSQL,
    sqlite: SQLite,
) -> None:
    with sqlite.migrated() as url:
        expected = await told(url)
    with postgresql.empty() as url:
        found = await told(url, kill=True)
    assert found.killed >= 30
    assert found.doubled == []
    assert found.texts == expected.texts
