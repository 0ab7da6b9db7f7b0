"""Words that were added in Slack: what the organisation's people call things."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rows
from storage.tables import aliases


@dataclass(frozen=True)
class Added:
    """A phrase as it is read in a question, the id that it means, and who said so when."""

    phrase: str
    target: str
    added_by: str
    added_at: datetime


async def add(tx: AsyncConnection, workspace_id: str, added: Added) -> None:
    """Keep it, in place of what the phrase meant before."""
    await remove(tx, workspace_id, added.phrase)
    row = {"workspace_id": workspace_id, **rows.values(added)}
    await tx.execute(insert(aliases).values(row))


async def remove(tx: AsyncConnection, workspace_id: str, phrase: str) -> bool:
    """Take a phrase away; return whether it was there."""
    same = (aliases.c.workspace_id == workspace_id, aliases.c.phrase == phrase)
    return (await tx.execute(delete(aliases).where(*same))).rowcount > 0


async def every(tx: AsyncConnection, workspace_id: str) -> list[Added]:
    """Return them all, by phrase."""
    mine = select(aliases).where(aliases.c.workspace_id == workspace_id)
    found = await tx.execute(mine.order_by(aliases.c.phrase))
    return [rows.build(Added, row) for row in found.mappings()]
