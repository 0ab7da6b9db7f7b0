"""Looking at customers' channels: what has become of one is told before a notice needs it.

Every look compares how a channel is with how it was seen last, so that an event which says that
something has changed may come twice or never: the daily look finds the same.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.channels import HARMLESS, MENDED, UNSEEN, Change, Channel, changes, strangers
from domain.customers import Customer, labelled
from domain.facts import Fact, FactKind, Value
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import CHANNEL
from handlers.kit.office import Office
from handlers.kit.overtaken import drop_overtaken
from handlers.kit.paging import page, stop
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from storage import customers, deliveries, incidents, outages, outbox, rooms, timers, workspaces
from storage.news import News, bring
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


async def noticed(turn: Turn, request: Request) -> None:
    """Look at a channel of which Slack says that something has changed."""
    request.via.check_by_slack()
    bring(turn.tx, News.CHANNELS)
    named = CHANNEL.findall(request.raw)
    every = await customers.every(turn.tx, turn.office.id)
    await look(turn, [(one, each) for one in every for each in one.channels if each in named])


async def moved(turn: Turn, request: Request) -> None:
    """Follow a channel to the id that it has now; nobody but Slack says so."""
    request.via.check_by_slack()
    bring(turn.tx, News.CHANNELS)
    before, after = CHANNEL.findall(request.raw)
    await customers.move_channel(turn.tx, turn.office.id, before, after)
    await rooms.move(turn.tx, turn.office.id, before, after)
    seen = turn.roster.channels.get(after, UNSEEN)
    for customer in await customers.every(turn.tx, turn.office.id):
        if after in customer.channels:
            await _tell(turn, customer, after, Change.MOVED, seen)
            await look(turn, [(customer, after)])


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
        await _tell(turn, customer, channel_id, change, after)


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


async def _tell(
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


def _timer(office: Office, due_at: datetime) -> Timer:
    return Timer(workspace_id=office.id, key=LOOK, kind=LOOK, due_at=due_at, body={})


NOTICED = Verb(
    name="noticed",
    usage="#channel",
    summary="look at a channel of which Slack says that something has changed",
    right=Act.REPORT,
    do=noticed,
    fresh=True,
    hidden=True,
)
MOVED = Verb(
    name="moved",
    usage="#channel #channel",
    summary="follow a channel of which Slack says that it has another id now",
    right=Act.REPORT,
    do=moved,
    fresh=True,
    hidden=True,
)
