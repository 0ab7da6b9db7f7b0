"""`/incident advance`: on to the next phase, or out of the last one."""

from domain import incident as decide
from domain import mitigation, outage
from domain.incident import Incident, Phase, Verdict
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.incident.card import load, next_step
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, mitigations, outages


def moved(incident: Incident, step: str) -> InternalMessage:
    """Tell who moved it."""
    where = f"in *{incident.phase}*" if incident.open else "*closed*"
    return InternalMessage(f"{incident.name} is {where} now. Next: {step}")


async def advance(turn: Turn, request: Request) -> InternalMessage:
    """Move the incident on, or say what is missing."""
    incident = await which(turn, request)
    decision = decide.advance(
        incident,
        by=turn.person.user_id,
        now=turn.now,
        reason=request.text,
        verdict=_verdict(request, incident),
        leaving=_leaving(request),
        blockers=await _blockers(turn, incident),
    )
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    return moved(after, next_step(await load(turn.tx, turn.office, after)))


def _verdict(request: Request, incident: Incident) -> Verdict | None:
    typed = request.value("verdict")
    if typed:
        return decide.read_verdict(typed)
    if incident.phase is Phase.ASSESS and request.text:
        try:
            return decide.read_verdict(request.text)
        except decide.BadValueError:
            return None  # then it is a reason; the phase asks for a verdict where none is known
    return None


def _leaving(request: Request) -> Phase | None:
    typed = request.value("leaving")
    return Phase(typed) if typed in list(Phase) else None


async def _blockers(turn: Turn, incident: Incident) -> tuple[Refusal, ...]:
    told = await outages.of_incident(turn.tx, turn.office.id, incident.number)
    steps = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    found = [outage.blocker(one) for one in told]
    found += [mitigation.blocker(one, now=turn.now) for one in steps]
    return tuple(refusal for refusal in found if refusal)


VERB = Verb(
    name="advance",
    usage="[reason] [verdict …]",
    summary="move on to the next phase; out of assess it takes a verdict",
    right=Act.RESPOND,
    do=advance,
    keys=("verdict", "leaving"),
    synonyms=("next", "forward"),
)
