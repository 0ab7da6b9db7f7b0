"""A stranger in a customer's channel: what was to go there is held, and people are asked."""

from domain.customers import Customer, labelled
from domain.facts import Fact, FactKind, Value
from domain.incident import Incident
from domain.outage import OutageError
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import CHANNEL
from handlers.kit.paging import STRANGERS, page, stop
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import customers, deliveries, incidents
from storage.deliveries import Delivery


def ways_on(incident: Incident, customer: Customer, delivery: Delivery, who: str) -> Block:
    """Return what can be decided: the people are the customer's, or it stays held."""
    trust = f"trust {who} {customer.name}"
    leave = f"{incident.name} leave-held <#{delivery.channel_id}>"
    return blocks.actions(
        button(f"They belong to {customer.name}: send", command="customers", line=trust),
        button("Leave it held", command="incident", line=leave),
    )


async def ask(turn: Turn, delivery: Delivery, organisations: tuple[str, ...]) -> None:
    """Ask in the incident's thread, once for a channel, and page who tells customers."""
    if delivery.incident is None:
        return  # a test of the channel: whoever wanted it is told how it went
    incident = await incidents.get(turn.tx, turn.office.id, delivery.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    every = await customers.every(turn.tx, turn.office.id)
    customer = next((one for one in every if one.id == delivery.customer_id), None)
    if customer is None:
        return  # removed since: nobody is left to tell
    data: dict[str, Value] = {
        "customer": customer.name,
        "channel": delivery.channel_id,
        "organisations": list(labelled(organisations, every)),
    }
    fact = Fact(FactKind.DELIVERY_ASKED, ONUS.user_id, turn.now, incident.number, data)
    if await _asked(turn, incident, delivery.channel_id):
        turn.record(fact)  # it was asked when the first of them was held
        return
    buttons = ways_on(incident, customer, delivery, ",".join(organisations))
    await turn.tell(incident, fact, buttons)
    why = f"{customer.name} reads nothing: another organisation is in its channel. Decide"
    await page(turn, incident, about=STRANGERS, why=why)


async def leave_held(turn: Turn, request: Request) -> InternalMessage:
    """Put down that it is held on purpose, and page nobody more."""
    incident = await which(turn, request)
    channel_id = next(iter(CHANNEL.findall(request.raw)), "")
    if not await _asked(turn, incident, channel_id):
        raise OutageError("Nothing waits there for a word.", instead=("/incident status",))
    by = turn.person.user_id
    data = {"channel": channel_id}
    fact = Fact(FactKind.DELIVERY_LEFT_HELD, by, turn.now, incident.number, data)
    await turn.tell(incident, fact)
    await stop(turn, incident, about=STRANGERS)
    return InternalMessage(
        "It stays held; later messages to that channel wait too. If they turn out to be the "
        "customer's: `/customers trust <organisation> <customer>`."
    )


async def _asked(turn: Turn, incident: Incident, channel_id: str) -> bool:
    at = (turn.tx, turn.office.id)
    return await deliveries.asked(*at, channel_id=channel_id, incident=incident.number)


LEAVE_HELD = Verb(
    name="leave-held",
    usage="#channel",
    summary="leave what waits for a customer's channel held, while a stranger reads there",
    right=Act.TELL,
    do=leave_held,
    hidden=True,
)
