"""`verdict` and `rate`: what the incident is taken for, and what its severity rests on."""

from domain import assess as decide
from domain.incident import read_verdict
from domain.people import Act
from domain.refusal import Choice
from domain.severity import (
    Functional,
    Information,
    Rating,
    Recoverability,
    Severity,
    read_rating,
)
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents

_RATINGS = ("functional", "recoverability", "information")


def rating_form(request: Request) -> Block:
    """Return the form that a bare `rate` opens."""

    def choose(
        name: str, label: str, steps: type[Functional | Recoverability | Information]
    ) -> Block:
        return blocks.select_input(name, label, [(str(step), str(step)) for step in steps])

    return form(
        request,
        "Rate the incident",
        choose("functional", "What can the service no longer do?", Functional),
        choose("recoverability", "What does recovery take?", Recoverability),
        choose("information", "What happened to information?", Information),
        submit="Rate",
    )


def proposed(name: str, severity: Severity) -> InternalMessage:
    """Say what the ratings propose, and let a person decide."""
    text = (
        f"That proposes *{severity.word}*. Which is it? Somebody decides: `/incident {name} sev 2`"
    )
    offered = [Choice(one.word, f"{name} sev {int(one)}") for one in Severity]
    return InternalMessage(
        text, (blocks.section(text), blocks.choices(offered, command="incident"))
    )


async def verdict(turn: Turn, request: Request) -> InternalMessage:
    """Give the verdict, in any phase."""
    incident = await which(turn, request)
    given, reason = read_verdict(request.text)
    decision = decide.set_verdict(
        incident, given, by=turn.person.user_id, now=turn.now, reason=reason
    )
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    return InternalMessage(f"{after.name}: {given}.")


async def rate(turn: Turn, request: Request) -> InternalMessage:
    """Keep the ratings, and propose a severity."""
    incident = await which(turn, request)
    functional, recoverability, information = (request.value(name) for name in _RATINGS)
    rating = Rating(
        functional=read_rating(functional, Functional),
        recoverability=read_rating(recoverability, Recoverability),
        information=read_rating(information, Information),
        rated_by=turn.person.user_id,
        rated_at=turn.now,
    )
    decision = decide.rate(incident, rating)
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    return proposed(after.name, rating.severity)


VERDICT = Verb(
    name="verdict",
    usage="security incident|customer-reportable|privacy breach [reason]",
    summary="give or change the verdict, in any phase",
    right=Act.RESPOND,
    do=verdict,
)
RATE = Verb(
    name="rate",
    usage="functional … recoverability … information …",
    summary="rate what the severity rests on; a person decides what that proposes",
    right=Act.RESPOND,
    do=rate,
    keys=_RATINGS,
    form=rating_form,
)
