"""`/incident met` and `waive`: how an obligation ends, and what shows it."""

from domain import instants
from domain import obligation as decide
from domain.incident import Incident
from domain.obligation import Obligation, ObligationError
from domain.people import Act
from domain.refusal import Choice
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import echo
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.obligations.reminders import clear_reminder
from handlers.obligations.start import start
from handlers.obligations.words import met, waived
from storage import obligations


def reference_form(request: Request) -> Block:
    """Return the form that a button of `deadlines` opens."""
    return form(
        request,
        "An obligation is met",
        blocks.text_input("text", "What shows it?", hint="Case 2026-117, sent by e-mail"),
        blocks.text_input("at", "When, if earlier", optional=True, hint="02:51"),
        submit="Met",
    )


async def meet(turn: Turn, request: Request) -> InternalMessage:
    """Put down that it was met; the clocks that begin with that start."""
    incident = await which(turn, request, closed_too=True)
    obligation, reference = await _meant(turn, incident, request)
    at = request.value("at")
    happened_at = (
        instants.behind(at, now=turn.now, timezone=turn.person.timezone) if at else turn.now
    )
    decision = decide.meet(
        obligation, by=turn.person.user_id, happened_at=happened_at, reference=reference
    )
    after = decision.obligation
    await obligations.save(turn.tx, after)
    await clear_reminder(turn, after)
    await turn.tell(incident, decision.fact)
    following = [
        await start(turn, incident, rule, counts_from=happened_at, customer=after.customer)
        for rule in decide.follow(turn.office.rulebook, after)
    ]
    when = echo(happened_at, now=turn.now, timezone=turn.person.timezone)
    return met(after, following, late=bool(decision.fact.data["late_minutes"]), when=when)


async def waive(turn: Turn, request: Request) -> InternalMessage:
    """Put down that it does not apply after all."""
    incident = await which(turn, request, closed_too=True)
    obligation, reason = await _meant(turn, incident, request)
    decision = decide.waive(obligation, by=turn.person.user_id, now=turn.now, reason=reason)
    await obligations.save(turn.tx, decision.obligation)
    await clear_reminder(turn, obligation)
    await turn.tell(incident, decision.fact)
    return waived(decision.obligation)


async def _meant(turn: Turn, incident: Incident, request: Request) -> tuple[Obligation, str]:
    """Return the obligation that the text begins with, by its rule or number, and the rest."""
    typed = f"{request.raw} {request.text}" if request.via.form else request.text
    word, _, rest = typed.partition(" ")
    every = await obligations.of_incident(turn.tx, turn.office.id, incident.number)
    found = [each for each in every if word.lower() in (each.rule.id, str(each.number))]
    running = [each for each in found if each.open] or found[-1:]
    if len(running) != 1:
        raise _which_one(incident, running or [each for each in every if each.open], request, rest)
    return running[0], rest.strip()


def _which_one(
    incident: Incident, offered: list[Obligation], request: Request, rest: str
) -> ObligationError:
    if not offered:
        return ObligationError(
            f"No clock runs in {incident.name}.",
            instead=(f"/incident {incident.name} obligation gdpr-33-1 aware at 02:51",),
        )
    lines = [f"{incident.name} {request.verb} {each.number} {rest}".strip() for each in offered]
    return ObligationError(
        "Which obligation?",
        choices=tuple(
            Choice(f"{each.number}: {each.name}"[:75], line)
            for each, line in zip(offered[:10], lines, strict=False)
        ),
        instead=(f"/incident {incident.name} {request.verb} {offered[0].rule.id} <reference>",),
    )


MET = Verb(
    name="met",
    usage="<obligation> <reference> [at 02:51]",
    summary="put down that an obligation was met, and what shows it",
    right=Act.RESPOND,
    do=meet,
    keys=("at",),
    synonyms=("notified",),
)
MET_BY_FORM = Verb(
    name="met-one",
    usage="<obligation>",
    summary="put down that an obligation was met, by the form",
    right=Act.RESPOND,
    do=meet,
    keys=MET.keys,
    form=reference_form,
    takes_over=True,
    hidden=True,
)
WAIVE = Verb(
    name="waive",
    usage="<obligation> <reason>",
    summary="put down that an obligation does not apply after all, and why",
    right=Act.RESPOND,
    do=waive,
    synonyms=("inapplicable",),
)
