"""Quiet hours: words of degraded impact wait for their end, and then the newest goes alone.

What was written at night would promise a minute that has passed by the morning. So nothing of it is
kept: at the end of the quiet hours the customer reads how things stand then, or that it is over.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from domain.customers import Customer, Recipient, recipients
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import Change, Impact, NoticeKind, Outage
from domain.people import ONUS
from handlers.kit.compose import compose
from handlers.kit.turn import Turn
from handlers.kit.withheld import spared
from handlers.notices.post import post
from storage import customers, freezes, incidents, outages, outbox, timers
from storage.outages import Notice
from storage.outbox import new_id
from storage.timers import Timer

QUIET = "quiet"
_LOOK_AGAIN = timedelta(minutes=5)


async def hushed(turn: Turn, outage: Outage, those: tuple[Recipient, ...]) -> dict[str, datetime]:
    """Return until when customers hear nothing of the outage now, by their ids."""
    if outage.impact is not Impact.DEGRADED:
        return {}
    ids = {one.customer_id for one in those}
    ends = {one.id: _until(one, turn.now) for one in await _every(turn) if one.id in ids}
    return {id_: until for id_, until in ends.items() if until}


async def hush(
    turn: Turn, incident: Incident, outage: Outage, until: Mapping[str, datetime]
) -> None:
    """Have these customers told when their quiet hours end; said inside once for each."""
    for customer in await _every(turn):
        if customer.id not in until:
            continue
        if await timers.is_set(turn.tx, turn.office.id, _key(outage, customer.id)):
            continue
        await _look_at(turn, outage, customer.id, until[customer.id])
        data = {"customer": customer.name, "until": until[customer.id].isoformat()}
        by = turn.person.user_id
        fact = Fact(FactKind.CUSTOMER_HUSHED, by, turn.now, incident.number, data)
        await turn.tell(incident, fact)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Tell one customer how things stand, unless the outage is no longer its own."""
    outage = await outages.get(turn.tx, turn.office.id, body["reference"])
    every = await _every(turn)
    customer = next((one for one in every if one.id == body["customer"]), None)
    if outage is None or customer is None or customer.id not in outage.customers:
        return
    frozen = await freezes.get(turn.tx, turn.office.id, outage.incident)
    again = turn.now + _LOOK_AGAIN if frozen else _until(customer, turn.now)
    if again:
        await _look_at(turn, outage, customer.id, again)
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
    notice = Notice(
        workspace_id=turn.office.id,
        id=new_id(),
        incident=outage.incident,
        reference=outage.reference,
        kind=change.kind,
        state="draft",
        message=words.message,
        own=words.own,
        change=change,
        outage=outage,
        outage_version=outage.version,
        recipients=recipients((customer,)),
        drafted_by=ONUS.user_id,
        drafted_at=turn.now,
    )
    await outages.draft(turn.tx, notice)
    await post(turn, notice)


async def _tell_the_end(turn: Turn, outage: Outage, customer: Customer) -> bool:
    """Queue the last word for it; return whether there is one that was not taken back."""
    kinds, number = (NoticeKind.RESOLVED,), outage.incident
    last = await outages.latest_published(turn.tx, turn.office.id, number, kinds=kinds)
    if last is None or last.reference != outage.reference:
        return False
    roots = await outages.roots(turn.tx, turn.office.id, outage.reference)
    for recipient in recipients((customer,)):
        root = roots.get(recipient.channel_id)
        await outbox.notice(turn.tx, last, recipient=recipient, reply_to=root, now=turn.now)
    return True


async def _every(turn: Turn) -> list[Customer]:
    return await customers.every(turn.tx, turn.office.id)


def _until(customer: Customer, now: datetime) -> datetime | None:
    quiet = customer.profile.quiet
    return quiet.until(now) if quiet else None


async def _look_at(turn: Turn, outage: Outage, customer_id: str, due_at: datetime) -> None:
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
