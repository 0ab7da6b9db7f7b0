"""Planned maintenances: as they stand, what of them waits in a preview, where customers read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.customers import Recipient
from domain.maintenance import Event, Maintenance, Stage
from domain.words import PublicMessage, Variant
from storage import rows
from storage.tables import maintenance_drafts, maintenances, outbox

_OVER = (Stage.COMPLETED, Stage.CANCELLED)


@dataclass(frozen=True)
class Draft:
    """What a preview shows of a maintenance: the exact words, to whom, and what becomes of it.

    after: the maintenance as it is once this was sent; its version is that of now. own: other words
    for those who have templates of their own.
    """

    workspace_id: str
    id: str
    event: Event
    after: Maintenance
    message: PublicMessage
    own: tuple[Variant, ...]
    recipients: tuple[Recipient, ...]
    drafted_by: str
    drafted_at: datetime


async def add(tx: AsyncConnection, plan: Maintenance) -> None:
    """Add a new maintenance."""
    await tx.execute(insert(maintenances).values(rows.values(plan)))


async def save(tx: AsyncConnection, plan: Maintenance) -> Maintenance:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, maintenances, plan)


async def get(tx: AsyncConnection, workspace_id: str, reference: str) -> Maintenance | None:
    """Return the maintenance of that public reference; others who change it wait."""
    mine = (maintenances.c.workspace_id == workspace_id, maintenances.c.reference == reference)
    row = (await tx.execute(select(maintenances).where(*mine).with_for_update())).mappings().first()
    return rows.build(Maintenance, row) if row else None


async def open_ones(tx: AsyncConnection, workspace_id: str) -> list[Maintenance]:
    """Return those that customers still wait for the end of, the next to start first."""
    mine = (maintenances.c.workspace_id == workspace_id, maintenances.c.stage.not_in(_OVER))
    wanted = select(maintenances).where(*mine).order_by(maintenances.c.starts_at)
    return [rows.build(Maintenance, row) for row in (await tx.execute(wanted)).mappings()]


async def roots(tx: AsyncConnection, workspace_id: str, reference: str) -> dict[str, str]:
    """Return, by channel, the delivery that began the maintenance's thread there."""
    mine = (outbox.c.workspace_id == workspace_id, outbox.c.maintenance == reference)
    first = select(outbox.c.channel_id, outbox.c.id).where(*mine, outbox.c.reply_to.is_(None))
    return {row.channel_id: row.id for row in await tx.execute(first)}


async def keep(tx: AsyncConnection, draft: Draft) -> None:
    """Keep a draft for its preview."""
    await tx.execute(insert(maintenance_drafts).values(rows.values(draft)))


async def drafted(tx: AsyncConnection, workspace_id: str, draft_id: str) -> Draft | None:
    """Return the draft of that id, None where it was sent or thrown away."""
    mine = (
        maintenance_drafts.c.workspace_id == workspace_id,
        maintenance_drafts.c.id == draft_id,
    )
    row = (await tx.execute(select(maintenance_drafts).where(*mine))).mappings().first()
    return rows.build(Draft, row) if row else None


async def forget(tx: AsyncConnection, draft: Draft) -> None:
    """Leave out a draft that was decided on."""
    mine = (
        maintenance_drafts.c.workspace_id == draft.workspace_id,
        maintenance_drafts.c.id == draft.id,
    )
    await tx.execute(delete(maintenance_drafts).where(*mine))
