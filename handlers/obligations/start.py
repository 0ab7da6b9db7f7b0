"""`/incident obligation`: start a rule's clock, at the instant that somebody states."""

from dataclasses import replace
from datetime import datetime

from rapidfuzz import process

from domain import customers as who
from domain import instants
from domain import obligation as decide
from domain.customers import Customer
from domain.incident import Incident
from domain.obligation import Obligation, ObligationError
from domain.people import Act
from domain.refusal import Choice
from domain.rulebook import Rule
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.obligations.chosen import ON_ONE, chosen_by, offered
from handlers.obligations.reminders import set_reminder
from handlers.obligations.words import started
from storage import customers, obligations


def instant_form(request: Request) -> Block:
    """Return the form that asks when the chosen rule's clock began."""
    whose = blocks.text_input(
        "customer",
        "For which customer, if for one",
        optional=True,
        initial=request.value("customer"),
    )
    return form(
        replace(request, raw=request.text),
        "Start a clock",
        blocks.text_input("at", f"When did {request.text} begin?", hint="02:51, your time"),
        whose,
        submit="Start",
    )


async def begin(turn: Turn, request: Request) -> InternalMessage:
    """Start the clock of a rule, or of all with one trigger that a customer chose."""
    incident = await which(turn, request, closed_too=True)
    customer = await _customer(turn, request.value("customer"))
    first, _, trigger = (request.raw if request.via.form else request.text).partition(" ")
    if not first:
        return await offered(turn, incident, customer)
    rules = chosen_by(turn, customer, trigger=first) or [_rule(turn, first)]
    if first == rules[0].id:
        _check_trigger(incident, rules[0], trigger.strip().lower())
    return await _begin(turn, incident, rules, request, customer.name if customer else "")


async def _customer(turn: Turn, typed: str) -> Customer | None:
    """Return the customer of that name, None where none is named; raises CustomerError."""
    if not typed:
        return None
    return who.named(await customers.every(turn.tx, turn.office.id), typed)


async def _begin(
    turn: Turn, incident: Incident, rules: list[Rule], request: Request, customer: str
) -> InternalMessage:
    timezone = turn.person.timezone
    if not request.value("at"):
        raise _no_instant(turn, incident, rules[0], customer)
    at = instants.behind(request.value("at"), now=turn.now, timezone=timezone)
    every = turn.office.rulebook.values()
    along = [each for each in every if each.along_with in {rule.id for rule in rules}]
    wanted = list({each.id: each for each in (*rules, *along)}.values())
    for rule in rules:
        await _check_not_running(turn, incident, rule, customer)
    made = [await start(turn, incident, each, counts_from=at, customer=customer) for each in wanted]
    return started(made, now=turn.now, timezone=timezone)


async def start(  # keyword-only, the particulars of a clock
    turn: Turn, incident: Incident, rule: Rule, *, counts_from: datetime, customer: str
) -> Obligation:
    """Start one clock: keep it, say so in the thread, and set its first reminder."""
    number = await obligations.next_number(turn.tx, turn.office.id, incident.number)
    decision = decide.start(
        rule,
        workspace_id=turn.office.id,
        incident=incident.number,
        number=number,
        counts_from=counts_from,
        by=turn.person.user_id,
        now=turn.now,
        customer=customer,
    )
    await obligations.add(turn.tx, decision.obligation)
    await set_reminder(turn, decision.obligation)
    await turn.tell(incident, decision.fact)
    return decision.obligation


def _rule(turn: Turn, rule_id: str) -> Rule:
    rulebook = turn.office.rulebook
    if rule := rulebook.get(rule_id.lower()):
        return rule
    near = process.extract(rule_id.lower(), list(rulebook), limit=3)
    if rule_id.lower() in {rule.trigger for rule in rulebook.values()}:
        raise ObligationError(
            f"“{rule_id}” starts several clocks: name a rule, or a customer that chose some.",
            instead=("/incident obligation", "/customers set Acme obligations gdpr-33-1"),
        )
    raise ObligationError(
        f"There is no rule “{rule_id[:40]}”.",
        instead=(
            *(f"/incident obligation {name} at 02:51" for name, _, _ in near),
            "/incident obligation",
        ),
    )


def _check_trigger(incident: Incident, rule: Rule, trigger: str) -> None:
    if trigger not in ("", rule.trigger):
        raise ObligationError(
            f"{rule.name} does not start with “{trigger[:40]}”, but when {rule.when}.",
            instead=(f"/incident {incident.name} obligation {rule.id} {rule.trigger} at 02:51",),
        )


def _no_instant(turn: Turn, incident: Incident, rule: Rule, customer: str) -> ObligationError:
    line = f"{incident.name} obligation {rule.id} {rule.trigger} at"
    whose = f" customer {customer}" if customer else ""
    return ObligationError(
        f"State the instant at which {rule.when}: the clock of {rule.name} runs from there.",
        instead=(f"/incident {line} 02:51{whose}",),
        choices=(Choice("It is now", f"{line} {turn.now:%Y-%m-%dT%H:%MZ}{whose}"),),
    )


async def _check_not_running(turn: Turn, incident: Incident, rule: Rule, customer: str) -> None:
    for each in await obligations.of_incident(turn.tx, turn.office.id, incident.number):
        if each.open and (each.rule.id, each.customer) == (rule.id, customer):
            raise ObligationError(
                f"{each.name} runs already, started by <@{each.started_by}>. Was the instant "
                "wrong? Waive it with that as the reason, then start it anew.",
                instead=(f"/incident {incident.name} waive {each.number} <reason>",),
            )


VERB = Verb(
    name="obligation",
    usage="[<rule>|aware at 02:51] [customer <name>]",
    summary="start the clock of a duty to tell somebody; bare, it shows every rule",
    right=Act.RESPOND,
    do=begin,
    keys=("at", "customer"),
    synonyms=("clock",),
)
ON_A_RULE = Verb(
    name=ON_ONE,
    usage="<rule> [customer <name>]",
    summary="start the clock of a chosen rule, by the form",
    right=Act.RESPOND,
    do=begin,
    keys=VERB.keys,
    form=instant_form,
    takes_over=True,
    hidden=True,
)
