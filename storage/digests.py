"""Digests of channels, and what all colleagues may read in one."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.digest import Digest
from domain.incident import Incident
from storage import rows
from storage.incidents import real
from storage.tables import digest_posts, digests, incidents


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


async def posted(
    tx: AsyncConnection, digest: Digest, *, post_id: str, named: Iterable[Incident]
) -> None:
    """Put down which incidents a message named."""
    values = [
        {
            "workspace_id": digest.workspace_id,
            "post_id": post_id,
            "incident": incident.number,
            "channel_id": digest.channel_id,
        }
        for incident in named
    ]
    if values:
        await tx.execute(insert(digest_posts), values)


async def take_posts(tx: AsyncConnection, workspace_id: str, incident: int) -> dict[str, str]:
    """Return the messages that named an incident, by their delivery ids their channels; once."""
    mine = (digest_posts.c.workspace_id == workspace_id, digest_posts.c.incident == incident)
    named = select(digest_posts.c.post_id, digest_posts.c.channel_id).where(*mine)
    found = {row.post_id: row.channel_id for row in await tx.execute(named)}
    await tx.execute(delete(digest_posts).where(*mine))
    return found


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
