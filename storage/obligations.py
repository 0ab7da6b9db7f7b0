"""Obligations of incidents, and which of them are due."""

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.obligation import Obligation
from domain.people import Person
from storage import rows
from storage.incidents import real, visible
from storage.tables import incidents, obligations


async def add(tx: AsyncConnection, obligation: Obligation) -> None:
    """Add one whose clock was started."""
    await tx.execute(insert(obligations).values(rows.values(obligation)))


async def save(tx: AsyncConnection, obligation: Obligation) -> None:
    """Save its new state; the caller has locked its incident."""
    same = (
        obligations.c.workspace_id == obligation.workspace_id,
        obligations.c.incident == obligation.incident,
        obligations.c.number == obligation.number,
    )
    await tx.execute(update(obligations).where(*same).values(rows.values(obligation)))


async def next_number(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Return the number of the incident's next one; the caller has locked the incident."""
    mine = (obligations.c.workspace_id == workspace_id, obligations.c.incident == incident)
    return int(await tx.scalar(select(func.count()).select_from(obligations).where(*mine)) or 0) + 1


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Obligation]:
    """Return an incident's obligations in the order they were started."""
    mine = (obligations.c.workspace_id == workspace_id, obligations.c.incident == incident)
    return await _found(tx, select(obligations).where(*mine).order_by(obligations.c.number))


async def open_ones(
    tx: AsyncConnection, workspace_id: str, *, viewer: Person, most: int
) -> list[Obligation]:
    """Return what is still to be met in what this viewer sees, drills left out, the next first."""
    mine = (obligations.c.workspace_id == workspace_id, obligations.c.outcome.is_(None))
    of_incident = (incidents.c.workspace_id == obligations.c.workspace_id) & (
        incidents.c.number == obligations.c.incident
    )
    wanted = (
        select(obligations)
        .join(incidents, of_incident)
        .where(*mine, visible(viewer), real())
        .order_by(obligations.c.due_at.is_not(None), obligations.c.due_at)
        .limit(most)
    )
    return await _found(tx, wanted)


async def _found(tx: AsyncConnection, wanted: Select[tuple[object, ...]]) -> list[Obligation]:
    return [rows.build(Obligation, row) for row in (await tx.execute(wanted)).mappings()]
