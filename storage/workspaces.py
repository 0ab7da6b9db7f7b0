"""Workspaces that installed Onus, and their counters."""

from dataclasses import dataclass, replace

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rows
from storage.tables import chains, counters, workspaces


@dataclass(frozen=True)
class Workspace:
    """A workspace: Slack's team id, the bot's user, and where its token is kept.

    token_from names the setting that holds the token: the secret itself is in no row.
    """

    id: str
    name: str
    bot_user_id: str
    token_from: str
    incidents_channel_id: str | None = None


async def keep(tx: AsyncConnection, workspace: Workspace) -> Workspace:
    """Add the workspace, or bring its row up to date; return it as it is kept.

    Its channel for incidents stays as it is known, where none is named.
    """
    mine = workspaces.c.id == workspace.id
    row = (await tx.execute(select(workspaces).where(mine))).mappings().first()
    if row:
        channel_id = workspace.incidents_channel_id or row["incidents_channel_id"]
        kept = replace(workspace, incidents_channel_id=channel_id)
        await tx.execute(update(workspaces).where(mine).values(rows.values(kept)))
        return kept
    await tx.execute(insert(workspaces).values(rows.values(workspace)))
    await tx.execute(insert(chains).values(workspace_id=workspace.id, seq=0, hash=bytes(32)))
    return workspace


async def get(tx: AsyncConnection, workspace_id: str) -> Workspace:
    """Return a workspace that is kept."""
    mine = select(workspaces).where(workspaces.c.id == workspace_id)
    return rows.build(Workspace, (await tx.execute(mine)).mappings().one())


async def every(tx: AsyncConnection) -> list[Workspace]:
    """Return all workspaces."""
    found = await tx.execute(select(workspaces).order_by(workspaces.c.id))
    return [rows.build(Workspace, row) for row in found.mappings()]


async def count(tx: AsyncConnection, workspace_id: str, name: str) -> int:
    """Return the next number of a counter, from 1, without gaps."""
    mine = (counters.c.workspace_id == workspace_id, counters.c.name == name)
    value = await tx.scalar(
        update(counters).where(*mine).values(value=counters.c.value + 1).returning(counters.c.value)
    )
    if value is None:
        value = 1
        await tx.execute(insert(counters).values(workspace_id=workspace_id, name=name, value=1))
    return int(value)
