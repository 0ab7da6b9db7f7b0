"""`hold` and `release`: a legal hold, told to everyone who had a part in the incident."""

from domain import hold as decide
from domain.incident import Decision, Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.restrict import who_had_a_part
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, mention
from handlers.kit.secrecy import seen_by
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, outbox


def keep(incident: Incident, *, by: str) -> InternalMessage:
    """Tell somebody what a hold asks of them."""
    return InternalMessage(
        f":file_cabinet: *{incident.name}* {escape(incident.label)} is on legal hold, by "
        f"{mention(by)}: {escape(incident.hold)}\nKeep everything you have of it: delete and edit "
        "no message, file, log or mail until it is released."
    )


def released(incident: Incident, *, by: str) -> InternalMessage:
    """Tell somebody that it is over."""
    return InternalMessage(
        f":file_cabinet: The legal hold on *{incident.name}* {escape(incident.label)} was released "
        f"by {mention(by)}. Your usual rules for keeping things apply again."
    )


async def hold(turn: Turn, request: Request) -> InternalMessage:
    """Place a hold."""
    incident = await which(turn, request, closed_too=True)
    by = turn.person.user_id
    decision = decide.place(incident, by=by, now=turn.now, reason=request.text)
    count = await _settle(turn, decision, keep(decision.incident, by=by))
    return InternalMessage(f"{incident.name} is on legal hold; {count} people have been told.")


async def release(turn: Turn, request: Request) -> InternalMessage:
    """Release it."""
    incident = await which(turn, request, closed_too=True)
    by = turn.person.user_id
    decision = decide.release(incident, by=by, now=turn.now, reason=request.text)
    count = await _settle(turn, decision, released(decision.incident, by=by))
    return InternalMessage(f"The hold on {incident.name} is over; {count} people have been told.")


async def _settle(turn: Turn, decision: Decision, message: InternalMessage) -> int:
    """Save it, and tell the thread and everyone who had a part; return how many those are."""
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    people = await seen_by(turn, after, await who_had_a_part(turn, after))
    for user_id in people:
        await outbox.direct(turn.tx, turn.office.id, user_id=user_id, message=message, now=turn.now)
    return len(people)


HOLD = Verb(
    name="hold",
    usage="<reason>",
    summary="place a legal hold: whoever had a part is told to keep everything",
    right=Act.HOLD,
    do=hold,
)
RELEASE = Verb(
    name="release",
    usage="<reason>",
    summary="release the legal hold",
    right=Act.HOLD,
    do=release,
)
