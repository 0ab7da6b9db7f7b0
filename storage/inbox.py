"""The inbox: what people did, kept before it is acknowledged, done exactly once.

`done_at` commits with the effect; a row that is not done is taken up again at start, so a crash
after the acknowledgement loses nothing, and a second delivery of the same thing finds its key.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.tables import inbox


@dataclass(frozen=True)
class Kept:
    """What somebody did, as it was kept. key: its identity; body: as JSON's types."""

    key: str
    body: dict[str, Any]
    respond_url: str | None
    received_at: datetime
    attempts: int


async def keep(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    key: str,
    body: dict[str, Any],
    respond_url: str | None,
    now: datetime,
) -> bool:
    """Keep it; False where the key is there already: Slack delivered it twice."""
    try:
        async with tx.begin_nested():
            await tx.execute(
                insert(inbox).values(
                    workspace_id=workspace_id,
                    key=key,
                    body=body,
                    respond_url=respond_url,
                    received_at=now,
                    attempts=0,
                )
            )
    except IntegrityError:
        return False
    return True


async def waiting(tx: AsyncConnection, workspace_id: str) -> list[Kept]:
    """Return what is not done, oldest first."""
    mine = (inbox.c.workspace_id == workspace_id, inbox.c.done_at.is_(None))
    found = await tx.execute(select(inbox).where(*mine).order_by(inbox.c.received_at))
    return [
        Kept(row["key"], row["body"], row["respond_url"], row["received_at"], row["attempts"])
        for row in found.mappings()
    ]


async def attempt(tx: AsyncConnection, workspace_id: str, key: str) -> int:
    """Count one more attempt, and return how many there were."""
    mine = (inbox.c.workspace_id == workspace_id, inbox.c.key == key)
    more = update(inbox).where(*mine).values(attempts=inbox.c.attempts + 1)
    return int(await tx.scalar(more.returning(inbox.c.attempts)) or 0)


async def finish(
    tx: AsyncConnection, workspace_id: str, key: str, *, now: datetime, error_id: str | None = None
) -> bool:
    """Mark it done in the transaction of its effect; False where somebody else has done it."""
    mine = (inbox.c.workspace_id == workspace_id, inbox.c.key == key, inbox.c.done_at.is_(None))
    done = await tx.execute(
        update(inbox).where(*mine).values(done_at=now, respond_url=None, error_id=error_id)
    )
    return done.rowcount == 1
