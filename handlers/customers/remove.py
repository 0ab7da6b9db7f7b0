"""`/customers remove`: a customer is no longer told; what it was told stays on record."""

from domain import customers as decide
from domain.customers import CustomerError
from domain.facts import Fact, FactKind
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from storage import customers


async def remove(turn: Turn, request: Request) -> InternalMessage:
    """Remove the customer of that name."""
    if not request.text:
        raise CustomerError("Which customer?", instead=("/customers remove Acme",))
    every = await customers.every(turn.tx, turn.office.id)
    customer = decide.named(every, request.text)
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


VERB = Verb(
    name="remove",
    usage="<name>",
    summary="stop telling a customer",
    right=Act.CUSTOMERS,
    do=remove,
    synonyms=("delete", "rm"),
)
