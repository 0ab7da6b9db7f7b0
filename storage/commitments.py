"""Commitments on record: what each notice promised, and which notice answered it when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.outage import NoticeKind, Outage
from storage.incidents import real
from storage.outages import Notice
from storage.tables import commitments, incidents


@dataclass(frozen=True)
class Record:
    """How promises were kept: by somebody's words in time, or late; by a holding statement."""

    in_time: int
    held: int
    late: int

    @property
    def promised(self) -> int:
        """How many there were."""
        return self.in_time + self.held + self.late


async def promise(tx: AsyncConnection, outage: Outage, *, notice_id: str, by: datetime) -> None:
    """Put down that a notice promised the next one by an instant."""
    await tx.execute(
        insert(commitments).values(
            workspace_id=outage.workspace_id,
            notice_id=notice_id,
            reference=outage.reference,
            incident=outage.incident,
            promised_at=by,
        )
    )


async def answer(tx: AsyncConnection, outage: Outage, *, kind: NoticeKind, now: datetime) -> None:
    """Put down that what was promised last has come, as a notice of that kind."""
    waiting = (
        commitments.c.workspace_id == outage.workspace_id,
        commitments.c.reference == outage.reference,
        commitments.c.answered_at.is_(None),
    )
    await tx.execute(update(commitments).where(*waiting).values(answered_at=now, answered_by=kind))


async def take_back(
    tx: AsyncConnection, outage: Outage, *, notice_id: str, answered_at: datetime
) -> None:
    """Undo what a notice of that instant promised and answered: it was stopped."""
    mine = (
        commitments.c.workspace_id == outage.workspace_id,
        commitments.c.reference == outage.reference,
    )
    await tx.execute(delete(commitments).where(*mine, commitments.c.notice_id == notice_id))
    answered = update(commitments).where(*mine, commitments.c.answered_at == answered_at)
    await tx.execute(answered.values(answered_at=None, answered_by=None))


async def not_held(tx: AsyncConnection, holding: Notice, later: Notice) -> None:
    """Put down that a holding statement held nothing, since a later notice came instead of it."""
    mine = (
        commitments.c.workspace_id == holding.workspace_id,
        commitments.c.reference == holding.reference,
    )
    await tx.execute(delete(commitments).where(*mine, commitments.c.notice_id == holding.id))
    held = update(commitments).where(*mine, commitments.c.answered_at == holding.confirmed_at)
    await tx.execute(held.values(answered_at=later.confirmed_at, answered_by=later.kind))


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> Record:
    """Return how an incident's promises were kept."""
    return await _record(tx, workspace_id, commitments.c.incident == incident)


async def between(
    tx: AsyncConnection, workspace_id: str, *, since: datetime, before: datetime
) -> Record:
    """Return how the promises for a span of time were kept, without restricted ones and drills."""
    left_out = select(incidents.c.number).where(
        incidents.c.workspace_id == workspace_id,
        or_(incidents.c.restricted.is_(True), ~real()),
    )
    span = and_(
        commitments.c.promised_at >= since,
        commitments.c.promised_at < before,
        commitments.c.incident.not_in(left_out),
    )
    return await _record(tx, workspace_id, span)


async def _record(tx: AsyncConnection, workspace_id: str, which: ColumnElement[bool]) -> Record:
    held = commitments.c.answered_by == NoticeKind.HOLDING
    late = commitments.c.answered_at > commitments.c.promised_at
    counts = select(
        func.count().filter(~held, ~late),
        func.count().filter(held),
        func.count().filter(~held, late),
    )
    answered = commitments.c.answered_at.is_not(None)
    mine = (commitments.c.workspace_id == workspace_id, answered, which)
    return Record(*(await tx.execute(counts.where(*mine))).one())
