"""Embargoes: which customers are told nothing of an incident."""

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.embargo import HOLDING, Embargo
from storage import rows
from storage.tables import embargoes


async def add(tx: AsyncConnection, embargo: Embargo) -> None:
    """Add one."""
    await tx.execute(insert(embargoes).values(rows.values(embargo)))


async def save(tx: AsyncConnection, embargo: Embargo) -> Embargo:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, embargoes, embargo)


async def get(tx: AsyncConnection, workspace_id: str, embargo_id: str) -> Embargo | None:
    """Return the embargo of that id."""
    mine = (embargoes.c.workspace_id == workspace_id, embargoes.c.id == embargo_id)
    row = (await tx.execute(select(embargoes).where(*mine))).mappings().first()
    return rows.build(Embargo, row) if row else None


async def holding(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Embargo]:
    """Return what holds for an incident now, oldest first."""
    mine = (
        embargoes.c.workspace_id == workspace_id,
        embargoes.c.incident == incident,
        embargoes.c.stage.in_(HOLDING),
    )
    wanted = select(embargoes).where(*mine).order_by(embargoes.c.proposed_at)
    return [rows.build(Embargo, row) for row in (await tx.execute(wanted)).mappings()]


async def move(tx: AsyncConnection, workspace_id: str, incident: int, *, into: int) -> None:
    """Have what holds for an incident hold for the one that it is merged into."""
    mine = (
        embargoes.c.workspace_id == workspace_id,
        embargoes.c.incident == incident,
        embargoes.c.stage.in_(HOLDING),
    )
    await tx.execute(update(embargoes).where(*mine).values(incident=into))
