"""Words that were added in Slack: what the organisation's people call things, and called them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rows
from storage.outbox_rows import new_id
from storage.tables import aliases, former_aliases


@dataclass(frozen=True)
class Added:
    """A phrase as it is read in a question, the id that it means, and who said so when."""

    phrase: str
    target: str
    added_by: str
    added_at: datetime


async def add(tx: AsyncConnection, workspace_id: str, added: Added) -> None:
    """Have the phrase mean this, in place of what it meant before."""
    await end(tx, workspace_id, added.phrase, by=added.added_by, now=added.added_at)
    row = {"workspace_id": workspace_id, **rows.values(added)}
    await tx.execute(insert(aliases).values(row))


async def end(
    tx: AsyncConnection, workspace_id: str, phrase: str, *, by: str, now: datetime
) -> bool:
    """Have a phrase mean nothing any more, and keep what it meant; return whether it was there."""
    same = (aliases.c.workspace_id == workspace_id, aliases.c.phrase == phrase)
    before = (await tx.execute(delete(aliases).where(*same).returning(aliases))).mappings().first()
    if before is None:
        return False
    ended = {**before, "id": new_id(), "ended_by": by, "ended_at": now}
    await tx.execute(insert(former_aliases).values(ended))
    return True


async def every(tx: AsyncConnection, workspace_id: str) -> list[Added]:
    """Return them all, by phrase."""
    mine = select(aliases).where(aliases.c.workspace_id == workspace_id)
    found = await tx.execute(mine.order_by(aliases.c.phrase))
    return [rows.build(Added, row) for row in found.mappings()]


async def every_at(tx: AsyncConnection, workspace_id: str, at: datetime) -> list[Added]:
    """Return those that held at an instant, by phrase."""
    parts = []
    for table in (aliases, former_aliases):
        named = (table.c.phrase, table.c.target, table.c.added_by, table.c.added_at)
        since = (table.c.workspace_id == workspace_id, table.c.added_at <= at)
        parts.append(select(*named).where(*since))
    held = union_all(parts[0], parts[1].where(former_aliases.c.ended_at > at)).subquery()
    found = await tx.execute(select(held).order_by(held.c.phrase))
    return [rows.build(Added, row) for row in found.mappings()]
