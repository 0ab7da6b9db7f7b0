"""SIGKILL of one of two replicas: the channels read as if undisturbed."""

from tests.databases import PostgreSQL, SQLite
from tests.kill.story import STORY, told


async def test_two_replicas_of_which_one_is_killed_tell_everything_once(
    postgresql: PostgreSQL, sqlite: SQLite
) -> None:
    with sqlite.migrated() as url:
        expected = await told(url)
    with postgresql.migrated() as url:
        found = await told(url, kill=True, replicas=2)
    assert found.killed >= len(STORY)
    assert found.doubled == []
    assert found.texts == expected.texts
