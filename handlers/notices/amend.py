"""`/incident correct` and `withdraw`: what customers read wrongly is put right, or taken away."""

from dataclasses import replace

from domain import amendment
from domain.customers import Customer
from domain.incident import Incident
from domain.outage import Change, NoticeKind, Outage, OutageError
from domain.people import Act
from domain.ways import Way
from domain.words import Checked, InternalMessage, PublicMessage, outbound_check
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import Worded, compose, worded
from handlers.kit.forms import form
from handlers.kit.inside import inside
from handlers.kit.notice_words import corrected, withdrawn
from handlers.kit.templates import Style
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.withheld import withheld
from handlers.notices.fan_out import follow
from handlers.notices.freeze import refuse_frozen
from handlers.notices.hush import hush, hushed
from handlers.notices.meant import told
from handlers.notices.preview import preview
from handlers.notices.publish import found
from handlers.notices.recall import amend_letters, saying
from storage import customers, outages, outward
from storage.outages import Notice
from storage.outbox_rows import new_id


def correct_form(request: Request) -> Block:
    """Return the form that the bare verb opens."""
    text = blocks.text_input("text", "What should the latest message say?", long=True)
    return form(request, "Correct", text, submit="Preview")


def withdraw_form(request: Request) -> Block:
    """Return the form that the bare verb opens."""
    why = blocks.text_input("text", "Why? It stays inside.")
    return form(request, "Withdraw", why, submit="Preview")


async def correct(turn: Turn, request: Request) -> InternalMessage:
    """Draft other words for the latest notice with somebody's words, and show them."""
    incident = await which(turn, request)
    wrong, outage = await _latest(turn, incident, amendment.CORRECTABLE)
    not_said = await inside(turn, incident, await told(turn, outage))
    checked = outbound_check(request.text, inside=not_said, field="correction")
    change = Change(
        NoticeKind.CORRECTION, outage.awaited_at, text=checked.text, corrects_at=wrong.confirmed_at
    )
    readers = await _readers(turn, wrong)
    after = amendment.corrected(outage, change, of=wrong.kind)
    words = compose(turn, after, change, readers, now=turn.now)
    edits = _edits(turn, wrong, change, readers)
    notice = await _draft(turn, wrong, outage, change, words, edits, checked)
    return preview(notice, timezone=turn.person.timezone, checked=checked)


async def withdraw(turn: Turn, request: Request) -> InternalMessage:
    """Draft the end of the latest notice, and show what stands in its place."""
    incident = await which(turn, request)
    if not request.text:
        raise OutageError("Withdrawing needs a reason, for whoever reads the timeline.")
    wrong, outage = await _latest(turn, incident, amendment.WITHDRAWABLE)
    change = Change(
        NoticeKind.WITHDRAWAL, None, reason=request.text, corrects_at=wrong.confirmed_at
    )

    def say(style: Style) -> PublicMessage:
        return withdrawn(outage, then=wrong.drafted_at, now=turn.now, style=style)

    words = worded(turn.office.templates, await _readers(turn, wrong), say)
    notice = await _draft(turn, wrong, outage, change, words, words)
    return preview(notice, timezone=turn.person.timezone)


async def carry_out(
    turn: Turn, incident: Incident, outage: Outage, notice: Notice, *, anew: bool
) -> None:
    """Put the confirmed words in place of the wrong ones; a withdrawal goes also while frozen."""
    assert notice.corrects, "an amendment amends a notice"
    wrong = await outages.get_notice(turn.tx, turn.office.id, notice.corrects)
    assert wrong, "a notice is never deleted"
    by, now, change = turn.person.user_id, turn.now, notice.change
    left_out = await _left_out(turn, incident.number, change)
    posted = anew or notice.kind is NoticeKind.WITHDRAWAL
    state = "queued" if posted else "edited"
    await outages.settle_notice(turn.tx, notice, state=state, by=by, now=now)
    if notice.kind is NoticeKind.WITHDRAWAL:
        decision = amendment.withdraw(outage, change, of=wrong.kind, by=by, now=now)
        await outages.withdrawn(turn.tx, wrong)
    else:
        await refuse_frozen(turn, incident)
        decision = amendment.correct(outage, change, of=wrong.kind, by=by, now=now, anew=anew)
        if anew:
            until = await hushed(turn, outage, notice.recipients)
            await _post_anew(turn, notice, left_out.union(until))
            await hush(turn, incident, outage, until)
    await outages.save(turn.tx, decision.outage)
    await outward.amend(turn.tx, notice, of=wrong.id, now=now, but=left_out)
    kept = await amend_letters(turn, notice, wrong, decision.outage, anew=posted, but=left_out)
    post_id = await turn.tell(incident, saying(decision.fact, kept))
    channels = len(notice.recipients)
    await follow(
        turn.tx, turn.office.id, notice.id, post_id=post_id, channels=channels, leaves_at=now
    )


async def _left_out(turn: Turn, incident: int, change: Change) -> frozenset[str]:
    """Return whom words are withheld from; taking words away is no word."""
    if change.kind is NoticeKind.WITHDRAWAL:
        return frozenset()
    return await withheld(turn, incident)


async def _post_anew(turn: Turn, notice: Notice, left_out: frozenset[str]) -> None:
    roots = await outages.roots(turn.tx, turn.office.id, notice.reference)
    for recipient in notice.recipients:
        if recipient.way is not Way.SLACK or recipient.customer_id in left_out:
            continue  # what went by letter is amended apart
        root = roots.get(recipient.channel_id)
        await outward.notice(turn.tx, notice, recipient=recipient, reply_to=root, now=turn.now)


async def _latest(
    turn: Turn, incident: Incident, kinds: tuple[NoticeKind, ...]
) -> tuple[Notice, Outage]:
    """Return the latest notice of these kinds, and its outage as it is now."""
    found = await outages.latest_published(turn.tx, turn.office.id, incident.number, kinds=kinds)
    outage = await outages.get(turn.tx, turn.office.id, found.reference) if found else None
    if found is None or outage is None:
        raise OutageError(
            f"Customers have read nothing of {incident.name} that could be changed.",
            instead=(f"/incident {incident.name} timeline",),
        )
    return found, outage


async def _readers(turn: Turn, wrong: Notice) -> tuple[Customer, ...]:
    """Return the customers that read it, as they are now."""
    read = {recipient.customer_id for recipient in wrong.recipients}
    every = await customers.every(turn.tx, turn.office.id)
    return tuple(customer for customer in every if customer.id in read)


def _edits(turn: Turn, wrong: Notice, change: Change, readers: tuple[Customer, ...]) -> Worded:
    """Return the wrong notice with the right text in it, as it was for each of its readers."""
    before = amendment.corrected(wrong.before, change, of=wrong.kind)
    meant = replace(wrong.change, text=change.text)

    def say(style: Style) -> PublicMessage:
        return corrected(before, meant, then=wrong.drafted_at, now=turn.now, style=style)

    return worded(turn.office.templates, readers, say)


async def _draft(  # one a particular of the amendment
    turn: Turn,
    wrong: Notice,
    outage: Outage,
    change: Change,
    words: Worded,
    edits: Worded,
    checked: Checked | None = None,
) -> Notice:
    left_out = await _left_out(turn, outage.incident, change)
    notice = Notice(
        workspace_id=turn.office.id,
        id=new_id(),
        incident=outage.incident,
        reference=outage.reference,
        kind=change.kind,
        state="draft",
        message=words.message,
        own=words.own,
        faults=tuple(dict.fromkeys((*words.faults, *edits.faults))),
        change=change,
        outage=outage,
        outage_version=outage.version,
        recipients=tuple(one for one in wrong.recipients if one.customer_id not in left_out),
        drafted_by=turn.person.user_id,
        drafted_at=turn.now,
        corrects=wrong.id,
        edit=edits.message,
        own_edits=edits.own,
        finds=found(checked) if checked else (),
        by_two=change.kind in turn.office.by_two,
    )
    await outages.draft(turn.tx, notice)
    return notice


CORRECT = Verb(
    name="correct",
    usage="<text>",
    summary="put other words in place of the latest that customers read; a preview first",
    right=Act.TELL,
    do=correct,
    form=correct_form,
)
WITHDRAW = Verb(
    name="withdraw",
    usage="<reason>",
    summary="take the latest notice away in every channel; the reason stays inside",
    right=Act.TELL,
    do=withdraw,
    synonyms=("retract",),
    form=withdraw_form,
)
