"""What goes to customers, by the outbox: put in, held back, let go, put right, stopped."""

import json
import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.customers import Recipient
from domain.letter import Letter, letter, planned_letter, test_letter
from domain.maintenance import Maintenance
from domain.ways import Way
from domain.words import PublicMessage
from storage.news import News, bring
from storage.outages import Notice
from storage.outbox_rows import Kind, State, Urgency, put
from storage.tables import outbox


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
    return await put(
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
    return await put(
        tx,
        workspace_id,
        **columns,
        urgency=Urgency.POST,
        customer_id=recipient.customer_id,
        queued_at=now,
    )


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
    return await put(
        tx,
        plan.workspace_id,
        **columns,
        urgency=Urgency.NOTICE,
        customer_id=recipient.customer_id,
        maintenance=plan.reference,
        promised_at=promised_at,
        queued_at=now,
    )


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
        await put(
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


async def stop(tx: AsyncConnection, workspace_id: str, ids: Collection[str]) -> int:
    """Have those of these rows that wait never leave; return how many."""
    waiting = (State.QUEUED, State.ASKED)
    which = outbox.c.id.in_(ids)
    return sum([await _turn(tx, workspace_id, state, State.STOPPED, which) for state in waiting])


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
