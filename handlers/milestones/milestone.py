"""`/incident milestone`: set what is to be reached by when; move, do or drop it; see them all."""

import re

from domain import instants
from domain import milestone as decide
from domain.incident import Incident, check_open
from domain.milestone import Decision, Milestone, MilestoneError
from domain.people import Act
from domain.words import InternalMessage, PublicText, outbound_check, without_finds
from handlers.kit.commands import Request, Verb
from handlers.kit.inside import inside
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.milestones.remind import set_reminder
from handlers.milestones.words import listed, ways_on
from storage import milestones

_CHANGE = re.compile(r"(done|move|drop)\s+(\d{1,3})", re.IGNORECASE)


async def milestone(turn: Turn, request: Request) -> InternalMessage:
    """Set one, change one, or show them all."""
    incident = await which(turn, request, closed_too=not request.text)
    every = await milestones.of_incident(turn.tx, turn.office.id, incident.number)
    if request.text:
        check_open(incident)
        change = _CHANGE.fullmatch(request.text)
        decision = (
            _changed(turn, request, _numbered(incident, every, int(change[2])), change[1].lower())
            if change
            else await _added(turn, request, incident, every)
        )
        every = await _keep(turn, incident, every, decision)
    return listed(incident, every, now=turn.now, timezone=turn.person.timezone)


async def _added(
    turn: Turn, request: Request, incident: Incident, every: list[Milestone]
) -> Decision:
    due = request.value("due")
    text = decide.check_text(request.text, incident=incident.number)
    if not due:
        raise MilestoneError("By when?", instead=(decide.example(incident.number),), field="due")
    due_at = instants.ahead(due, now=turn.now, timezone=turn.person.timezone)
    made = Milestone(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=len(every) + 1,
        text=text,
        planned_at=due_at,
        due_at=due_at,
        set_by=turn.person.user_id,
        set_at=turn.now,
        public=await _public(turn, incident, request.value("public")),
    )
    return decide.added(made, before=sum(one.dropped_at is None for one in every))


async def _public(turn: Turn, incident: Incident, typed: str) -> PublicText | None:
    """Return what customers may read: it names no customer, since it is not known who will."""
    if not typed:
        return None
    words = decide.check_text(typed, incident=incident.number, field="public")
    checked = outbound_check(words, inside=await inside(turn, incident, ()), field="public")
    return without_finds(checked, field="public")


def _changed(turn: Turn, request: Request, one: Milestone, act: str) -> Decision:
    by, now = turn.person.user_id, turn.now
    if act == "done":
        return decide.done(one, by=by, now=now)
    if act == "drop":
        return decide.dropped(one, by=by, now=now)
    due = request.value("due")
    if not due:
        line = f"/incident INC-{one.incident} milestone move {one.number} due 16:00"
        raise MilestoneError("To when?", instead=(line,))
    due_at = instants.ahead(due, now=now, timezone=turn.person.timezone)
    return decide.moved(one, due_at=due_at, by=by, now=now)


def _numbered(incident: Incident, every: list[Milestone], number: int) -> Milestone:
    if 1 <= number <= len(every):
        return every[number - 1]
    raise MilestoneError(
        f"{incident.name} has no milestone {number}.",
        instead=(f"/incident {incident.name} milestone", decide.example(incident.number)),
    )


async def _keep(
    turn: Turn, incident: Incident, every: list[Milestone], decision: Decision
) -> list[Milestone]:
    """Save it, have its time told, tell the thread; return all as they are then."""
    one = decision.milestone
    new = one.number > len(every)
    await (milestones.add if new else milestones.save)(turn.tx, one)
    await set_reminder(turn, one)
    await turn.tell(incident, decision.fact, *([ways_on(one)] if one.open else []))
    return [*every[: one.number - 1], one, *every[one.number :]]


VERB = Verb(
    name="milestone",
    usage="[<what>|move 2|done 2|drop 2] [due 15:30] [public <words for customers>]",
    summary="what is to be reached by when, with bar and chart; bare, where they stand",
    right=Act.RESPOND,
    do=milestone,
    keys=("due", "public"),
    synonyms=("milestones",),
)
