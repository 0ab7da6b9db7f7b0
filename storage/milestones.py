"""Milestones of incidents."""

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.milestone import Milestone
from storage import rows
from storage.tables import milestones


async def add(tx: AsyncConnection, milestone: Milestone) -> None:
    """Add a new one; the caller has locked its incident."""
    await tx.execute(insert(milestones).values(rows.values(milestone)))


async def save(tx: AsyncConnection, milestone: Milestone) -> None:
    """Save its new state; the caller has locked its incident."""
    same = (
        milestones.c.workspace_id == milestone.workspace_id,
        milestones.c.incident == milestone.incident,
        milestones.c.number == milestone.number,
    )
    await tx.execute(update(milestones).where(*same).values(rows.values(milestone)))


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Milestone]:
    """Return an incident's milestones in the order they were set, dropped ones included."""
    mine = (milestones.c.workspace_id == workspace_id, milestones.c.incident == incident)
    found = await tx.execute(select(milestones).where(*mine).order_by(milestones.c.number))
    return [rows.build(Milestone, row) for row in found.mappings()]
