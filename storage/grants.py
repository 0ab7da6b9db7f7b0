"""Grants: rights that were given to people and user groups."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.people import Grant, Right
from storage import rows
from storage.tables import grants


async def every(tx: AsyncConnection, workspace_id: str) -> tuple[Grant, ...]:
    """Return all grants, the oldest first."""
    mine = grants.c.workspace_id == workspace_id
    wanted = select(grants).where(mine).order_by(grants.c.granted_at, grants.c.subject)
    return tuple(rows.build(Grant, row) for row in (await tx.execute(wanted)).mappings())


async def add(tx: AsyncConnection, grant: Grant) -> None:
    """Give a right."""
    await tx.execute(insert(grants).values(rows.values(grant)))


async def remove(tx: AsyncConnection, workspace_id: str, right: Right, subject: str) -> bool:
    """Take a right away; return whether it had been given."""
    mine = (grants.c.workspace_id == workspace_id, grants.c.subject == subject)
    done = await tx.execute(delete(grants).where(*mine, grants.c.right == right))
    return bool(done.rowcount)
