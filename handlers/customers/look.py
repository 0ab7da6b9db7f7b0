"""Looking at customers' channels: what has become of one is told before a notice needs it.

Every look compares how a channel is with how it was seen last, so that an event which says that
something has changed may come twice or never: the daily look finds the same.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.channels import UNSEEN, Channel, changes, strangers
from domain.customers import Customer
from domain.facts import Fact, FactKind, Value
from domain.people import ONUS
from handlers.customers.changed import tell
from handlers.kit.office import Office
from handlers.kit.overtaken import drop_overtaken
from handlers.kit.turn import Turn
from storage import customers, deliveries, timers, workspaces
from storage.timers import Timer

LOOK = "look"
_EVERY = timedelta(days=1)
_AGAIN = timedelta(minutes=5)


async def begin(tx: AsyncConnection, office: Office, *, now: datetime) -> None:
    """Look at start: what happened while Onus was away is told now."""
    await timers.put(tx, _timer(office, now))


async def ring(turn: Turn, _: Mapping[str, Any]) -> None:
    """Look at every channel of every customer, as soon as Slack says how they are."""
    seen = bool(turn.roster.channels)
    await timers.put(turn.tx, _timer(turn.office, turn.now + (_EVERY if seen else _AGAIN)))
    if seen:
        here = replace(turn.office.workspace, incidents_channel_id=turn.roster.channel_id)
        await workspaces.keep(turn.tx, here)
        every = await customers.every(turn.tx, turn.office.id)
        await look(turn, [(one, channel_id) for one in every for channel_id in one.channels])


async def look(turn: Turn, those: list[tuple[Customer, str]]) -> None:
    """Compare these channels with how they were, and tell what matters of the difference.

    Where no stranger reads any more, what was held goes.
    """
    before = await customers.seen(turn.tx, turn.office.id)
    for customer, channel_id in those:
        after = turn.roster.channels.get(channel_id, UNSEEN)
        if after != before[channel_id]:
            await _compare(turn, customer, channel_id, before[channel_id], after)
        if strangers(after, customer.organisations):
            continue
        if await deliveries.let_go(turn.tx, turn.office.id, [channel_id]):
            await drop_overtaken(turn)


async def _compare(
    turn: Turn, customer: Customer, channel_id: str, before: Channel | None, after: Channel
) -> None:
    await customers.saw(turn.tx, turn.office.id, channel_id=channel_id, channel=after)
    if customer.organisations is None and after != UNSEEN:
        customer = await _learn(turn, customer)
    known = customer.organisations or ()
    begun = before or Channel(after.name, member=True, archived=False, organisations=known)
    for change in changes(begun, after, known=known):
        await tell(turn, customer, channel_id, change, after)


async def _learn(turn: Turn, customer: Customer) -> Customer:
    """Take who reads in its channels for its own: somebody gave them to it."""
    seen = [turn.roster.channels.get(channel_id, UNSEEN) for channel_id in customer.channels]
    there = tuple(sorted({one for channel in seen for one in channel.organisations}))
    after = replace(customer, organisations=there)
    await customers.save(turn.tx, after)
    if there:
        data: dict[str, Value] = {"customer": customer.name, "organisations": list(there)}
        turn.record(Fact(FactKind.ORGANISATIONS_KNOWN, ONUS.user_id, turn.now, data=data))
    return after


def _timer(office: Office, due_at: datetime) -> Timer:
    return Timer(workspace_id=office.id, key=LOOK, kind=LOOK, due_at=due_at, body={})
