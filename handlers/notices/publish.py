"""From a draft to a confirmed notice: its deliveries, and its commitment."""

from datetime import timedelta

from domain import outage as decide
from domain.customers import Recipient
from domain.incident import Incident
from domain.outage import Change, Outage
from domain.words import Checked
from handlers.kit.compose import Worded
from handlers.kit.mrkdwn import utc
from handlers.kit.overtaken import drop_overtaken
from handlers.kit.turn import Turn
from handlers.notices.fallback import await_slack
from handlers.notices.fan_out import follow
from handlers.notices.freeze import refuse_frozen
from handlers.notices.hush import hush, hushed
from handlers.notices.promise import keep_and_promise
from storage import outages, outward, timers
from storage.outages import Notice
from storage.outbox_rows import new_id
from storage.timers import Timer

STOPPABLE = "stoppable"


async def draft(
    turn: Turn,
    outage: Outage,
    change: Change,
    worded: Worded,
    recipients: tuple[Recipient, ...],
    *,
    checked: Checked | None = None,
    plan: str = "",
) -> Notice:
    """Keep exactly these words for exactly these recipients until somebody confirms.

    checked: what somebody wrote of it, with what it would tell. plan: the digest of the mitigation
    that it goes with.
    """
    notice = Notice(
        workspace_id=turn.office.id,
        id=new_id(),
        incident=outage.incident,
        reference=outage.reference,
        kind=change.kind,
        state="draft",
        message=worded.message,
        own=worded.own,
        faults=worded.faults,
        change=change,
        outage=outage,
        outage_version=outage.version,
        recipients=recipients,
        drafted_by=turn.person.user_id,
        drafted_at=turn.now,
        finds=found(checked) if checked else (),
        plan=plan,
        by_two=change.kind in turn.office.by_two,
        quiet=await _quiet(turn, outage, recipients),
    )
    await outages.draft(turn.tx, notice)
    return notice


async def _quiet(turn: Turn, outage: Outage, recipients: tuple[Recipient, ...]) -> tuple[str, ...]:
    """Name who hears nothing of it now, and until when."""
    until = await hushed(turn, outage, recipients)
    names = {one.customer_id: one.name for one in recipients}
    return tuple(f"{names[id_]} until {utc(at)}" for id_, at in until.items())


def found(checked: Checked) -> tuple[str, ...]:
    """Say what a text holds that belongs inside."""
    words = checked.text.words
    return tuple(f"{find.what} (“{words[find.start : find.end]}”)" for find in checked.finds)


async def publish(
    turn: Turn, incident: Incident, outage: Outage, notice: Notice, *, held: bool = False
) -> None:
    """Queue a notice for every recipient, and set what it commits to; all in this transaction.

    outage: as it was before. held: it can be stopped for some seconds first. Whatever keeps its
    promise says so when it is sent too late for it.

    Raises OutageError where the incident's words are frozen.
    """
    await refuse_frozen(turn, incident)
    first = notice.kind is decide.NoticeKind.OUTAGE
    promised_at = None if first else outage.awaited_at
    until = await hushed(turn, outage, notice.recipients)
    now_told = [one for one in notice.recipients if one.customer_id not in until]
    names = tuple(dict.fromkeys(recipient.name for recipient in now_told))
    by = turn.person.user_id
    decision = decide.apply(outage, notice.change, by=by, now=turn.now, told=names)
    if first:
        await outages.add(turn.tx, decision.outage)
    else:
        await outages.save(turn.tx, decision.outage)
    notice = await outages.settle_notice(turn.tx, notice, state="queued", by=by, now=turn.now)
    roots = await outages.roots(turn.tx, turn.office.id, outage.reference)
    for recipient in now_told:
        await outward.notice(
            turn.tx,
            notice,
            recipient=recipient,
            reply_to=roots.get(recipient.channel_id),
            now=turn.now,
            promised_at=promised_at,
            held=held,
        )
    await keep_and_promise(turn, incident, decision.outage, notice)
    await await_slack(turn, notice, promised_at=promised_at)
    post_id = await turn.tell(incident, decision.fact)
    await hush(turn, incident, decision.outage, until)
    await drop_overtaken(turn)
    await follow(
        turn.tx,
        turn.office.id,
        notice.id,
        post_id=post_id,
        channels=len(now_told),
        leaves_at=turn.now + (turn.office.stop_after if held else timedelta(0)),
    )
    if held:
        await _release_soon(turn, notice)


async def _release_soon(turn: Turn, notice: Notice) -> None:
    timer = Timer(
        workspace_id=turn.office.id,
        key=f"{STOPPABLE}:{notice.id}",
        kind=STOPPABLE,
        due_at=turn.now + turn.office.stop_after,
        body={"notice": notice.id, "incident": notice.incident},
    )
    await timers.put(turn.tx, timer)
