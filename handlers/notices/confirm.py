"""`confirm` and `discard`: what becomes of a preview."""

from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import NoticeKind, Outage, OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import mention
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices import affected
from handlers.notices.meant import no_open_outage, recipients_of, told
from handlers.notices.publish import publish, sent
from storage import outages
from storage.outages import Notice

_TO_ONE = (NoticeKind.NEWCOMER, NoticeKind.CLEARED)


async def confirm(turn: Turn, request: Request) -> InternalMessage:
    """Send exactly what the preview showed, unless something has changed since."""
    incident = await which(turn, request)
    notice = await _drafted(turn, request)
    due = notice.change.next_update_at
    if due and due <= turn.now:
        raise OutageError(
            f"The preview promises an update by {due:%H:%M} UTC, which has passed. Type it anew."
        )
    outage = await _as_previewed(turn, request, notice)
    if notice.kind in _TO_ONE:
        await affected.carry_out(turn, incident, outage, notice)
    else:
        await publish(turn, incident, outage, notice)
    return sent(notice)


async def discard(turn: Turn, request: Request) -> InternalMessage:
    """Throw the draft away."""
    incident = await which(turn, request)
    notice = await _drafted(turn, request)
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


async def _drafted(turn: Turn, request: Request) -> Notice:
    notice = await outages.get_notice(turn.tx, turn.office.id, request.text)
    if notice is None or notice.incident != request.incident:
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
    same = notice.kind in _TO_ONE or recipients_of(await told(turn, outage)) == notice.recipients
    if not same:
        raise OutageError("The recipients have changed since this preview. Type it anew.")
    return outage


CONFIRM = Verb(
    name="confirm",
    usage="<preview>",
    summary="send what the preview shows",
    right=Act.TELL,
    do=confirm,
    hidden=True,
)
DISCARD = Verb(
    name="discard",
    usage="<preview>",
    summary="throw the preview away",
    right=Act.TELL,
    do=discard,
    hidden=True,
)
