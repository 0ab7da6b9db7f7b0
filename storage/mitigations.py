"""Mitigations, in the order they were proposed."""

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.mitigation import Mitigation
from storage import rows
from storage.tables import mitigations


async def add(tx: AsyncConnection, mitigation: Mitigation) -> None:
    """Add a proposal."""
    await tx.execute(insert(mitigations).values(rows.values(mitigation)))


async def save(tx: AsyncConnection, mitigation: Mitigation) -> Mitigation:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, mitigations, mitigation)


async def get(
    tx: AsyncConnection, workspace_id: str, incident: int, number: int
) -> Mitigation | None:
    """Return the incident's mitigation of that number."""
    mine = (
        mitigations.c.workspace_id == workspace_id,
        mitigations.c.incident == incident,
        mitigations.c.number == number,
    )
    row = (await tx.execute(select(mitigations).where(*mine))).mappings().first()
    return rows.build(Mitigation, row) if row else None


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Mitigation]:
    """Return an incident's mitigations in the order they were proposed."""
    mine = (mitigations.c.workspace_id == workspace_id, mitigations.c.incident == incident)
    wanted = select(mitigations).where(*mine).order_by(mitigations.c.number)
    return [rows.build(Mitigation, row) for row in (await tx.execute(wanted)).mappings()]


async def next_number(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Return the number of the incident's next mitigation, from 1."""
    mine = (mitigations.c.workspace_id == workspace_id, mitigations.c.incident == incident)
    highest = await tx.scalar(select(func.max(mitigations.c.number)).where(*mine))
    return int(highest or 0) + 1
