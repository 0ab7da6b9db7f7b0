"""`/customers list`: all customers, a line each."""

from domain.customers import Customer
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.blocks import TEXT_LIMIT
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape
from handlers.kit.turn import Turn
from storage import customers


def listed(every: list[Customer]) -> InternalMessage:
    """Show each customer in a line."""
    if not every:
        return InternalMessage(
            "No customer yet. Add one: `/customers add Acme #acme-status uses vm,disks`."
        )
    return InternalMessage(clip("\n".join(_line(customer) for customer in every), TEXT_LIMIT))


def _line(customer: Customer) -> str:
    channels = ", ".join(f"<#{channel_id}>" for channel_id in customer.channels)
    uses = escape(", ".join(customer.services))
    return f"*{escape(customer.name)}* · {channels} · uses {uses}"


async def list_customers(turn: Turn, request: Request) -> InternalMessage:
    """List the customers."""
    del request
    return listed(await customers.every(turn.tx, turn.office.id))


VERB = Verb(
    name="list",
    usage="",
    summary="all customers, their channels and services",
    right=Act.READ,
    do=list_customers,
    synonyms=("ls", "show"),
    asks=True,
)
