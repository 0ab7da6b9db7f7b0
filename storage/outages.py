"""Outages, and the notices that told customers of them."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.customers import Recipient
from domain.outage import Change, NoticeKind, Outage
from domain.words import PublicMessage
from storage import rows
from storage.tables import notices, outages, outbox


@dataclass(frozen=True)
class Notice:
    """A notice as drafted: the exact words, what it changes, and of which version of the outage.

    state: draft, queued or discarded. recipients: where it goes.
    """

    workspace_id: str
    id: str
    incident: int
    reference: str
    kind: NoticeKind
    state: str
    message: PublicMessage
    change: Change
    outage: Outage
    outage_version: int
    recipients: tuple[Recipient, ...]
    drafted_by: str
    drafted_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None


async def add(tx: AsyncConnection, outage: Outage) -> None:
    """Add a new outage."""
    await tx.execute(insert(outages).values(rows.values(outage)))


async def save(tx: AsyncConnection, outage: Outage) -> Outage:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, outages, outage)


async def get(tx: AsyncConnection, workspace_id: str, reference: str) -> Outage | None:
    """Return the outage of that public reference."""
    mine = (outages.c.workspace_id == workspace_id, outages.c.reference == reference)
    row = (await tx.execute(select(outages).where(*mine))).mappings().first()
    return rows.build(Outage, row) if row else None


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Outage]:
    """Return an incident's outages, oldest first."""
    mine = (outages.c.workspace_id == workspace_id, outages.c.incident == incident)
    wanted = select(outages).where(*mine).order_by(outages.c.started_at)
    return [rows.build(Outage, row) for row in (await tx.execute(wanted)).mappings()]


async def open_ones(tx: AsyncConnection, workspace_id: str) -> list[Outage]:
    """Return the outages that customers still wait for the end of."""
    mine = (outages.c.workspace_id == workspace_id, outages.c.ended_at.is_(None))
    found = await tx.execute(select(outages).where(*mine).order_by(outages.c.started_at))
    return [rows.build(Outage, row) for row in found.mappings()]


async def roots(tx: AsyncConnection, workspace_id: str, reference: str) -> dict[str, str]:
    """Return, by channel, the delivery that began the outage's thread there."""
    first = (
        select(outbox.c.channel_id, outbox.c.id)
        .join(notices, notices.c.id == outbox.c.notice_id)
        .where(
            outbox.c.workspace_id == workspace_id,
            notices.c.workspace_id == workspace_id,
            notices.c.reference == reference,
            outbox.c.reply_to.is_(None),
        )
    )
    return {row["channel_id"]: row["id"] for row in (await tx.execute(first)).mappings()}


async def draft(tx: AsyncConnection, notice: Notice) -> None:
    """Keep a notice for its preview, or one that is queued at once."""
    await tx.execute(insert(notices).values(rows.values(notice)))


async def get_notice(tx: AsyncConnection, workspace_id: str, notice_id: str) -> Notice | None:
    """Return the notice of that id."""
    mine = (notices.c.workspace_id == workspace_id, notices.c.id == notice_id)
    row = (await tx.execute(select(notices).where(*mine))).mappings().first()
    return rows.build(Notice, row) if row else None


async def settle_notice(
    tx: AsyncConnection, notice: Notice, *, state: str, by: str, now: datetime
) -> Notice:
    """Turn a draft into a queued or discarded notice."""
    mine = (notices.c.workspace_id == notice.workspace_id, notices.c.id == notice.id)
    after = replace(notice, state=state, confirmed_by=by, confirmed_at=now)
    changed = {"state": state, "confirmed_by": by, "confirmed_at": now}
    await tx.execute(update(notices).where(*mine).values(changed))
    return after
