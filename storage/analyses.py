"""Analyses of incidents, and their readers where they are restricted."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.analysis import Remark
from storage import rows
from storage.tables import analysis_readers, remarks


async def add(tx: AsyncConnection, remark: Remark) -> None:
    """Add a part."""
    await tx.execute(insert(remarks).values(rows.values(remark)))


async def next_number(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Return the number of the incident's next part; the caller has locked the incident."""
    mine = (remarks.c.workspace_id == workspace_id, remarks.c.incident == incident)
    return int(await tx.scalar(select(func.count()).select_from(remarks).where(*mine)) or 0) + 1


async def replace(tx: AsyncConnection, parts: Iterable[Remark], *, now: datetime) -> None:
    """Put down that other words stand in place of these parts; they are kept, and not shown."""
    for part in parts:
        same = (
            remarks.c.workspace_id == part.workspace_id,
            remarks.c.incident == part.incident,
            remarks.c.number == part.number,
        )
        await tx.execute(update(remarks).where(*same).values(replaced_at=now))


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Remark]:
    """Return the parts that stand, in the order they were written; the reader is checked."""
    mine = (
        remarks.c.workspace_id == workspace_id,
        remarks.c.incident == incident,
        remarks.c.replaced_at.is_(None),
    )
    found = await tx.execute(select(remarks).where(*mine).order_by(remarks.c.number))
    return [rows.build(Remark, row) for row in found.mappings()]


async def readers(tx: AsyncConnection, workspace_id: str, incident: int) -> tuple[str, ...]:
    """Return who alone may read it; empty where it is not restricted."""
    mine = (
        analysis_readers.c.workspace_id == workspace_id,
        analysis_readers.c.incident == incident,
    )
    wanted = select(analysis_readers.c.user_id).where(*mine).order_by(analysis_readers.c.user_id)
    return tuple((await tx.scalars(wanted)).all())


async def restrict(
    tx: AsyncConnection, workspace_id: str, incident: int, people: Iterable[str]
) -> None:
    """Restrict it to these people, in place of those before; to nobody: open it again."""
    mine = (
        analysis_readers.c.workspace_id == workspace_id,
        analysis_readers.c.incident == incident,
    )
    await tx.execute(delete(analysis_readers).where(*mine))
    new = [
        {"workspace_id": workspace_id, "incident": incident, "user_id": user_id}
        for user_id in people
    ]
    if new:
        await tx.execute(insert(analysis_readers), new)
