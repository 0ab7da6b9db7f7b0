"""A customer's channel is not as it was: told to its account owner, and to the people at work."""

from dataclasses import replace

from domain.channels import HARMLESS, MENDED, Change, Channel, strangers
from domain.customers import Customer, labelled
from domain.facts import Fact, FactKind, Value
from domain.people import ONUS
from domain.words import InternalMessage
from handlers.kit.paging import page, stop
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from storage import customers, incidents, outages, outbox


async def tell(
    turn: Turn, customer: Customer, channel_id: str, change: Change, after: Channel
) -> None:
    """Tell the account owner, and whoever works on an outage of the customer, else everybody."""
    every = await customers.every(turn.tx, turn.office.id)
    strange = strangers(after, customer.organisations)
    data: dict[str, Value] = {
        "customer": customer.name,
        "channel": channel_id,
        "change": change,
        "name": after.name,
        "kind": "private" if after.private else "public",
        "organisations": list(labelled(strange, every)),
        "ids": ",".join(strange),
        "owner": customer.profile.owner,
    }
    fact = Fact(FactKind.CHANNEL_CHANGED, ONUS.user_id, turn.now, data=data)
    if customer.profile.owner:
        await outbox.direct(
            turn.tx,
            turn.office.id,
            user_id=customer.profile.owner,
            message=InternalMessage(told(fact)),
            now=turn.now,
        )
    if not await _tell_at_work(turn, customer, fact, change):
        await _tell_everybody(turn, fact)


async def _tell_at_work(turn: Turn, customer: Customer, fact: Fact, change: Change) -> bool:
    """Tell it where an outage of the customer is worked on; return whether there is one."""
    waiting = await outages.open_ones(turn.tx, turn.office.id)
    numbers = {outage.incident for outage in waiting if customer.id in outage.customers}
    for number in sorted(numbers):
        incident = await incidents.get(turn.tx, turn.office.id, number, viewer=ONUS)
        assert incident, "an incident is never deleted"
        await turn.tell(incident, replace(fact, incident=number))
        about = f"channel {fact.data['channel']}"
        if change in MENDED:
            await stop(turn, incident, about=about)
        elif change not in HARMLESS:
            why = f"the next notice would not reach {customer.name}: look at its channel"
            await page(turn, incident, about=about, why=why)
    return bool(numbers)


async def _tell_everybody(turn: Turn, fact: Fact) -> None:
    turn.record(fact)
    if turn.roster.channel_id:
        await outbox.post(
            turn.tx,
            turn.office.id,
            channel_id=turn.roster.channel_id,
            message=InternalMessage(told(fact)),
            now=turn.now,
        )
