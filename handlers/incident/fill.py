"""`fill`: a form with exactly what is missing, and then the move that waited for it."""

from collections.abc import Callable

from domain import assess, diagnose
from domain.exposure import Answer, Exposure, read_answer
from domain.grammar import split_items, split_words
from domain.incident import Decision, Incident, Verdict, read_verdict
from domain.moves import Move
from domain.people import Act
from domain.severity import Severity, read_severity
from domain.words import InternalMessage
from handlers.incident.advance import move, seen_phase
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which

_KEYS = ("leaving",)


def missing_form(request: Request) -> Block | None:
    """Return the form with the fields that the line names, None where it names none."""
    asked = split_items(request.text)
    fields = [block for name in asked if name in _FIELDS for block in _FIELDS[name](asked)]
    return form(request, "Before it moves on", *fields, submit="Advance") if fields else None


def _verdict_fields(_: tuple[str, ...]) -> tuple[Block, ...]:
    verdicts = [(verdict.capitalize(), str(verdict)) for verdict in Verdict]
    return (
        blocks.select_input("verdict", "What is the verdict?", verdicts),
        blocks.text_input("evidence", "If it is a false positive: what shows it?", optional=True),
    )


def _severity_fields(asked: tuple[str, ...]) -> tuple[Block, ...]:
    severities = [(severity.word, str(int(severity))) for severity in Severity]
    optional = "verdict" in asked  # a false positive has none
    return (blocks.select_input("sev", "How severe is it?", severities, optional=optional),)


def _exposure_fields(_: tuple[str, ...]) -> tuple[Block, ...]:
    answers = [(answer.capitalize(), str(answer)) for answer in Answer]
    return (
        blocks.select_input("exposed", "Was customer data exposed?", answers),
        blocks.text_input("why", "Why do you say so?", long=True),
    )


_FIELDS: dict[str, Callable[[tuple[str, ...]], tuple[Block, ...]]] = {
    "verdict": _verdict_fields,
    "sev": _severity_fields,
    "evidence": lambda _: (
        blocks.text_input("evidence", "What shows that it is a false positive?", long=True),
    ),
    "plan": lambda _: (blocks.text_input("plan", "How is it to be contained?", long=True),),
    "exposed": _exposure_fields,
}


async def fill(turn: Turn, request: Request) -> InternalMessage:
    """Put down what was filled in, and move on."""
    decision = Decision(await which(turn, request), ())
    for decide in (_severity, _plan, _exposure):
        done = decide(decision.incident, turn, request)
        decision = Decision(done.incident, decision.facts + done.facts)
    seen = split_words(request.raw, keys=_KEYS).values.get("leaving", "")
    wanted = Move(
        turn.person.user_id,
        turn.now,
        reason=request.value("evidence"),
        verdict=_verdict(request),
        leaving=seen_phase(seen),
    )
    return await move(turn, decision, wanted)


def _verdict(request: Request) -> Verdict | None:
    """Return the verdict that was chosen; evidence alone is that of a false positive."""
    if typed := request.value("verdict"):
        return read_verdict(typed)[0]
    return Verdict.FALSE_POSITIVE if request.value("evidence") else None


def _severity(incident: Incident, turn: Turn, request: Request) -> Decision:
    if not request.value("sev"):
        return Decision(incident, ())
    severity = read_severity(request.value("sev"))
    return assess.set_severity(incident, severity, by=turn.person.user_id, now=turn.now, reason="")


def _plan(incident: Incident, turn: Turn, request: Request) -> Decision:
    if not request.value("plan"):
        return Decision(incident, ())
    by = turn.person.user_id
    return diagnose.set_plan(incident, request.value("plan"), by=by, now=turn.now)


def _exposure(incident: Incident, turn: Turn, request: Request) -> Decision:
    if not request.value("exposed"):
        return Decision(incident, ())
    answer = read_answer(request.value("exposed"))
    exposure = Exposure(answer, request.value("why"), turn.person.user_id, turn.now)
    return diagnose.decide_exposure(incident, exposure)


VERB = Verb(
    name="fill",
    usage="<what is missing>",
    summary="a form with what is missing, and then on to the next phase",
    right=Act.RESPOND,
    do=fill,
    keys=_KEYS,
    form=missing_form,
    takes_over=True,
    hidden=True,
)
