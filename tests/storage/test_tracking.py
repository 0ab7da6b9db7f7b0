"""Where each row of the outbox stands, for people who look."""

from datetime import timedelta

from sqlalchemy import insert, update

from domain.customers import Customer
from domain.fan_out import Copy, Fate
from storage import customers, tracking
from storage.database import Database
from storage.outbox_rows import Kind, State
from storage.tables import outbox
from tests.domain.made import NOW
from tests.storage.conftest import OTHERS, OURS

LATER = NOW + timedelta(minutes=1)


async def add(database: Database, id_: str, state: State, **columns: object) -> None:
    """Add a row of the notice N for Acme."""
    row = {
        "workspace_id": OURS,
        "id": id_,
        "kind": Kind.POST,
        "state": state,
        "urgency": 1,
        "stream": id_,
        "channel_id": "C1",
        "customer_id": "acme",
        "notice_id": "N",
        "incident": 1,
        "text": "words",
        "blocks": [],
        "queued_at": NOW,
        "attempts": 0,
        **columns,
    }
    async with database.write() as tx:
        await tx.execute(insert(outbox).values(row))


async def test_each_state_has_a_fate_and_a_channel_has_the_worse_of_two(
    database: Database,
) -> None:
    async with database.write() as tx:
        await customers.add(tx, Customer(OURS, "acme", "Acme", ("vm",), ("C1",)))
    for state in State:
        await add(database, state, state, channel_id=state)
    await add(database, "edit", State.SENT, sent_at=NOW)
    await add(database, "anew", State.SENT, sent_at=LATER)
    await add(database, "edit 2", State.SENT, channel_id="C2", sent_at=NOW)
    await add(database, "anew 2", State.FAILED, channel_id="C2", last_error="is_archived")
    async with database.read() as tx:
        found = {copy.channel_id: copy for copy in await tracking.copies(tx, OURS, "N")}
        assert await tracking.copies(tx, OTHERS, "N") == ()
    assert {found[state].fate for state in State} == set(Fate)
    assert found["C1"] == Copy("Acme", "C1", Fate.DELIVERED, LATER)
    assert found["C2"] == Copy("Acme", "C2", Fate.FAILED, None, 0, "is_archived")


async def test_rows_are_listed_by_state_and_incident_the_latest_of_more_than_fit(
    database: Database,
) -> None:
    for number in (1, 2, 3):
        await add(database, f"failed {number}", State.FAILED, incident=number)
    await add(database, "sent", State.SENT)
    async with database.write() as tx:
        await tx.execute(update(outbox).where(outbox.c.id == "failed 1").values(attempts=2))

    async def listed(*states: State, incident: int | None = None, most: int = 9) -> list[str]:
        async with database.read() as tx:
            rows = await tracking.listed(tx, OURS, states=states, incident=incident, most=most)
            assert await tracking.listed(tx, OTHERS, states=states, incident=None, most=9) == []
        return [row.id for row in rows]

    assert await listed(State.FAILED, State.SENT) == ["failed 1", "failed 2", "failed 3", "sent"]
    assert await listed(State.FAILED, most=2) == ["failed 2", "failed 3"]
    assert await listed(State.FAILED, incident=1) == ["failed 1"]
    async with database.read() as tx:
        row = await tracking.get(tx, OURS, "failed 1")
        assert row
        assert (row.attempts, row.customer, row.queued_at) == (2, None, NOW)
        assert await tracking.get(tx, OTHERS, "failed 1") is None
