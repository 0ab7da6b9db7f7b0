"""`/incident advance` and `force`: on to the next phase, or out of the last one."""

from dataclasses import replace

from domain import assess, mitigation, moves, outage
from domain.incident import Decision, Incident, Phase, Verdict, read_verdict
from domain.moves import Move
from domain.people import Act
from domain.refusal import Refusal
from domain.roles import Role
from domain.severity import read_severity
from domain.words import InternalMessage
from handlers.incident.case import load
from handlers.incident.next_step import next_step
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, mitigations, outages


def reason_form(request: Request) -> Block:
    """Return the form that a bare `force` opens."""
    why = blocks.text_input("text", "Why, with what is missing?", long=True)
    return form(request, "Force a move", why, submit="Force")


def moved(incident: Incident, step: str) -> InternalMessage:
    """Tell who moved it."""
    where = f"in *{incident.phase}*" if incident.open else "*closed*"
    return InternalMessage(f"{incident.name} is {where} now. Next: {step}")


async def advance(turn: Turn, request: Request) -> InternalMessage:
    """Move the incident on, or say what is missing and offer to fill it in."""
    first, _, rest = request.text.partition(" ")
    if first.lower() == FORCE.name:
        return await _force(turn, request, reason=rest)
    incident = await which(turn, request)
    verdict, reason = _verdict(request, incident)
    wanted = Move(
        turn.person.user_id,
        turn.now,
        reason,
        verdict=verdict,
        leaving=seen_phase(request.value("leaving")),
    )
    return await move(turn, _rated(turn, request, incident), wanted)


async def force(turn: Turn, request: Request) -> InternalMessage:
    """Move the incident on without what is missing, as its commander or deputy, with a reason."""
    return await _force(turn, request, reason=request.text)


async def _force(turn: Turn, request: Request, *, reason: str) -> InternalMessage:
    incident = await which(turn, request)
    wanted = Move(turn.person.user_id, turn.now, reason, force=True)
    return await move(turn, Decision(incident, ()), wanted)


def _rated(turn: Turn, request: Request, incident: Incident) -> Decision:
    """Decide the severity that was typed, if one was."""
    if not request.value("sev"):
        return Decision(incident, ())
    severity = read_severity(request.value("sev"))
    return assess.set_severity(incident, severity, by=turn.person.user_id, now=turn.now, reason="")


async def move(turn: Turn, before: Decision, wanted: Move) -> InternalMessage:
    """Move the incident on and tell so, after what was decided of it on the way."""
    case = await load(turn.tx, turn.office, before.incident)
    decision = moves.advance(
        before.incident,
        wanted,
        given=case.given,
        blockers=await _blockers(turn, before.incident),
        deputy=case.crew.get(Role.DEPUTY, ""),
    )
    after = await incidents.save(turn.tx, decision.incident)
    for fact in (*before.facts, *decision.facts):
        await turn.tell(after, fact)
    return moved(after, next_step(replace(case, incident=after)))


def seen_phase(typed: str) -> Phase | None:
    """Return the phase that the person saw, None where the line does not say."""
    return Phase(typed) if typed in list(Phase) else None


def _verdict(request: Request, incident: Incident) -> tuple[Verdict | None, str]:
    """Return the verdict and the reason, or the evidence, that stands beside it."""
    if typed := request.value("verdict"):
        verdict, rest = read_verdict(typed)
        return verdict, " ".join(part for part in (request.text, rest) if part)
    if incident.phase is Phase.ASSESS and request.text:
        try:
            return read_verdict(request.text)
        except Refusal:
            return None, request.text  # a reason; the phase asks for a verdict if it has none
    return None, request.text


async def _blockers(turn: Turn, incident: Incident) -> tuple[Refusal, ...]:
    told = await outages.of_incident(turn.tx, turn.office.id, incident.number)
    steps = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    found = [outage.blocker(one) for one in told]
    found += [mitigation.blocker(one, now=turn.now) for one in steps]
    return tuple(refusal for refusal in found if refusal)


VERB = Verb(
    name="advance",
    usage="[reason] [verdict …] [sev 1-4]",
    summary="move on to the next phase; says what is still missing",
    right=Act.RESPOND,
    do=advance,
    keys=("verdict", "sev", "leaving"),
    synonyms=("next", "forward"),
)
FORCE = Verb(
    name="force",
    usage="<reason>",
    summary="move on without what is missing: the Incident Commander or the Deputy",
    right=Act.RESPOND,
    do=force,
    form=reason_form,
)
