"""The outbox: what goes to colleagues. What goes to customers is put in by `storage.outward`.

A message is frozen when it is queued. A view stores only its key and is rendered from the state
at the moment of sending, so a refresh that waits stands for all that came after it.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.alert import Alert, Service
from domain.incident import Incident
from domain.words import Blocks, InternalMessage
from storage.customers import owner_of
from storage.outbox_rows import OPEN, Kind, State, Urgency, put
from storage.tables import outbox


@dataclass(frozen=True)
class Address:
    """Where an answer to one person goes: a response_url, or ephemerally into a channel.

    direct: the channel is their direct messages with Onus, where an answer stays.
    """

    channel_id: str
    user_id: str
    thread_ts: str | None = None
    respond_url: str | None = None
    replace_original: bool = False
    direct: bool = False


@dataclass(frozen=True)
class File:
    """A file for colleagues. comment: what stands above it, in mrkdwn."""

    name: str
    content: str
    comment: str


class InternalWordsError(Exception):
    """Internal words were put up for a customer's channel: a defect, stopped here."""


async def post(  # keyword-only, the particulars of a message
    tx: AsyncConnection,
    workspace_id: str,
    *,
    channel_id: str,
    message: InternalMessage,
    now: datetime,
    reply_to: str | None = None,
    thread_ts: str | None = None,
    incident: int | None = None,
) -> str:
    """Queue a message for colleagues; return its delivery id.

    reply_to: the delivery, or thread_ts: Slack's ts of the message, whose thread it stands in.

    Raises InternalWordsError where the channel is a customer's.
    """
    await _refuse_customers(tx, workspace_id, channel_id)
    return await put(
        tx,
        workspace_id,
        kind=Kind.POST,
        urgency=Urgency.POST,
        stream=f"{channel_id}/{reply_to or thread_ts or ''}",
        channel_id=channel_id,
        reply_to=reply_to,
        thread_ts=thread_ts,
        text=message.text,
        blocks=message.blocks,
        incident=incident,
        queued_at=now,
    )


async def words_of(
    tx: AsyncConnection, workspace_id: str, delivery_id: str, *, channel_id: str
) -> str | None:
    """Return what a post says, None where it went to another channel."""
    mine = (
        outbox.c.workspace_id == workspace_id,
        outbox.c.id == delivery_id,
        outbox.c.channel_id == channel_id,
    )
    text: str | None = await tx.scalar(select(outbox.c.text).where(*mine))
    return text


async def reword(tx: AsyncConnection, delivery_id: str, message: InternalMessage) -> None:
    """Put other words into a post that was queued in this very transaction."""
    words = {"text": message.text, "blocks": list(message.blocks)}
    await tx.execute(update(outbox).where(outbox.c.id == delivery_id).values(**words))


async def unshare(tx: AsyncConnection, before: Incident, *, target: str, now: datetime) -> None:
    """Queue the deletion of a file that was posted into an incident's thread, after its upload."""
    await put(
        tx,
        before.workspace_id,
        kind=Kind.UNSHARE,
        urgency=Urgency.VIEW,
        stream=f"{before.channel_id}/{before.card_id}",
        channel_id=before.channel_id,
        target=target,
        incident=before.number,
        queued_at=now,
    )


async def hasten(tx: AsyncConnection, delivery_id: str) -> None:
    """Have a message go before the notices that are queued: it says how far they are."""
    await tx.execute(
        update(outbox).where(outbox.c.id == delivery_id).values(urgency=Urgency.ANSWER)
    )


async def replace_post(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    target: str,
    channel_id: str,
    message: InternalMessage,
    now: datetime,
    incident: int | None = None,
    stream: str = "",
) -> None:
    """Queue other words in place of an earlier post for colleagues, and of words that wait.

    stream: what else changes that post, so that this comes after it.
    """
    stream = stream or f"update/{target}"
    same = (
        outbox.c.workspace_id == workspace_id,
        outbox.c.stream == stream,
        outbox.c.target == target,
        _queued(),
    )
    overtaken = update(outbox).where(*same).values(state=State.SUPERSEDED)
    await tx.execute(overtaken)
    await put(
        tx,
        workspace_id,
        kind=Kind.UPDATE,
        urgency=Urgency.VIEW,
        stream=stream,
        channel_id=channel_id,
        target=target,
        text=message.text,
        blocks=message.blocks,
        incident=incident,
        queued_at=now,
    )


async def answer(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    to: Address,
    message: InternalMessage,
    now: datetime,
) -> str:
    """Queue an answer that one person sees; return its delivery id."""
    alone = Kind.POST if to.direct else Kind.EPHEMERAL
    return await put(
        tx,
        workspace_id,
        kind=Kind.RESPOND if to.respond_url else alone,
        urgency=Urgency.ANSWER,
        stream=f"answer/{to.user_id}",
        channel_id=to.channel_id,
        user_id=to.user_id,
        thread_ts=to.thread_ts,
        respond_url=to.respond_url,
        target="original" if to.replace_original else None,
        text=message.text,
        blocks=message.blocks,
        queued_at=now,
    )


async def direct(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    user_id: str,
    message: InternalMessage,
    now: datetime,
    incident: int | None = None,
) -> str:
    """Queue a message to one person; return its delivery id.

    Their channel with Onus is opened when it is sent: until then the row names the person.
    """
    return await put(
        tx,
        workspace_id,
        kind=Kind.POST,
        urgency=Urgency.NOTICE,
        stream=f"direct/{user_id}",
        channel_id=user_id,
        user_id=user_id,
        text=message.text,
        blocks=message.blocks,
        incident=incident,
        queued_at=now,
    )


async def file(  # keyword-only, the particulars of a file
    tx: AsyncConnection,
    workspace_id: str,
    *,
    channel_id: str,
    attached: File,
    now: datetime,
    incident: int | None = None,
    reply_to: str | None = None,
    user_id: str | None = None,
) -> str:
    """Queue a file for colleagues; return its delivery id.

    user_id: whom alone it is for, in their channel with Onus, which is opened when it is sent: the
    channel is named by the person until then.

    Raises InternalWordsError where the channel is a customer's.
    """
    await _refuse_customers(tx, workspace_id, channel_id)
    return await put(
        tx,
        workspace_id,
        kind=Kind.FILE,
        urgency=Urgency.POST,
        stream=f"direct/{user_id}" if user_id else f"{channel_id}/{reply_to}",
        channel_id=channel_id,
        user_id=user_id,
        reply_to=reply_to,
        text=attached.comment,
        filename=attached.name,
        content=attached.content,
        incident=incident,
        queued_at=now,
    )


async def alert(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    service: Service,
    told: Alert,
    incident: int,
    now: datetime,
) -> str:
    """Queue an alert to a paging service, behind earlier ones of its page; return its id."""
    return await put(
        tx,
        workspace_id,
        kind=Kind.ALERT,
        urgency=Urgency.NOTICE,
        stream=f"{service}/{told.key}",
        channel_id=service,
        content=json.dumps(asdict(told)),
        incident=incident,
        queued_at=now,
    )


async def home(
    tx: AsyncConnection, workspace_id: str, *, user_id: str, blocks: Blocks, now: datetime
) -> str:
    """Queue what somebody's App Home shows from now on; return its delivery id."""
    return await put(
        tx,
        workspace_id,
        kind=Kind.HOME,
        urgency=Urgency.ANSWER,
        stream=f"home/{user_id}",
        channel_id="home",
        user_id=user_id,
        blocks=blocks,
        queued_at=now,
    )


async def first_view(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    view: str,
    delivery_id: str,
    channel_id: str,
    incident: int,
    now: datetime,
) -> None:
    """Queue a view's first appearance in a channel, under an id that its refreshes will name.

    Raises InternalWordsError where the channel is a customer's.
    """
    await _refuse_customers(tx, workspace_id, channel_id)
    await put(
        tx,
        workspace_id,
        id=delivery_id,
        kind=Kind.POST,
        urgency=Urgency.POST,
        stream=f"{channel_id}/",
        channel_id=channel_id,
        view=view,
        incident=incident,
        queued_at=now,
    )


async def refresh_view(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    view: str,
    target: str,
    channel_id: str,
    incident: int,
    now: datetime,
) -> None:
    """Queue a refresh of a view, unless one waits already."""
    same = (
        outbox.c.workspace_id == workspace_id,
        outbox.c.stream == f"view/{view}",
        _queued(),
    )
    if await tx.scalar(select(outbox.c.id).where(*same).with_for_update()):
        return  # locked, so that it is not sent before what it is to show has been committed
    await put(
        tx,
        workspace_id,
        kind=Kind.UPDATE,
        urgency=Urgency.VIEW,
        stream=f"view/{view}",
        channel_id=channel_id,
        view=view,
        target=target,
        incident=incident,
        queued_at=now,
    )


def _queued() -> ColumnElement[bool]:
    return and_(outbox.c.state.in_(OPEN), outbox.c.state == State.QUEUED)


async def room(
    tx: AsyncConnection,
    incident: Incident,
    *,
    kind: Kind,
    now: datetime,
    name: str = "",
    user_id: str | None = None,
) -> None:
    """Queue the making of the incident's own channel, or that somebody comes in or goes."""
    await put(
        tx,
        incident.workspace_id,
        kind=kind,
        urgency=Urgency.POST,
        stream=f"{incident.channel_id}/",
        channel_id=incident.channel_id,
        user_id=user_id,
        text=name,
        incident=incident.number,
        queued_at=now,
    )


async def _refuse_customers(tx: AsyncConnection, workspace_id: str, channel_id: str) -> None:
    if await owner_of(tx, workspace_id, channel_id):
        raise InternalWordsError(channel_id)
