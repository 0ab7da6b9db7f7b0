"""Customers' threads: where each read first of an outage, found by what Slack calls the message."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.customers import Recipient
from domain.outage import Outage
from storage import outages
from storage.tables import outbox


@dataclass(frozen=True)
class Thread:
    """A customer's thread. root: the delivery that began it; outage: as it is now."""

    root: str
    outage: Outage
    recipient: Recipient


async def of_message(
    tx: AsyncConnection, workspace_id: str, *, channel_id: str, ts: str
) -> Thread | None:
    """Return the thread that the message with that ts began, None where it is of no outage."""
    mine = (
        outbox.c.workspace_id == workspace_id,
        outbox.c.channel_id == channel_id,
        outbox.c.ts == ts,
        outbox.c.notice_id.is_not(None),
    )
    row = (
        await tx.execute(select(outbox.c.id, outbox.c.notice_id, outbox.c.customer_id).where(*mine))
    ).first()
    if row is None:
        return None
    notice = await outages.get_notice(tx, workspace_id, row.notice_id)
    assert notice, "a notice is never deleted"
    outage = await outages.get(tx, workspace_id, notice.reference)
    if outage is None:
        return None
    name = next(one.name for one in notice.recipients if one.customer_id == row.customer_id)
    return Thread(row.id, outage, Recipient(row.customer_id, name, channel_id))
