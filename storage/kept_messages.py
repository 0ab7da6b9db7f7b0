"""Messages that were put on a timeline: what becomes of them in Slack is followed."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rows
from storage.tables import kept_messages as table


@dataclass(frozen=True)
class KeptMessage:
    """A message as it was last known. digest: of its words, which stand in the journal alone."""

    workspace_id: str
    channel_id: str
    ts: str
    incident: int
    author: str
    digest: bytes


def digest_of(words: str) -> bytes:
    """Return the digest by which a change of the words shows."""
    return hashlib.sha256(words.encode()).digest()


async def put(tx: AsyncConnection, kept: KeptMessage) -> None:
    """Follow it from now on, as it is now."""
    await tx.execute(delete(table).where(*_same(kept), table.c.incident == kept.incident))
    await tx.execute(insert(table).values(rows.values(kept)))


async def of_message(
    tx: AsyncConnection, workspace_id: str, *, channel_id: str, ts: str
) -> list[KeptMessage]:
    """Return it for each incident on whose timeline it stands."""
    mine = (
        table.c.workspace_id == workspace_id,
        table.c.channel_id == channel_id,
        table.c.ts == ts,
    )
    found = await tx.execute(select(table).where(*mine).order_by(table.c.incident))
    return [rows.build(KeptMessage, row) for row in found.mappings()]


async def changed(tx: AsyncConnection, kept: KeptMessage, *, digest: bytes) -> None:
    """Keep that its words are others now."""
    await tx.execute(update(table).where(*_same(kept)).values(digest=digest))


async def gone(tx: AsyncConnection, kept: KeptMessage) -> None:
    """Follow it no more: it was deleted."""
    await tx.execute(delete(table).where(*_same(kept)))


def _same(kept: KeptMessage) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.workspace_id == kept.workspace_id,
        table.c.channel_id == kept.channel_id,
        table.c.ts == kept.ts,
    )
