"""Runbooks: what was uploaded, and how far each is gone through in incidents."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.runbook import Run, Runbook, Tick
from storage import rows
from storage.tables import runbooks, runs, ticks


async def shelf(tx: AsyncConnection, workspace_id: str) -> dict[str, Runbook]:
    """Return what was uploaded, by name, each in its latest version."""
    mine = select(runbooks).where(runbooks.c.workspace_id == workspace_id)
    found = await tx.execute(mine.order_by(runbooks.c.name, runbooks.c.version))
    return {row["name"]: rows.build(Runbook, row) for row in found.mappings()}


async def keep(
    tx: AsyncConnection, workspace_id: str, runbook: Runbook, *, by: str, now: datetime
) -> None:
    """Keep a version of a runbook."""
    values = {**rows.values(runbook), "imported_by": by, "imported_at": now}
    await tx.execute(insert(runbooks).values(workspace_id=workspace_id, **values))


async def add(tx: AsyncConnection, run: Run) -> None:
    """Add one that somebody began."""
    values = rows.values(run)
    del values["ticks"]
    await tx.execute(insert(runs).values(values))


async def next_number(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Return the number of the incident's next one; the caller has locked the incident."""
    mine = (runs.c.workspace_id == workspace_id, runs.c.incident == incident)
    return int(await tx.scalar(select(func.count()).select_from(runs).where(*mine)) or 0) + 1


async def get(tx: AsyncConnection, workspace_id: str, incident: int, number: int) -> Run | None:
    """Return the incident's runbook of that number, with what is done of it."""
    mine = (
        runs.c.workspace_id == workspace_id,
        runs.c.incident == incident,
        runs.c.number == number,
    )
    row = (await tx.execute(select(runs).where(*mine))).mappings().first()
    if row is None:
        return None
    of_run = (
        ticks.c.workspace_id == workspace_id,
        ticks.c.incident == incident,
        ticks.c.run == number,
    )
    found = (await tx.execute(select(ticks).where(*of_run).order_by(ticks.c.step))).mappings()
    done = tuple(rows.build(Tick, tick) for tick in found)
    kept = [field.name for field in fields(Run) if field.name != "ticks"]
    return Run(**{name: row[name] for name in kept}, ticks=done)


async def tick(tx: AsyncConnection, run: Run, done: Tick) -> None:
    """Put a step down as done."""
    await tx.execute(
        insert(ticks).values(
            workspace_id=run.workspace_id,
            incident=run.incident,
            run=run.number,
            **rows.values(done),
        )
    )
