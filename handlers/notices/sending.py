"""A notice that is decided on goes out, unless anything has changed since it was shown."""

from domain.incident import Incident
from domain.outage import TO_ONE, NoticeKind, Outage, OutageError
from handlers.kit.commands import Request
from handlers.kit.turn import Turn
from handlers.notices import advisory, affected, amend, explain
from handlers.notices.announce import check_plan
from handlers.notices.meant import no_open_outage, recipients_of, told
from handlers.notices.publish import publish
from storage import outages
from storage.outages import Notice


async def as_shown(
    turn: Turn, request: Request, incident: Incident, notice: Notice
) -> Outage | None:
    """Refuse where anything differs from what was shown; return the outage, None where of none."""
    due = notice.change.next_update_at
    if due and due <= turn.now:
        raise OutageError(
            f"The preview promises an update by {due:%H:%M} UTC, which has passed. Type it anew."
        )
    await check_plan(turn, incident, notice)
    if notice.kind is NoticeKind.ADVISORY:
        await advisory.check_contacts(turn, notice)
        return None
    outage = await _outage_of(turn, request, notice)
    fixed = notice.kind in TO_ONE or notice.corrects
    if not fixed and recipients_of(await told(turn, outage)) != notice.recipients:
        raise OutageError("The recipients have changed since this preview. Type it anew.")
    return outage


async def send(
    turn: Turn, incident: Incident, outage: Outage | None, notice: Notice, *, quietly: bool
) -> None:
    """Have it leave; quietly: a correction only edits what it corrects."""
    if outage is None:
        await advisory.carry_out(turn, incident, notice)
    elif notice.kind in TO_ONE:
        await affected.carry_out(turn, incident, outage, notice)
    elif notice.corrects:
        await amend.carry_out(turn, incident, outage, notice, anew=not quietly)
    elif notice.kind is NoticeKind.REVIEW:
        await explain.carry_out(turn, incident, outage, notice)
    else:
        await publish(turn, incident, outage, notice, held=bool(turn.office.stop_after))


async def _outage_of(turn: Turn, request: Request, notice: Notice) -> Outage:
    """Return the outage as it was shown; raises OutageError where it is another by now."""
    if notice.kind is NoticeKind.OUTAGE:
        await no_open_outage(turn, request)
        return notice.before
    current = await outages.get(turn.tx, turn.office.id, notice.reference)
    if current is None or current.version != notice.outage_version:
        raise OutageError("Customers were told something else since this preview. Type it anew.")
    return current
