"""Commitments on record: which were kept in time, held, or late."""

from datetime import timedelta

from domain.outage import NoticeKind
from storage import commitments, incidents
from storage.commitments import Record
from storage.database import Database
from tests.domain.made import NOW, an_incident, an_outage
from tests.storage.conftest import OTHERS, OURS

MINUTE = timedelta(minutes=1)


async def test_promises_are_counted_by_incident_and_by_span_of_time(database: Database) -> None:
    ours = [an_outage(workspace_id=OURS, reference=letter * 6) for letter in "ABCD"]
    kinds = (NoticeKind.UPDATE, NoticeKind.HOLDING, NoticeKind.RESOLVED)
    late = (timedelta(0), timedelta(0), MINUTE)
    async with database.write() as tx:
        for outage in ours:
            await commitments.promise(tx, outage, notice_id=outage.reference, by=NOW)
        for outage, kind, by in zip(ours, kinds, late, strict=False):
            await commitments.answer(tx, outage, kind=kind, now=NOW + by)
    async with database.read() as tx:
        record = await commitments.of_incident(tx, OURS, 1)
        assert record == Record(in_time=1, held=1, late=1)
        assert record.promised == 3
        span = await commitments.between(tx, OURS, since=NOW, before=NOW + MINUTE)
        assert span == record
        for since, workspace in ((NOW + MINUTE, OURS), (NOW, OTHERS)):
            none = await commitments.between(tx, workspace, since=since, before=NOW + 2 * MINUTE)
            assert none.promised == 0


async def test_promises_of_a_restricted_incident_are_in_no_number(database: Database) -> None:
    outage = an_outage(workspace_id=OURS)
    async with database.write() as tx:
        await incidents.add(tx, an_incident(workspace_id=OURS, restricted=True))
        await commitments.promise(tx, outage, notice_id="N", by=NOW)
        await commitments.answer(tx, outage, kind=NoticeKind.UPDATE, now=NOW)
        span = await commitments.between(tx, OURS, since=NOW, before=NOW + MINUTE)
        assert span.promised == 0
        assert (await commitments.of_incident(tx, OURS, 1)).promised == 1
