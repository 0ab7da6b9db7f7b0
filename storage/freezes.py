"""Freezes: incidents of which no word goes to customers, and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rows
from storage.tables import freezes


@dataclass(frozen=True)
class Freeze:
    """Nothing of the incident goes to customers until it is thawed."""

    workspace_id: str
    incident: int
    reason: str
    frozen_by: str
    frozen_at: datetime


async def put(tx: AsyncConnection, freeze: Freeze) -> None:
    """Freeze an incident's words."""
    await tx.execute(insert(freezes).values(rows.values(freeze)))


async def get(tx: AsyncConnection, workspace_id: str, incident: int) -> Freeze | None:
    """Return the freeze of that incident, if its words are frozen."""
    mine = (freezes.c.workspace_id == workspace_id, freezes.c.incident == incident)
    row = (await tx.execute(select(freezes).where(*mine))).mappings().first()
    return rows.build(Freeze, row) if row else None


async def remove(tx: AsyncConnection, freeze: Freeze) -> None:
    """Thaw it."""
    mine = (freezes.c.workspace_id == freeze.workspace_id, freezes.c.incident == freeze.incident)
    await tx.execute(delete(freezes).where(*mine))
