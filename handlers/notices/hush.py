"""Quiet hours: words of degraded impact wait for their end, and then the newest goes alone.

What was written at night would promise a minute that has passed by the morning. So nothing of it is
kept: at the end of the quiet hours the customer reads how things stand then, or that it is over.
"""

from collections.abc import Mapping
from datetime import datetime

from domain.customers import Customer, Recipient
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import Impact, Outage
from handlers.kit.turn import Turn
from storage import customers, timers
from storage.timers import Timer

QUIET = "quiet"


async def hushed(turn: Turn, outage: Outage, those: tuple[Recipient, ...]) -> dict[str, datetime]:
    """Return until when customers hear nothing of the outage now, by their ids."""
    if outage.impact is not Impact.DEGRADED:
        return {}
    ids = {one.customer_id for one in those}
    every = await customers.every(turn.tx, turn.office.id)
    ends = {one.id: quiet_until(one, turn.now) for one in every if one.id in ids}
    return {id_: until for id_, until in ends.items() if until}


async def hush(
    turn: Turn, incident: Incident, outage: Outage, until: Mapping[str, datetime]
) -> None:
    """Have these customers told when their quiet hours end; said inside once for each."""
    for customer in await customers.every(turn.tx, turn.office.id):
        if customer.id not in until:
            continue
        if await timers.is_set(turn.tx, turn.office.id, _key(outage, customer.id)):
            continue
        await look_at(turn, outage, customer.id, until[customer.id])
        data = {"customer": customer.name, "until": until[customer.id].isoformat()}
        by = turn.person.user_id
        fact = Fact(FactKind.CUSTOMER_HUSHED, by, turn.now, incident.number, data)
        await turn.tell(incident, fact)


def quiet_until(customer: Customer, now: datetime) -> datetime | None:
    """Return when its quiet hours end, None where it is none of them."""
    quiet = customer.profile.quiet
    return quiet.until(now) if quiet else None


async def look_at(turn: Turn, outage: Outage, customer_id: str, due_at: datetime) -> None:
    """Have it looked at, at that instant, whether the customer is to be told how things stand."""
    timer = Timer(
        workspace_id=turn.office.id,
        key=_key(outage, customer_id),
        kind=QUIET,
        due_at=due_at,
        body={"reference": outage.reference, "customer": customer_id},
    )
    await timers.put(turn.tx, timer)


def _key(outage: Outage, customer_id: str) -> str:
    return f"{QUIET}:{outage.reference}:{customer_id}"
