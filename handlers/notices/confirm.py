"""`confirm` and `discard`: what becomes of a preview."""

from domain.facts import Fact, FactKind, Value
from domain.incident import Incident
from domain.outage import OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.preview import sent
from handlers.notices.propose import close, propose
from handlers.notices.sending import as_shown, send
from storage import notice_proposals, outages
from storage.outages import Notice


def reason_form(request: Request) -> Block:
    """Return the form that asks why inside words go out."""
    why = blocks.text_input("anyway", "Why must customers read it like this?")
    return form(request, "Send anyway", why, submit="Send")


async def confirm(turn: Turn, request: Request) -> InternalMessage:
    """Send exactly what the preview showed, unless something has changed since.

    What two people decide on goes to the second one. Without the preview's id, the person's
    latest draft is meant.
    """
    incident = await which(turn, request)
    notice_id, reason = _read(request)
    notice = await _drafted(turn, incident, notice_id)
    outage = await as_shown(turn, request, incident, notice)
    _give_reason(turn, notice, reason)
    quietly = bool(request.value("quietly"))
    if notice.by_two:
        return await propose(turn, incident, notice, reason=reason, quietly=quietly)
    await send(turn, incident, outage, notice, quietly=quietly)
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
    """Throw the draft away, also while it waits for a second person."""
    incident = await which(turn, request)
    if waiting := await notice_proposals.get(turn.tx, turn.office.id, request.text):
        await close(turn, incident, waiting)
    notice = await _drafted(turn, incident, request.text, or_proposed=True)
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


async def _drafted(
    turn: Turn, incident: Incident, notice_id: str, *, or_proposed: bool = False
) -> Notice:
    """Return the draft of that id, or the person's latest."""
    if notice_id:
        notice = await outages.get_notice(turn.tx, turn.office.id, notice_id)
    else:
        by = turn.person.user_id
        notice = await outages.latest_draft(turn.tx, turn.office.id, incident.number, by=by)
    if notice is None or notice.incident != incident.number:
        raise OutageError("There is no such preview.", instead=("/incident status",))
    if notice.state == "proposed" and not or_proposed:
        raise OutageError(
            "It waits for a second person already.",
            instead=(f"/incident {incident.name} discard {notice.id}",),
        )
    if notice.state not in ("draft", "proposed"):
        done = "sent" if notice.state == "queued" else notice.state
        raise OutageError(f"This was {done} already, by {mention(notice.confirmed_by or '')}.")
    return notice


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
