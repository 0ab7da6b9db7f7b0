"""`/customers trust`: organisations that read in a customer's channels belong to it."""

from dataclasses import replace

from domain import customers as decide
from domain.channels import strangers
from domain.customers import Customer, CustomerError, labelled
from domain.facts import Fact, FactKind, Value
from domain.grammar import split_items
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape
from handlers.kit.overtaken import drop_overtaken
from handlers.kit.paging import STRANGERS, stop
from handlers.kit.turn import Turn
from storage import customers, deliveries, incidents


def trusted(customer: Customer, organisations: tuple[str, ...], *, waited: bool) -> InternalMessage:
    """Tell what is known now, and what goes."""
    goes = " What was held for it goes now." if waited else ""
    known = escape(", ".join(organisations))
    return InternalMessage(f":handshake: {known} belongs to {escape(customer.name)}.{goes}")


async def trust(turn: Turn, request: Request) -> InternalMessage:
    """Put down whose they are, and let go what was held on their account."""
    typed, _, name = request.text.partition(" ")
    if not typed or not name:
        raise CustomerError("Which organisation, and whose is it?", instead=(_EXAMPLE,))
    every = await customers.every(turn.tx, turn.office.id)
    customer = decide.named(every, name)
    organisations = split_items(typed)
    _check_they_read_there(turn, customer, organisations)
    known = customer.organisations or ()
    await customers.save(turn.tx, replace(customer, organisations=(*known, *organisations)))
    waited = await deliveries.let_go(turn.tx, turn.office.id, customer.channels)
    await drop_overtaken(turn)
    await _record(turn, customer, labelled(organisations, every), waited)
    return trusted(customer, organisations, waited=bool(waited))


def _check_they_read_there(turn: Turn, customer: Customer, organisations: tuple[str, ...]) -> None:
    """Refuse what is known already, and what reads in none of the customer's channels."""
    seen = (turn.roster.channels.get(channel_id) for channel_id in customer.channels)
    strange = {
        one for channel in seen if channel for one in strangers(channel, customer.organisations)
    }
    if unknown := set(organisations) - strange:
        raise CustomerError(
            f"{', '.join(sorted(unknown))[:100]}: known as {customer.name}'s already, or in none "
            "of its channels.",
            instead=("/customers check",),
        )


async def _record(
    turn: Turn, customer: Customer, organisations: tuple[str, ...], waited: set[int]
) -> None:
    """Put it down, also in the threads of the incidents whose messages waited for it."""
    by = turn.person.user_id
    data: dict[str, Value] = {"customer": customer.name, "organisations": list(organisations)}
    if not waited:
        turn.record(Fact(FactKind.ORGANISATIONS_KNOWN, by, turn.now, data=data))
    for number in sorted(waited):
        incident = await incidents.get(turn.tx, turn.office.id, number, viewer=ONUS)
        assert incident, "an incident is never deleted"
        await turn.tell(incident, Fact(FactKind.ORGANISATIONS_KNOWN, by, turn.now, number, data))
        await stop(turn, incident, about=STRANGERS)


_EXAMPLE = "/customers trust T0ACME Acme"
VERB = Verb(
    name="trust",
    usage="<organisation> <customer>",
    summary="an organisation that reads in a customer's channel belongs to it; what was held goes",
    right=Act.CUSTOMERS,
    do=trust,
    fresh=True,
)
