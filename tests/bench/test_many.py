"""Many commitments due in one minute: each is acted on once, whatever ends in the middle of it."""

from storage.database import Database
from tests.bench.many import DUE_AT, LATE, Many, Outcome


async def test_many_commitments_of_one_minute_are_each_acted_on_once_across_a_restart(
    database_url: str,
) -> None:
    """`make bench` does the same with 10,000 in 500 workspaces."""
    database = Database(database_url)
    many = Many(database, workspaces=5, each=4)
    await many.fill()
    await many.ring(at=DUE_AT, until=10)
    before = (await many.outcome()).held
    assert 0 < before < 20
    await many.ring(at=DUE_AT + LATE, replicas=2)
    assert await many.outcome() == Outcome(held=20, late=20 - before, twice=0, open=0)
    await database.close()
