"""`/incident obligation`: start a rule's clock, at the instant that somebody states."""

from datetime import datetime

from rapidfuzz import process

from domain import instants
from domain import obligation as decide
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
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.obligations.reminders import set_reminder
from handlers.obligations.words import started
from storage import obligations

_CUSTOMER_LIMIT = 100


def choice_of_rules(incident: Incident, rules: list[Rule]) -> InternalMessage:
    """Show every rule with what starts it, and a menu that asks for the instant."""
    ask = "Which clock starts? It runs from the instant that you state, never by itself."
    lines = [f"`{rule.id}` {escape(rule.name)}: when {escape(rule.when)}" for rule in rules]
    menu = blocks.menu(
        "Choose a rule",
        [
            (f"{rule.id}: {rule.when}", f"{incident.name} obligation-of {rule.id}")
            for rule in rules
            if rule.after is None
        ],
        command="incident",
        verb=ON_A_RULE.name,
    )
    return InternalMessage("\n".join((ask, *lines)), (blocks.section(ask), menu))


def instant_form(request: Request) -> Block:
    """Return the form that asks when the chosen rule's clock began."""
    return form(
        request,
        "Start a clock",
        blocks.text_input("at", f"When did {request.text} begin?", hint="02:51, your time"),
        blocks.text_input("customer", "For which customer, if for one", optional=True),
        submit="Start",
    )


async def begin(turn: Turn, request: Request) -> InternalMessage:
    """Start the clock of a rule and of those that go along with it."""
    incident = await which(turn, request, closed_too=True)
    rule_id, _, trigger = (request.raw if request.via.form else request.text).partition(" ")
    if not rule_id:
        return choice_of_rules(incident, list(turn.office.rulebook.values()))
    rule = _rule(turn, rule_id)
    _check_trigger(incident, rule, trigger.strip().lower())
    return await _begin(turn, incident, rule, request)


async def _begin(turn: Turn, incident: Incident, rule: Rule, request: Request) -> InternalMessage:
    timezone = turn.person.timezone
    if not request.value("at"):
        raise _no_instant(turn, incident, rule)
    at = instants.behind(request.value("at"), now=turn.now, timezone=timezone)
    customer = request.value("customer")
    if len(customer) > _CUSTOMER_LIMIT:
        raise ObligationError("A customer's name has at most 100 characters.", field="customer")
    await _check_not_running(turn, incident, rule, customer)
    along = [each for each in turn.office.rulebook.values() if each.along_with == rule.id]
    made = [
        await start(turn, incident, each, counts_from=at, customer=customer)
        for each in (rule, *along)
    ]
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


def _no_instant(turn: Turn, incident: Incident, rule: Rule) -> ObligationError:
    line = f"{incident.name} obligation {rule.id} {rule.trigger} at"
    return ObligationError(
        f"State the instant at which {rule.when}: the clock of {rule.name} runs from there.",
        instead=(f"/incident {line} 02:51",),
        choices=(Choice("It is now", f"{line} {turn.now:%Y-%m-%dT%H:%MZ}"),),
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
    usage="[<rule> at 02:51] [customer <name>]",
    summary="start the clock of a duty to tell somebody; bare, it shows every rule",
    right=Act.RESPOND,
    do=begin,
    keys=("at", "customer"),
    synonyms=("clock",),
)
ON_A_RULE = Verb(
    name="obligation-of",
    usage="<rule>",
    summary="start the clock of a chosen rule, by the form",
    right=Act.RESPOND,
    do=begin,
    keys=VERB.keys,
    form=instant_form,
    takes_over=True,
    hidden=True,
)
