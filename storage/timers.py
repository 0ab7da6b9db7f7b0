"""Timers: what is due when, each under its own key.

Whoever acts on one re-checks first that it still applies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.news import News, bring
from storage.tables import timers


@dataclass(frozen=True)
class Timer:
    """Something that is due: kind says who acts on it, body tells them on what."""

    workspace_id: str
    key: str
    kind: str
    due_at: datetime
    body: Mapping[str, Any]


async def put(tx: AsyncConnection, timer: Timer) -> None:
    """Set the timer, in place of one of the same key."""
    bring(tx, News.TIMED)
    await clear(tx, timer.workspace_id, timer.key)
    await tx.execute(
        insert(timers).values(
            workspace_id=timer.workspace_id,
            key=timer.key,
            kind=timer.kind,
            due_at=timer.due_at,
            body=dict(timer.body),
        )
    )


async def is_set(tx: AsyncConnection, workspace_id: str, key: str) -> bool:
    """Whether a timer of that key is set."""
    mine = (timers.c.workspace_id == workspace_id, timers.c.key == key)
    return await tx.scalar(select(timers.c.key).where(*mine)) is not None


async def clear(tx: AsyncConnection, workspace_id: str, key: str) -> None:
    """Take the timer away, if it is there."""
    mine = (timers.c.workspace_id == workspace_id, timers.c.key == key)
    await tx.execute(delete(timers).where(*mine))


async def postpone(tx: AsyncConnection, timer: Timer, *, until: datetime) -> None:
    """Move a timer that could not be acted on, unless it was set anew meanwhile."""
    bring(tx, News.TIMED)
    same = (
        timers.c.workspace_id == timer.workspace_id,
        timers.c.key == timer.key,
        timers.c.due_at == timer.due_at,
    )
    await tx.execute(update(timers).where(*same).values(due_at=until))


async def take_due(tx: AsyncConnection, workspace_id: str, *, now: datetime) -> Timer | None:
    """Take the timer that has been due longest off the table; the effect commits with it.

    A second replica passes over one that is being taken.
    """
    due = (
        select(timers)
        .where(timers.c.workspace_id == workspace_id, timers.c.due_at <= now)
        .order_by(timers.c.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await tx.execute(due)).mappings().first()
    if row is None:
        return None
    await clear(tx, row["workspace_id"], row["key"])
    return Timer(**row)


async def next_due_at(tx: AsyncConnection, workspace_id: str) -> datetime | None:
    """Return when the workspace's next timer is due."""
    mine = timers.c.workspace_id == workspace_id
    earliest: datetime | None = await tx.scalar(select(func.min(timers.c.due_at)).where(mine))
    return earliest
