"""The outbox: what goes where. Putting in is here; sending is `storage.deliveries` and `bot`.

A message is frozen when it is queued. A view stores only its key and is rendered from the state
at the moment of sending, so a refresh that waits stands for all that came after it.
"""

import json
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.alert import Alert, Service
from domain.customers import Recipient
from domain.incident import Incident
from domain.letter import Letter, letter, planned_letter, test_letter
from domain.maintenance import Maintenance
from domain.ways import Way
from domain.words import Blocks, InternalMessage, PublicMessage
from storage.customers import owner_of
from storage.news import News, bring
from storage.outages import Notice
from storage.tables import outbox


class Kind(StrEnum):
    """How a row reaches Slack, and so how it is settled after a crash."""

    POST = "post"  # chat.postMessage: looked up by its delivery id before it is sent again
    FILE = "file"  # uploaded, then shared: asked for by its id before it is uploaded again
    UNSHARE = "unshare"  # files.delete of the target's file: repeated, "not there" is done
    UPDATE = "update"  # chat.update of the target: repeated
    HOME = "home"  # views.publish: repeated
    EPHEMERAL = "ephemeral"  # chat.postEphemeral: repeated, leaves no trace to look up
    RESPOND = "respond"  # a response_url: repeated
    CREATE = "create"  # a private channel: repeated, "already there" is done
    INVITE = "invite"  # of a person to it: as above
    REMOVE = "remove"  # of a person from it: repeated, "not there" is done
    ALERT = "alert"  # to a paging service: repeated, under a key that it knows again
    MAIL = "mail"  # an e-mail: repeated under the same Message-ID
    WEBHOOK = "webhook"  # a call of a customer's address: repeated under the same id


LOOKED_UP = (Kind.POST, Kind.FILE)
"""What must not be sent twice: after an unclear answer it is looked up before it is sent again."""

LETTERS = (Kind.MAIL, Kind.WEBHOOK)
"""What goes by other ways than Slack."""


def way_of(kind: Kind) -> Way:
    """Return the way by which such a row goes."""
    return Way(kind) if kind in LETTERS else Way.SLACK


class Urgency(IntEnum):
    """What goes first where all could go."""

    ANSWER = 0
    NOTICE = 1
    POST = 2
    VIEW = 3


class State(StrEnum):
    """Where a row stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"  # goes nowhere until it is released
    ASKED = "asked"  # a stranger reads there: goes nowhere until somebody says so
    STOPPED = "stopped"  # was held, and goes nowhere at all
    SUPERSEDED = "superseded"  # never went: what came after it says more


# Written out in the statement, so that the databases see that the index of these rows serves.
OPEN: BindParameter[list[State]] = bindparam(
    "open", [State.QUEUED, State.SENDING], expanding=True, literal_execute=True
)
"""The states of what is still to go."""


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


def new_id() -> str:
    """Return a fresh delivery id."""
    return str(uuid.uuid4())


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
    return await _put(
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
    await _put(
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
    await _put(
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


async def notice(
    tx: AsyncConnection,
    sent: Notice,
    *,
    recipient: Recipient,
    reply_to: str | None,
    now: datetime,
    promised_at: datetime | None = None,
    held: bool = False,
) -> str:
    """Queue a notice for a customer's channel or other way, to go now or when it is released.

    Returns its delivery id.

    reply_to: the delivery that began the outage's thread there. promised_at: the minute that
    customers were promised.
    """
    message = sent.words_for(recipient.customer_id)
    if recipient.way in (Way.SLACK, Way.DIRECT):
        columns = _posted(message, recipient, reply_to)
    else:
        words = letter(sent.outage, sent.change, message, reference=sent.reference, now=now)
        columns = _as_letter(words, recipient)
    return await _put(
        tx,
        sent.workspace_id,
        **columns,
        urgency=Urgency.NOTICE,
        customer_id=recipient.customer_id,
        notice_id=sent.id,
        incident=sent.incident,
        promised_at=promised_at,
        queued_at=now,
        state=State.HELD if held else State.QUEUED,
    )


def _posted(words: PublicMessage, recipient: Recipient, reply_to: str | None) -> dict[str, Any]:
    return {
        "kind": Kind.POST,
        "stream": f"{recipient.channel_id}/{reply_to or ''}",
        "channel_id": recipient.channel_id,
        "user_id": recipient.channel_id if recipient.way is Way.DIRECT else None,
        "reply_to": reply_to,
        "text": words.text,
        "blocks": words.blocks,
    }


def _as_letter(words: Letter, recipient: Recipient) -> dict[str, Any]:
    """Return a letter's columns: what goes to one address about one outage keeps its order."""
    about = uuid.uuid5(uuid.NAMESPACE_URL, recipient.address)
    return {
        "kind": Kind(recipient.way),
        "stream": f"{recipient.way}/{words.data['reference']}/{about}",
        "channel_id": str(recipient.way),
        "address": recipient.address,
        "text": words.text,
        "content": json.dumps({"subject": words.subject, **words.data}),
    }


async def test(
    tx: AsyncConnection,
    workspace_id: str,
    recipient: Recipient,
    *,
    message: PublicMessage,
    now: datetime,
) -> str:
    """Queue a test message for one way to a customer; return its delivery id."""
    if recipient.way is Way.SLACK:
        columns = _posted(message, recipient, None)
    else:
        columns = _as_letter(test_letter(message), recipient)
    return await _put(
        tx,
        workspace_id,
        **columns,
        urgency=Urgency.POST,
        customer_id=recipient.customer_id,
        queued_at=now,
    )


async def stop(tx: AsyncConnection, workspace_id: str, ids: Collection[str]) -> int:
    """Have those of these rows that wait never leave; return how many."""
    waiting = (State.QUEUED, State.ASKED)
    which = outbox.c.id.in_(ids)
    return sum([await _turn(tx, workspace_id, state, State.STOPPED, which) for state in waiting])


async def planned(
    tx: AsyncConnection,
    plan: Maintenance,
    *,
    recipient: Recipient,
    message: PublicMessage,
    reply_to: str | None,
    now: datetime,
    promised_at: datetime | None = None,
) -> str:
    """Queue a message about a planned maintenance for a customer; return its delivery id.

    reply_to: the delivery that began its thread in that channel.
    """
    if recipient.way is Way.SLACK:
        columns = _posted(message, recipient, reply_to)
    else:
        columns = _as_letter(planned_letter(plan, message), recipient)
    return await _put(
        tx,
        plan.workspace_id,
        **columns,
        urgency=Urgency.NOTICE,
        customer_id=recipient.customer_id,
        maintenance=plan.reference,
        promised_at=promised_at,
        queued_at=now,
    )


async def hold_notices(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Hold back an incident's notices that have not left yet; return how many."""
    which = (outbox.c.incident == incident, outbox.c.notice_id.is_not(None))
    return await _turn(tx, workspace_id, State.QUEUED, State.HELD, *which)


async def release_notices(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Let an incident's notices go that were held back; return how many."""
    return await _turn(tx, workspace_id, State.HELD, State.QUEUED, outbox.c.incident == incident)


async def release_notice(tx: AsyncConnection, workspace_id: str, notice_id: str) -> int:
    """Let one notice go that was held back; return to how many channels."""
    return await _turn(tx, workspace_id, State.HELD, State.QUEUED, outbox.c.notice_id == notice_id)


async def stop_notice(tx: AsyncConnection, workspace_id: str, notice_id: str) -> int:
    """Have a notice that is held back never leave; return for how many channels."""
    return await _turn(tx, workspace_id, State.HELD, State.STOPPED, outbox.c.notice_id == notice_id)


async def stop_customer(
    tx: AsyncConnection, workspace_id: str, incident: int, customer_id: str
) -> int:
    """Have what waits for one customer of an incident never leave; return how many messages."""
    which = (
        outbox.c.incident == incident,
        outbox.c.customer_id == customer_id,
        outbox.c.kind != Kind.UPDATE,  # what it has read may be put right
    )
    waiting = (State.QUEUED, State.HELD, State.ASKED, State.FAILED)
    return sum([await _turn(tx, workspace_id, state, State.STOPPED, *which) for state in waiting])


async def _turn(
    tx: AsyncConnection, workspace_id: str, before: State, after: State, *which: ColumnElement[bool]
) -> int:
    bring(tx, News.QUEUED)
    mine = (outbox.c.workspace_id == workspace_id, outbox.c.state == before)
    return int((await tx.execute(update(outbox).where(*mine, *which).values(state=after))).rowcount)


async def amend(
    tx: AsyncConnection,
    amendment: Notice,
    *,
    of: str,
    now: datetime,
    but: Collection[str] = (),
) -> None:
    """Put other words in place of a notice: before it leaves where it waits, else by an edit.

    One that is queued gets both: it may be leaving at this moment. but: the customers, by their
    ids, with whom it stays as it is.
    """
    mine = (outbox.c.workspace_id == amendment.workspace_id, outbox.c.notice_id == of)
    theirs = outbox.c.customer_id.not_in(but)
    posts = select(outbox).where(*mine, theirs, outbox.c.kind == Kind.POST).with_for_update()
    for row in (await tx.execute(posts)).mappings():
        edit = amendment.edit_for(row["customer_id"])
        words = {"text": edit.text, "blocks": list(edit.blocks)}
        if row["state"] not in (State.SENDING, State.SENT):
            await tx.execute(update(outbox).where(outbox.c.id == row["id"]).values(words))
        if row["state"] not in (State.QUEUED, State.SENDING, State.SENT):
            continue
        await _put(
            tx,
            amendment.workspace_id,
            kind=Kind.UPDATE,
            urgency=Urgency.NOTICE,
            stream=f"update/{row['id']}",
            channel_id=row["channel_id"],
            target=row["id"],
            customer_id=row["customer_id"],
            text=edit.text,
            blocks=edit.blocks,
            notice_id=amendment.id,
            incident=amendment.incident,
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
    return await _put(
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
    return await _put(
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
    return await _put(
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
    return await _put(
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
    return await _put(
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
    await _put(
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
    await _put(
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
    await _put(
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


async def _put(
    tx: AsyncConnection,
    workspace_id: str,
    *,
    text: str = "",
    blocks: Blocks = (),
    queued_at: datetime,
    **columns: Any,  # noqa: ANN401  # the row's other columns
) -> str:
    bring(tx, News.QUEUED)
    row = {"id": new_id(), "state": State.QUEUED, **columns}
    await tx.execute(
        insert(outbox).values(
            workspace_id=workspace_id,
            attempts=0,
            text=text,
            blocks=list(blocks),
            queued_at=queued_at,
            **row,
        )
    )
    return str(row["id"])
