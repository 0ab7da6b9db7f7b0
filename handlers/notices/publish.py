"""From a draft to its preview, and from a confirmed notice to its deliveries and its commitment."""

from domain import outage as decide
from domain.customers import Recipient
from domain.incident import Incident
from domain.outage import Change, Outage
from domain.words import InternalMessage, PublicMessage
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.mrkdwn import echo, escape
from handlers.kit.turn import Turn
from handlers.notices.freeze import refuse_frozen
from handlers.notices.promise import keep_and_promise
from storage import outages, outbox
from storage.outages import Notice
from storage.outbox import new_id


def preview(notice: Notice, *, timezone: str) -> InternalMessage:
    """Show exactly what will go, and to whom; the times as their typist meant them."""
    to = named(notice.recipients)
    count = len({recipient.customer_id for recipient in notice.recipients})
    line = f"INC-{notice.incident} confirm {notice.id}"
    discard = f"INC-{notice.incident} discard {notice.id}"
    top = f"*Preview: not sent yet.* It goes to {to}."
    times = meant(notice, timezone=timezone)
    return InternalMessage(
        f"{top}\n{notice.message.text}\n{times}\nSend it: `/incident {line}`",
        (
            blocks.section(top),
            blocks.divider(),
            *notice.message.blocks,
            blocks.divider(),
            blocks.context(times),
            blocks.actions(
                button(
                    f"Send to {count} customer{'s' if count > 1 else ''}",
                    command="incident",
                    line=line,
                    style="primary",
                ),
                button("Discard", command="incident", line=discard),
            ),
        ),
    )


def meant(notice: Notice, *, timezone: str) -> str:
    """Say what the notice commits to, and what of it stays inside."""
    change, now = notice.change, notice.drafted_at
    parts = []
    if change.estimate:
        parts.append(f"Estimate: {echo(change.estimate, now=now, timezone=timezone)}")
    if notice.kind is decide.NoticeKind.CLEARED:
        parts.append("What the others were promised stays promised")
    elif change.next_update_at:
        due = echo(change.next_update_at, now=now, timezone=timezone)
        parts.append(f"Promised: the next update by {due}; without one, a holding statement goes")
    elif notice.kind is decide.NoticeKind.NEWCOMER:
        parts.append("It promises no time, since none is promised to the others")
    else:
        parts.append("It ends the promises: no further update is due")
    if change.reason:
        parts.append(f"The reason stays inside: {escape(change.reason)}")
    return ". ".join(parts) + "."


def sent(notice: Notice) -> InternalMessage:
    """Tell who confirmed."""
    return InternalMessage(f":loudspeaker: On its way to {named(notice.recipients)}.")


def named(recipients: tuple[Recipient, ...]) -> str:
    """Name customers with their channels."""
    return ", ".join(f"{escape(one.name)} in <#{one.channel_id}>" for one in recipients)


async def draft(
    turn: Turn,
    outage: Outage,
    change: Change,
    message: PublicMessage,
    recipients: tuple[Recipient, ...],
) -> Notice:
    """Keep exactly these words for exactly these recipients until somebody confirms."""
    notice = Notice(
        workspace_id=turn.office.id,
        id=new_id(),
        incident=outage.incident,
        reference=outage.reference,
        kind=change.kind,
        state="draft",
        message=message,
        change=change,
        outage=outage,
        outage_version=outage.version,
        recipients=recipients,
        drafted_by=turn.person.user_id,
        drafted_at=turn.now,
    )
    await outages.draft(turn.tx, notice)
    return notice


async def publish(
    turn: Turn,
    incident: Incident,
    outage: Outage,
    notice: Notice,
) -> None:
    """Queue a notice for every recipient, and set what it commits to; all in this transaction.

    outage: as it was before. Whatever keeps its promise says so when it is sent too late for it.

    Raises OutageError where the incident's words are frozen.
    """
    await refuse_frozen(turn, incident)
    first = notice.kind is decide.NoticeKind.OUTAGE
    promised_at = None if first else outage.awaited_at
    names = tuple(dict.fromkeys(recipient.name for recipient in notice.recipients))
    by = turn.person.user_id
    decision = decide.apply(outage, notice.change, by=by, now=turn.now, told=names)
    if first:
        await outages.add(turn.tx, decision.outage)
    else:
        await outages.save(turn.tx, decision.outage)
    await outages.settle_notice(turn.tx, notice, state="queued", by=by, now=turn.now)
    roots = await outages.roots(turn.tx, turn.office.id, outage.reference)
    for recipient in notice.recipients:
        await outbox.notice(
            turn.tx,
            notice,
            recipient=recipient,
            reply_to=roots.get(recipient.channel_id),
            now=turn.now,
            promised_at=promised_at,
        )
    await keep_and_promise(turn, incident, decision.outage, notice)
    await turn.tell(incident, decision.fact)
