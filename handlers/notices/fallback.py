"""Fallback: where Slack cannot deliver, the customer reads the notice by its other ways.

Slack cannot where a delivery has failed for good, or has not arrived some minutes after the minute
that was promised. What waits for Slack goes there nevertheless, once it is back.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.customers import Customer, other_ways
from domain.facts import Fact, FactKind, Value
from domain.outage import NoticeKind
from domain.people import ONUS
from domain.ways import When
from handlers.kit.mrkdwn import way_to
from handlers.kit.turn import Turn
from handlers.kit.withheld import spared
from storage import customers, incidents, letters, outages, outward, timers
from storage.deliveries import Delivery
from storage.outages import Notice
from storage.outbox_rows import Kind
from storage.timers import Timer

FALLBACK = "fallback"


async def await_slack(turn: Turn, notice: Notice, *, promised_at: datetime | None = None) -> None:
    """Have it looked at whether Slack has delivered the notice, some minutes after it should."""
    if not turn.office.ways:
        return
    leaves_at = turn.now + turn.office.stop_after
    due_at = max(leaves_at, promised_at or leaves_at) + turn.office.fallback_after
    await timers.put(
        turn.tx,
        Timer(
            workspace_id=turn.office.id,
            key=f"{FALLBACK}:{notice.id}",
            kind=FALLBACK,
            due_at=due_at,
            body={"notice": notice.id},
        ),
    )


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Reach those whom Slack has not reached by now; look again while words are held back."""
    notice = await outages.get_notice(turn.tx, turn.office.id, body["notice"])
    assert notice, "a notice is never deleted"
    still = await letters.waiting(turn.tx, notice)
    why = "Slack has not taken it by now"
    await _reach(turn, notice, still.channels, why=why)
    if still.held:
        await await_slack(turn, notice)


async def stand_in(turn: Turn, delivery: Delivery, error: str) -> bool:
    """Reach a customer whom a post cannot reach any more; return whether there is a way."""
    if delivery.address or delivery.notice_id is None or delivery.kind is not Kind.POST:
        return False
    notice = await outages.get_notice(turn.tx, turn.office.id, delivery.notice_id)
    assert notice, "a notice is never deleted"
    why = f"Slack refused it ({error})"
    return await _reach(turn, notice, frozenset((delivery.channel_id,)), why=why)


async def reach_now(turn: Turn, notice: Notice) -> None:
    """Use every other way at once, whatever Slack will do."""
    channels = frozenset(one.channel_id for one in notice.recipients if one.channel_id)
    await _reach(turn, notice, channels, why="it was written on the command line")


async def _reach(turn: Turn, notice: Notice, channels: frozenset[str], *, why: str) -> bool:
    """Write to the customers of these channels who are told by letter only now.

    Never an advisory: it is for the eyes of security contacts, whatever Slack refuses.
    """
    if notice.kind is NoticeKind.ADVISORY:
        return False
    known = await letters.written_to(turn.tx, notice)
    every = await customers.every(turn.tx, turn.office.id)
    missed = tuple(one for one in every if one.id not in known and _falls_back(one, channels))
    those = await spared(turn, notice.incident, missed)
    for customer in those:
        await _write(turn, notice, customer, why)
    return any(one.id in known and channels & set(one.channels) for one in every) or bool(those)


def _falls_back(customer: Customer, channels: frozenset[str]) -> bool:
    mine = bool(channels.intersection(customer.channels))
    return mine and customer.profile.ways is When.FALLBACK and bool(other_ways(customer))


async def _write(turn: Turn, notice: Notice, customer: Customer, why: str) -> None:
    ways = other_ways(customer)
    for recipient in ways:
        await outward.notice(turn.tx, notice, recipient=recipient, reply_to=None, now=turn.now)
    incident = await incidents.get(turn.tx, turn.office.id, notice.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    data: dict[str, Value] = {
        "customer": customer.name,
        "notice": str(notice.kind),
        "ways": [way_to(one.way, one.address) for one in ways],
        "why": why,
    }
    fact = Fact(FactKind.DELIVERY_REROUTED, ONUS.user_id, turn.now, incident.number, data)
    await turn.tell(incident, fact)
