"""Tracking: where each row of the outbox stands, for people who look."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.fan_out import Copy, Fate
from storage.outbox_rows import Kind, State, way_of
from storage.tables import customers, outbox

_FATES = {
    State.QUEUED: Fate.WAITING,
    State.SENDING: Fate.WAITING,
    State.SENT: Fate.DELIVERED,
    State.FAILED: Fate.FAILED,
    State.ASKED: Fate.ASKED,
    State.HELD: Fate.HELD,
    State.STOPPED: Fate.DROPPED,
    State.SUPERSEDED: Fate.DROPPED,
}
_WORST_FIRST = list(Fate)
_COLUMNS = (
    outbox.c.id,
    outbox.c.state,
    outbox.c.kind,
    outbox.c.channel_id,
    outbox.c.address,
    customers.c.name.label("customer"),
    outbox.c.incident,
    outbox.c.notice_id,
    outbox.c.queued_at,
    outbox.c.sent_at,
    outbox.c.try_at,
    outbox.c.attempts,
    outbox.c.last_error,
    outbox.c.ts,
)


@dataclass(frozen=True)
class Row:
    """A row of the outbox without its words, as its columns."""

    id: str
    state: State
    kind: str
    channel_id: str
    address: str | None
    customer: str | None
    incident: int | None
    notice_id: str | None
    queued_at: datetime
    sent_at: datetime | None
    try_at: datetime | None
    attempts: int
    last_error: str | None
    ts: str | None


async def copies(tx: AsyncConnection, workspace_id: str, notice_id: str) -> tuple[Copy, ...]:
    """Return what each channel gets of a notice, in the order in which they were queued.

    A channel whose earlier message is edited, and which gets a new one, has it with the later.
    """
    found: dict[tuple[str, str, str], Copy] = {}
    mine = _rows(workspace_id).where(outbox.c.notice_id == notice_id).order_by(outbox.c.seq)
    for row in (await tx.execute(mine)).mappings():
        copy = _copy(Row(**row))
        key = (copy.customer, copy.channel_id, copy.address)
        found[key] = _together(found[key], copy) if key in found else copy
    return tuple(found.values())


async def listed(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    states: Collection[State],
    incident: int | None,
    most: int,
) -> list[Row]:
    """Return the latest rows in these states, of one incident or of all, oldest first."""
    wanted = _rows(workspace_id).where(outbox.c.state.in_(states))
    if incident is not None:
        wanted = wanted.where(outbox.c.incident == incident)
    found = await tx.execute(wanted.order_by(outbox.c.seq.desc()).limit(most))
    return [Row(**row) for row in reversed(found.mappings().all())]


async def get(tx: AsyncConnection, workspace_id: str, delivery_id: str) -> Row | None:
    """Return the row of that id."""
    wanted = _rows(workspace_id).where(outbox.c.id == delivery_id)
    row = (await tx.execute(wanted)).mappings().first()
    return Row(**row) if row else None


def _rows(workspace_id: str) -> Select[tuple[object, ...]]:
    whose = (customers.c.workspace_id == outbox.c.workspace_id) & (
        customers.c.id == outbox.c.customer_id
    )
    mine = outbox.c.workspace_id == workspace_id
    return select(*_COLUMNS).select_from(outbox.outerjoin(customers, whose)).where(mine)


def _copy(row: Row) -> Copy:
    return Copy(
        customer=row.customer or "",
        channel_id=row.channel_id,
        fate=_FATES[State(row.state)],
        at=row.sent_at,
        attempts=row.attempts,
        error=row.last_error or "",
        way=way_of(Kind(row.kind)),
        address=row.address or "",
    )


def _together(one: Copy, other: Copy) -> Copy:
    """Return the one with the worse fate; of two that arrived, the later."""
    if one.fate is other.fate is Fate.DELIVERED:
        return max(one, other, key=lambda copy: copy.at or datetime.min.replace(tzinfo=UTC))
    return min(one, other, key=lambda copy: _WORST_FIRST.index(copy.fate))
