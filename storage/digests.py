"""Digests of channels, and what all colleagues may read in one."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.digest import Digest
from domain.incident import Incident
from storage import rows
from storage.incidents import real
from storage.tables import digests, incidents


async def put(tx: AsyncConnection, digest: Digest) -> None:
    """Keep a channel's digest, in place of the one that it had."""
    await remove(tx, digest)
    await tx.execute(insert(digests).values(rows.values(digest)))


async def remove(tx: AsyncConnection, digest: Digest) -> None:
    """Forget a channel's digest."""
    mine = (
        digests.c.workspace_id == digest.workspace_id,
        digests.c.channel_id == digest.channel_id,
    )
    await tx.execute(delete(digests).where(*mine))


async def every(tx: AsyncConnection, workspace_id: str) -> list[Digest]:
    """Return all digests, in the order of their channels."""
    mine = digests.c.workspace_id == workspace_id
    found = await tx.execute(select(digests).where(mine).order_by(digests.c.channel_id))
    return [rows.build(Digest, row) for row in found.mappings()]


async def of_channel(tx: AsyncConnection, workspace_id: str, channel_id: str) -> Digest | None:
    """Return a channel's digest, None where it has none."""
    mine = (digests.c.workspace_id == workspace_id, digests.c.channel_id == channel_id)
    row = (await tx.execute(select(digests).where(*mine))).mappings().first()
    return rows.build(Digest, row) if row else None


async def open_ones(tx: AsyncConnection, workspace_id: str) -> list[Incident]:
    """Return the open incidents, without restricted ones and drills, the worst first."""
    return await _told(tx, workspace_id, incidents.c.closed_at.is_(None))


async def closed_since(tx: AsyncConnection, workspace_id: str, since: datetime) -> list[Incident]:
    """Return the incidents closed since, without restricted ones and drills, the worst first."""
    return await _told(tx, workspace_id, incidents.c.closed_at > since)


async def _told(
    tx: AsyncConnection, workspace_id: str, which: ColumnElement[bool]
) -> list[Incident]:
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.restricted.is_(False), real())
    worst = (incidents.c.severity, incidents.c.number)
    found = await tx.execute(select(incidents).where(*mine, which).order_by(*worst))
    return [rows.build(Incident, row) for row in found.mappings()]
