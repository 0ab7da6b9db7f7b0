"""What the end of a customer's quiet hours triggers: it reads how things stand, in one message."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.customers import Customer, recipients
from domain.facts import Fact, FactKind
from domain.outage import Change, NoticeKind, Outage
from domain.people import ONUS
from handlers.kit.compose import compose
from handlers.kit.turn import Turn
from handlers.kit.withheld import spared
from handlers.notices.hush import look_at, quiet_until
from handlers.notices.post import post
from handlers.notices.publish import draft
from storage import customers, freezes, incidents, outages, outward

_LOOK_AGAIN = timedelta(minutes=5)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Tell one customer how things stand, unless the outage is no longer its own."""
    outage = await outages.get(turn.tx, turn.office.id, body["reference"])
    every = await customers.every(turn.tx, turn.office.id)
    customer = next((one for one in every if one.id == body["customer"]), None)
    if outage is None or customer is None or customer.id not in outage.customers:
        return
    frozen = await freezes.get(turn.tx, turn.office.id, outage.incident)
    again = turn.now + _LOOK_AGAIN if frozen else quiet_until(customer, turn.now)
    if again:
        await look_at(turn, outage, customer.id, again)
    elif await spared(turn, outage.incident, (customer,)):
        await _catch_up(turn, outage, customer)


async def _catch_up(turn: Turn, outage: Outage, customer: Customer) -> None:
    found = await incidents.get(turn.tx, turn.office.id, outage.incident, viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    if outage.open:
        await _tell_how_it_stands(turn, outage, customer)
    elif not await _tell_the_end(turn, outage, customer):
        return
    data = {"customer": customer.name}
    fact = Fact(FactKind.CUSTOMER_CAUGHT_UP, ONUS.user_id, turn.now, incident.number, data)
    await turn.tell(incident, fact)


async def _tell_how_it_stands(turn: Turn, outage: Outage, customer: Customer) -> None:
    change = Change(NoticeKind.NEWCOMER, outage.awaited_at)
    words = compose(turn, outage, change, (customer,), now=turn.now)
    await post(turn, await draft(turn, outage, change, words, recipients((customer,))))


async def _tell_the_end(turn: Turn, outage: Outage, customer: Customer) -> bool:
    """Queue the last word for it; return whether there is one that was not taken back."""
    kinds, number = (NoticeKind.RESOLVED,), outage.incident
    last = await outages.latest_published(turn.tx, turn.office.id, number, kinds=kinds)
    if last is None or last.reference != outage.reference:
        return False
    roots = await outages.roots(turn.tx, turn.office.id, outage.reference)
    for recipient in recipients((customer,)):
        root = roots.get(recipient.channel_id)
        await outward.notice(turn.tx, last, recipient=recipient, reply_to=root, now=turn.now)
    return True
