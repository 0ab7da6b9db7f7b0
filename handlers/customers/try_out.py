"""`/customers test`: a harmless message to a customer by every way, and whether it arrived."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from domain.customers import Customer, CustomerError, Recipient, in_slack, named, other_ways
from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.ways import Way
from domain.words import InternalMessage, PublicMessage
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, utc, utc_day, way_to
from handlers.kit.turn import Turn
from storage import customers, outbox, outward, timers, tracking
from storage.outbox_rows import Kind, State, way_of
from storage.timers import Timer
from storage.tracking import Row

ARRIVAL = "arrival"
SURE = "sure"
_LOOKED_AT_AFTER = timedelta(seconds=5)
_GIVEN_UP_AFTER = timedelta(minutes=2)
_SETTLED = (State.SENT, State.FAILED, State.ASKED)


def test_words(sender: str, *, now: datetime) -> PublicMessage:
    """Return what the customer reads."""
    body = (
        f"*Test message · nothing has happened*\nThis is how {escape(sender)} would tell you of an "
        "outage of a service that you use. You need not do anything."
    )
    footer = utc_day(now)
    return PublicMessage(f"{body}\n{footer}", (blocks.section(body), blocks.context(footer)))


def preview(customer: Customer, message: PublicMessage) -> InternalMessage:
    """Show what would go where, with the button that sends it."""
    ways = (way_to(one.way, one.channel_id or one.address) for one in _every_way(customer))
    top = f"*Not sent yet.* {escape(customer.name)} would read this {', '.join(ways)}:"
    line = f"test {customer.name} {SURE}"
    send = button("Send the test", command="customers", line=line, style="primary")
    how = f"Send it: `/customers {escape(line)}`"
    return InternalMessage(
        f"{top}\n{message.text}\n{how}",
        (blocks.section(top), blocks.divider(), *message.blocks, blocks.actions(send)),
    )


def outcome(name: str, rows: list[Row]) -> InternalMessage:
    """Tell where it arrived, and what keeps it from the other places."""
    return InternalMessage(f"Test of *{escape(name)}*:\n" + "\n".join(map(_line, rows)))


def _line(row: Row) -> str:
    way = way_of(Kind(row.kind))
    if way is not Way.SLACK:
        return _by_letter(row, way_to(way, row.address or ""))
    where = f"<#{row.channel_id}>"
    if row.state == State.SENT and row.sent_at:
        return f":white_check_mark: {where}: it arrived at {utc(row.sent_at)}."
    if row.state == State.FAILED:
        return f":x: {where}: Slack says {escape(row.last_error or 'no')}. `/customers check`"
    if row.state == State.ASKED:
        return f":raised_hand: {where}: held, since a stranger reads there. `/customers check`"
    return f":hourglass: {where}: Slack has not taken it yet; it was taken back."


def _by_letter(row: Row, where: str) -> str:
    """Say no more than is known: that somebody took it, who may pass it on."""
    if row.state == State.SENT and row.sent_at:
        return f":white_check_mark: {where}: it was taken at {utc(row.sent_at)}."
    said = escape(row.last_error or "no answer")
    taken_back = "" if row.state == State.FAILED else " It was taken back."
    return f":x: {where}: {said}.{taken_back}"


def _every_way(customer: Customer) -> tuple[Recipient, ...]:
    """Return its channels, and also the ways that are used only where Slack fails."""
    return (*in_slack(customer), *other_ways(customer))


async def test(turn: Turn, request: Request) -> InternalMessage:
    """Show the message first; then queue it, and look whether it arrived."""
    if not request.text:
        raise CustomerError("Which customer?", instead=("/customers test Acme",))
    customer = named(await customers.every(turn.tx, turn.office.id), request.text)
    message = test_words(turn.office.workspace.name, now=turn.now)
    if not request.value(SURE):
        return preview(customer, message)
    ids = [
        await outward.test(turn.tx, turn.office.id, one, message=message, now=turn.now)
        for one in _every_way(customer)
    ]
    await _look(turn, {"customer": customer.name, "ids": ids, "until": _until(turn)})
    data: dict[str, Value] = {"customer": customer.name}
    turn.record(Fact(FactKind.CUSTOMER_TESTED, turn.person.user_id, turn.now, data=data))
    return InternalMessage("On its way. Whether it arrived, you read in a direct message.")


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Tell whoever sent the test what became of it; what is not out by now never goes."""
    found = [await tracking.get(turn.tx, turn.office.id, one) for one in body["ids"]]
    rows = [row for row in found if row]
    waits = any(row.state not in _SETTLED for row in rows)
    if waits and turn.now < datetime.fromisoformat(body["until"]):
        await _look(turn, body)
        return
    await outward.stop(turn.tx, turn.office.id, body["ids"])
    await outbox.direct(
        turn.tx,
        turn.office.id,
        user_id=body["user"],
        message=outcome(body["customer"], rows),
        now=turn.now,
    )


async def _look(turn: Turn, body: Mapping[str, Any]) -> None:
    whole = {"user": turn.person.user_id, **body}
    timer = Timer(
        workspace_id=turn.office.id,
        key=f"{ARRIVAL}:{body['ids'][0]}",
        kind=ARRIVAL,
        due_at=turn.now + _LOOKED_AT_AFTER,
        body=whole,
    )
    await timers.put(turn.tx, timer)


def _until(turn: Turn) -> str:
    return (turn.now + _GIVEN_UP_AFTER).isoformat()


VERB = Verb(
    name="test",
    usage="<name>",
    summary="send a harmless test message to a customer by every way, and say whether it arrived",
    right=Act.CUSTOMERS,
    do=test,
    flags=(SURE,),
    synonyms=("try",),
)
