"""`/customers add`: a customer, its channels, and the services it uses."""

from domain import customers as decide
from domain.customers import Customer
from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import CHANNEL, escape, plain
from handlers.kit.turn import Turn
from storage import customers
from storage.outbox import new_id


def added(customer: Customer) -> InternalMessage:
    """Tell who added it."""
    channels = ", ".join(f"<#{channel_id}>" for channel_id in customer.channels)
    return InternalMessage(
        f":white_check_mark: {escape(customer.name)} is told in {channels} of outages of "
        f"{escape(', '.join(customer.services))}. Check that I can post there: `/customers check`."
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
    channels = _channels(turn, request)
    services = request.words.items("uses")
    name = decide.check_customer(_name(request), channels=channels, services=services)
    _refuse_inside(turn, channels)
    customer = Customer(turn.office.id, new_id(), name, services, channels)
    await customers.add(turn.tx, customer)
    turn.record(_fact(turn, customer))
    return added(customer)


def _name(request: Request) -> str:
    if request.via.form is not None:
        return request.text
    return f" {request.text}".partition(" #")[0].strip()


def _channels(turn: Turn, request: Request) -> tuple[str, ...]:
    if request.via.form is not None:
        return request.words.items("channels")
    by_name = {f"#{channel.name}": id_ for id_, channel in turn.roster.channels.items()}
    typed = plain(CHANNEL.sub("", request.raw)).split()
    unknown = [word for word in typed if word.startswith("#") and word not in by_name]
    if unknown:
        raise decide.CustomerError(
            f"I cannot see {', '.join(unknown)[:200]}. Invite @onus there first, or mind the name.",
            instead=("/invite @onus", "/customers add Acme #acme-status uses vm,disks"),
        )
    named = (by_name[word] for word in typed if word in by_name)
    return tuple(dict.fromkeys([*CHANNEL.findall(request.raw), *named]))


def _refuse_inside(turn: Turn, channels: tuple[str, ...]) -> None:
    if turn.roster.channel_id in channels:
        raise decide.CustomerError(
            f"#{turn.office.incidents_channel} is where incidents are run: no customer's channel."
        )


def _fact(turn: Turn, customer: Customer) -> Fact:
    data: dict[str, Value] = {
        "name": customer.name,
        "channels": list(customer.channels),
        "services": list(customer.services),
    }
    return Fact(FactKind.CUSTOMER_ADDED, turn.person.user_id, turn.now, data=data)


VERB = Verb(
    name="add",
    usage="<name> #channel [#channel …] uses a,b",
    summary="tell a customer of outages of the services it uses",
    right=Act.CUSTOMERS,
    do=add,
    keys=("uses",),
    synonyms=("new",),
    form=customer_form,
)
