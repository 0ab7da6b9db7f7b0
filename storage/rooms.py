"""Rooms: a channel of Onus's own making, from the wish for it to the day that Slack has made it.

Until then an id of our own stands for it, in the incident and in what waits to be sent there; what
is queued stays in one stream, behind the row that makes the room. Making it and inviting people
may be repeated: "already there" is done.
"""

import uuid
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.incident import Incident
from domain.words import InternalMessage
from storage import outbox as queue
from storage.deliveries import Delivery
from storage.outbox_rows import Kind, State
from storage.tables import incidents, outbox


def new_id() -> str:
    """Return an id that stands for a room until Slack gives it one."""
    return uuid.uuid4().hex


async def make(tx: AsyncConnection, incident: Incident, *, name: str, now: datetime) -> None:
    """Have the incident's room made, a private channel of that name."""
    await queue.room(tx, incident, kind=Kind.CREATE, name=name, now=now)


async def invite(tx: AsyncConnection, incident: Incident, *, user_id: str, now: datetime) -> None:
    """Have somebody invited to the incident's room."""
    await queue.room(tx, incident, kind=Kind.INVITE, user_id=user_id, now=now)


async def remove(tx: AsyncConnection, incident: Incident, *, user_id: str, now: datetime) -> None:
    """Have somebody taken out of the incident's room."""
    await queue.room(tx, incident, kind=Kind.REMOVE, user_id=user_id, now=now)


async def made(tx: AsyncConnection, delivery: Delivery, *, channel_id: str) -> None:
    """Put the channel that Slack has made in place of the id that stood for it."""
    await move(tx, delivery.workspace_id, delivery.channel_id, channel_id)


async def move(tx: AsyncConnection, workspace_id: str, before: str, after: str) -> None:
    """Have all that is, went or waits to go in a channel belong to the id that it has now."""
    held = (incidents.c.workspace_id == workspace_id, incidents.c.channel_id == before)
    grown = incidents.c.version + 1
    await tx.execute(update(incidents).where(*held).values(channel_id=after, version=grown))
    same = (outbox.c.workspace_id == workspace_id, outbox.c.channel_id == before)
    stream = func.replace(outbox.c.stream, before, after)
    await tx.execute(update(outbox).where(*same).values(channel_id=after, stream=stream))


async def leave(
    tx: AsyncConnection,
    before: Incident,
    after: Incident,
    *,
    instead: InternalMessage,
    now: datetime,
) -> None:
    """Take what waits to the incident's new room, and its words out of the old channel."""
    in_channel = (
        outbox.c.workspace_id == before.workspace_id,
        outbox.c.incident == before.number,
        outbox.c.channel_id == before.channel_id,
    )
    there = (*in_channel, outbox.c.kind.in_((Kind.POST, Kind.FILE)))
    unsent = (outbox.c.state == State.QUEUED, outbox.c.reply_to == before.card_id)
    moved = {
        "channel_id": after.channel_id,
        "reply_to": after.card_id,
        "stream": f"{after.channel_id}/{after.card_id}",
    }
    await tx.execute(update(outbox).where(*there, *unsent).values(moved))
    rendered = (outbox.c.state != State.SENT, outbox.c.view.is_not(None))
    neutral: dict[str, object] = {"view": None, "text": instead.text, "blocks": []}
    await tx.execute(update(outbox).where(*in_channel, *rendered).values(neutral))
    wanted = select(outbox.c.id, outbox.c.kind).where(*there, outbox.c.state != State.FAILED)
    for delivery_id, kind in (await tx.execute(wanted)).all():
        if kind == Kind.FILE:
            await queue.unshare(tx, before, target=delivery_id, now=now)
        await queue.replace_post(
            tx,
            before.workspace_id,
            target=delivery_id,
            channel_id=before.channel_id,
            message=instead,
            now=now,
            incident=before.number,
            stream=f"view/incident:{before.number}" if delivery_id == before.card_id else "",
        )
