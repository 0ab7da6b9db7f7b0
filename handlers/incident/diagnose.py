"""`cause`, `plan`, `exposed`: what was found, what is to be done, what was decided of it."""

from collections.abc import Callable
from datetime import datetime

from domain import diagnose as decide
from domain import instants
from domain.exposure import Answer, Exposure, read_answer
from domain.incident import Decision
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Doer, Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import echo
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents


def finding_form(title: str, question: str) -> Callable[[Request], Block]:
    """Return the form that asks the one question."""
    return lambda request: form(
        request, title, blocks.text_input("text", question, long=True), submit="Put down"
    )


def exposure_form(request: Request) -> Block:
    """Return the form that a bare `exposed` opens."""
    answers = [(answer.capitalize(), str(answer)) for answer in Answer]
    return form(
        request,
        "Customer data",
        blocks.select_input("exposed", "Was customer data exposed?", answers),
        blocks.text_input("why", "Why do you say so?", long=True),
        blocks.text_input("at", "When was it decided, if earlier?", optional=True, hint="02:51"),
        submit="Decide",
    )


def decided(exposure: Exposure, *, now: datetime, timezone: str) -> InternalMessage:
    """Say what was decided and from when it counts."""
    when = echo(exposure.decided_at, now=now, timezone=timezone)
    starts = (
        " If customers or an authority must be told, their clocks are a person's to start."
        if exposure.answer is not Answer.NO
        else " The reason stays on record."
    )
    return InternalMessage(f"Decided: customer data exposed, *{exposure.answer}* ({when}).{starts}")


def _finding(put: Callable[..., Decision], done: str) -> Doer:
    async def do(turn: Turn, request: Request) -> InternalMessage:
        incident = await which(turn, request)
        decision = put(incident, request.text, by=turn.person.user_id, now=turn.now)
        after = await incidents.save(turn.tx, decision.incident)
        await turn.tell(after, decision.facts[0])
        return InternalMessage(f"{after.name}: {done}")

    return do


async def exposed(turn: Turn, request: Request) -> InternalMessage:
    """Decide whether customers' data was exposed, also after the incident was closed."""
    incident = await which(turn, request, closed_too=True)
    word, _, reason = request.text.partition(" ")
    at = request.value("at")
    zone = turn.person.timezone
    exposure = Exposure(
        answer=read_answer(request.value("exposed") or word),
        reason=request.value("why") or reason,
        decided_by=turn.person.user_id,
        decided_at=instants.behind(at, now=turn.now, timezone=zone) if at else turn.now,
    )
    decision = decide.decide_exposure(incident, exposure)
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    return decided(exposure, now=turn.now, timezone=zone)


CAUSE = Verb(
    name="cause",
    usage="<what caused it>",
    summary="put down the cause",
    right=Act.RESPOND,
    do=_finding(decide.set_cause, "the cause is put down."),
    form=finding_form("The cause", "What caused it?"),
)
PLAN = Verb(
    name="plan",
    usage="<what contains it>",
    summary="put down how it is to be contained",
    right=Act.RESPOND,
    do=_finding(decide.set_plan, "the plan is put down. An emergency step: `/incident mitigate`"),
    synonyms=("contain",),
    form=finding_form("Containment", "How is it to be contained?"),
)
EXPOSED = Verb(
    name="exposed",
    usage="yes|no|unknown <reason> [at 02:51]",
    summary="decide whether customer data was exposed, and from when that counts",
    right=Act.RESPOND,
    do=exposed,
    keys=("at",),
    synonyms=("exposure",),
    form=exposure_form,
)
