"""`confirm` and `discard`: what becomes of a preview."""

from domain.facts import Fact, FactKind, Value
from domain.incident import Incident
from domain.outage import TO_ONE, NoticeKind, Outage, OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices import affected, amend
from handlers.notices.announce import check_plan
from handlers.notices.meant import no_open_outage, recipients_of, told
from handlers.notices.preview import sent
from handlers.notices.publish import publish
from storage import outages
from storage.outages import Notice


def reason_form(request: Request) -> Block:
    """Return the form that asks why inside words go out."""
    why = blocks.text_input("anyway", "Why must customers read it like this?")
    return form(request, "Send anyway", why, submit="Send")


async def confirm(turn: Turn, request: Request) -> InternalMessage:
    """Send exactly what the preview showed, unless something has changed since.

    Without the preview's id, the person's latest draft is meant.
    """
    incident = await which(turn, request)
    notice_id, reason = _read(request)
    notice = await _drafted(turn, incident, notice_id)
    due = notice.change.next_update_at
    if due and due <= turn.now:
        raise OutageError(
            f"The preview promises an update by {due:%H:%M} UTC, which has passed. Type it anew."
        )
    outage = await _as_previewed(turn, request, notice)
    await check_plan(turn, incident, notice)
    _give_reason(turn, notice, reason)
    if notice.kind in TO_ONE:
        await affected.carry_out(turn, incident, outage, notice)
    elif notice.corrects:
        await amend.carry_out(turn, incident, outage, notice, anew=not request.value("quietly"))
    else:
        await publish(turn, incident, outage, notice, held=bool(turn.office.stop_after))
    return sent(notice, turn)


def _read(request: Request) -> tuple[str, str]:
    """Return the preview's id, which a form keeps in its line, and the reason for inside words."""
    notice_id = request.raw if request.via.form is not None else request.text
    return notice_id.strip(), request.value("anyway")


def _give_reason(turn: Turn, notice: Notice, reason: str) -> None:
    """Put down why inside words go out; raises OutageError where there is no reason."""
    if not notice.finds:
        return
    if not reason:
        raise OutageError(
            f"It would tell customers {'; '.join(notice.finds)}. Send it with a reason, or type it "
            "anew.",
            instead=(f"/incident INC-{notice.incident} confirm anyway <reason>",),
        )
    data: dict[str, Value] = {"finds": list(notice.finds), "reason": reason}
    by = turn.person.user_id
    turn.record(Fact(FactKind.NOTICE_OVERRIDDEN, by, turn.now, notice.incident, data))


async def discard(turn: Turn, request: Request) -> InternalMessage:
    """Throw the draft away."""
    incident = await which(turn, request)
    notice = await _drafted(turn, incident, request.text)
    by = turn.person.user_id
    await outages.settle_notice(turn.tx, notice, state="discarded", by=by, now=turn.now)
    turn.record(_discarded(incident, notice, turn))
    return InternalMessage("Discarded; nothing was sent.")


def _discarded(incident: Incident, notice: Notice, turn: Turn) -> Fact:
    return Fact(
        FactKind.NOTICE_DISCARDED,
        actor=turn.person.user_id,
        happened_at=turn.now,
        incident=incident.number,
        data={"notice": f"drafted {notice.kind} notice"},
    )


async def _drafted(turn: Turn, incident: Incident, notice_id: str) -> Notice:
    """Return the draft of that id, or the person's latest."""
    if notice_id:
        notice = await outages.get_notice(turn.tx, turn.office.id, notice_id)
    else:
        by = turn.person.user_id
        notice = await outages.latest_draft(turn.tx, turn.office.id, incident.number, by=by)
    if notice is None or notice.incident != incident.number:
        raise OutageError("There is no such preview.", instead=("/incident status",))
    if notice.state != "draft":
        done = "sent" if notice.state == "queued" else notice.state
        raise OutageError(f"This was {done} already, by {mention(notice.confirmed_by or '')}.")
    return notice


async def _as_previewed(turn: Turn, request: Request, notice: Notice) -> Outage:
    """Return the outage, refusing where it or its recipients differ from what was shown."""
    if notice.kind is NoticeKind.OUTAGE:
        await no_open_outage(turn, request)
        outage = notice.outage
    else:
        current = await outages.get(turn.tx, turn.office.id, notice.reference)
        if current is None or current.version != notice.outage_version:
            raise OutageError(
                "Customers were told something else since this preview. Type it anew."
            )
        outage = current
    fixed = notice.kind in TO_ONE or notice.corrects
    if not fixed and recipients_of(await told(turn, outage)) != notice.recipients:
        raise OutageError("The recipients have changed since this preview. Type it anew.")
    return outage


CONFIRM = Verb(
    name="confirm",
    usage="[preview] [anyway <reason>]",
    summary="send what your latest preview shows; inside words in it only with a reason",
    right=Act.TELL,
    do=confirm,
    keys=("anyway", "quietly"),
    synonyms=("send",),
)
CONFIRM_ANYWAY = Verb(
    name="confirm-anyway",
    usage="<preview>",
    summary="send what the preview shows with the inside words in it, for a reason",
    right=Act.TELL,
    do=confirm,
    form=reason_form,
    takes_over=True,
    hidden=True,
)
DISCARD = Verb(
    name="discard",
    usage="[preview]",
    summary="throw your latest preview away",
    right=Act.TELL,
    do=discard,
)
