"""`/customers remove`: a customer is no longer told; what it was told stays on record."""

from domain import customers as decide
from domain.customers import Customer, CustomerError
from domain.facts import Fact, FactKind
from domain.outage import Outage
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from storage import customers, outages


async def remove(turn: Turn, request: Request) -> InternalMessage:
    """Remove the customer of that name."""
    if not request.text:
        raise CustomerError("Which customer?", instead=("/customers remove Acme",))
    every = await customers.every(turn.tx, turn.office.id)
    customer = decide.named(every, request.text)
    await _refuse_promised(turn, customer)
    await customers.remove(turn.tx, customer, now=turn.now)
    turn.record(
        Fact(
            FactKind.CUSTOMER_REMOVED,
            turn.person.user_id,
            turn.now,
            data={"name": customer.name},
        )
    )
    return InternalMessage(f"{escape(customer.name)} is no longer told of outages.")


async def _refuse_promised(turn: Turn, customer: Customer) -> None:
    """Refuse where the customer waits for the end of an outage."""
    for outage in await outages.open_ones(turn.tx, turn.office.id):
        if customer.id in outage.customers:
            raise CustomerError(
                f"{customer.name} {_waits_for(outage)}: tell of the outage's end first.",
                instead=(f"/incident INC-{outage.incident} recovered",),
            )


def _waits_for(outage: Outage) -> str:
    due = outage.awaited_at
    return f"is promised an update by {due:%H:%M} UTC" if due else "waits for a word"


VERB = Verb(
    name="remove",
    usage="<name>",
    summary="stop telling a customer",
    right=Act.CUSTOMERS,
    do=remove,
    synonyms=("delete", "rm"),
)
