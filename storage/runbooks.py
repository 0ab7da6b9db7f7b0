"""Runbooks as they are gone through in incidents."""

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.runbook import Run, Tick
from storage import rows
from storage.tables import runs, ticks


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
    return Run(
        **{name: row[name] for name in ("workspace_id", "incident", "number", "title", "steps")},
        post_id=row["post_id"],
        ticks=done,
    )


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
