"""Which clock starts: the rules that customers chose, and every other, in a menu."""

from domain.customers import Customer
from domain.incident import Incident
from domain.rulebook import Rule
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from storage import customers, outages

ON_ONE = "obligation-of"
"""The verb that asks for the instant of one rule."""

_VALUE_LIMIT = 150  # what an option of a menu holds
Chosen = tuple[str, Rule]
"""A rule with the customer that it is for; no name: for the incident as a whole."""


def choice_of_rules(incident: Incident, chosen: list[Chosen], rules: list[Rule]) -> InternalMessage:
    """Show what customers chose, then every rule, and a menu that asks for the instant."""
    ask = "Which clock starts? It runs from the instant that you state, never by itself."
    theirs = [f"{escape(name)} chose `{rule.id}` {escape(rule.name)}" for name, rule in chosen]
    every = [f"`{rule.id}` {escape(rule.name)}: when {escape(rule.when)}" for rule in rules]
    offered = [*chosen, *(("", rule) for rule in rules)]
    options = [_option(incident, *one) for one in offered if one[1].after is None]
    menu = blocks.menu(
        "Choose a rule",
        [option for option in options if len(option[1]) <= _VALUE_LIMIT],
        command="incident",
        verb=ON_ONE,
    )
    sections = [blocks.section("\n".join(part)) for part in ([ask, *theirs], every) if part]
    return InternalMessage("\n".join((ask, *theirs, *every)), (*sections, menu))


def _option(incident: Incident, name: str, rule: Rule) -> tuple[str, str]:
    whose = f" customer {name}" if name else ""
    label = f"{name}: {rule.name}" if name else f"{rule.id}: {rule.when}"
    return label, f"{incident.name} obligation-of {rule.id}{whose}"


async def offered(turn: Turn, incident: Incident, customer: Customer | None) -> InternalMessage:
    """Offer what the customer chose, else what those chose that an outage told, and every rule."""
    asked = [customer] if customer else await _told(turn, incident)
    chosen = [(one.name, rule) for one in asked for rule in chosen_by(turn, one)]
    return choice_of_rules(incident, chosen, list(turn.office.rulebook.values()))


async def _told(turn: Turn, incident: Incident) -> list[Customer]:
    told = await outages.of_incident(turn.tx, turn.office.id, incident.number)
    ids = {customer_id for outage in told for customer_id in outage.customers}
    return [one for one in await customers.every(turn.tx, turn.office.id) if one.id in ids]


def chosen_by(turn: Turn, customer: Customer | None, *, trigger: str = "") -> list[Rule]:
    """Return the rules that the customer chose, of one trigger where it is named."""
    book = turn.office.rulebook
    ids = customer.profile.obligations if customer else ()
    return [book[id_] for id_ in ids if id_ in book and trigger in ("", book[id_].trigger)]
