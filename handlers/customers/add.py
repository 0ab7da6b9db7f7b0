"""`/customers add`: a customer, its channels, and the services it uses."""

from domain import customers as decide
from domain.customers import Customer
from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.words import InternalMessage
from handlers.customers.channels import channels_of, organisations_in
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from storage import customers
from storage.outbox_rows import new_id


def added(customer: Customer) -> InternalMessage:
    """Tell who added it."""
    channels = ", ".join(f"<#{channel_id}>" for channel_id in customer.channels)
    return InternalMessage(
        f":white_check_mark: {escape(customer.name)} is told in {channels} of outages of "
        f"{escape(', '.join(customer.services))}. {_readers(customer)}Check that I can post there: "
        "`/customers check`."
    )


def _readers(customer: Customer) -> str:
    if not customer.organisations:
        return ""
    return (
        f"{', '.join(customer.organisations)} reads there and counts as {escape(customer.name)}'s "
        "from now on; should anybody else come to read there, notices are held. "
    )


def customer_form(request: Request) -> Block:
    """Return the form that a bare `add` shows."""
    return form(
        request,
        "Add a customer",
        blocks.text_input("text", "Name", hint="Acme"),
        blocks.channel_input("channels", "The channel in which it is told"),
        blocks.text_input("uses", "Services it uses", hint="vm, disks"),
        submit="Add",
    )


async def add(turn: Turn, request: Request) -> InternalMessage:
    """Add the customer; its channels come as Slack's own references, so none is guessed."""
    channels = channels_of(turn, request)
    services = request.words.items("uses")
    name = decide.check_customer(_name(request), channels=channels, services=services)
    customer = Customer(
        turn.office.id,
        new_id(),
        name,
        services,
        channels,
        organisations=organisations_in(turn, channels),
    )
    await customers.add(turn.tx, customer)
    await _see(turn, channels)
    turn.record(_fact(turn, customer))
    return added(customer)


async def _see(turn: Turn, channels: tuple[str, ...]) -> None:
    """Keep how its channels are, so that the next look tells what has changed since."""
    for channel_id in channels:
        if seen := turn.roster.channels.get(channel_id):
            await customers.saw(turn.tx, turn.office.id, channel_id=channel_id, channel=seen)


def _name(request: Request) -> str:
    if request.via.form is not None:
        return request.text
    return f" {request.text}".partition(" #")[0].strip()


def _fact(turn: Turn, customer: Customer) -> Fact:
    data: dict[str, Value] = {
        "name": customer.name,
        "channels": list(customer.channels),
        "services": list(customer.services),
        "organisations": list(customer.organisations or ()),
    }
    return Fact(FactKind.CUSTOMER_ADDED, turn.person.user_id, turn.now, data=data)


VERB = Verb(
    name="add",
    usage="<name> #channel [#channel …] uses a,b",
    summary="tell a customer of outages of the services it uses",
    right=Act.CUSTOMERS,
    do=add,
    keys=("uses",),
    fresh=True,
    synonyms=("new",),
    form=customer_form,
)
