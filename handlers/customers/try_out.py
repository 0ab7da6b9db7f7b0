"""`/customers test`: a harmless message to a customer's channels, and whether it arrived."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from domain.customers import Customer, CustomerError, named
from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.words import InternalMessage, PublicMessage
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, utc, utc_day
from handlers.kit.turn import Turn
from storage import customers, outbox, timers, tracking
from storage.outbox import State
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
    where = ", ".join(f"<#{channel_id}>" for channel_id in customer.channels)
    top = f"*Not sent yet.* {escape(customer.name)} would read this in {where}:"
    line = f"test {customer.name} {SURE}"
    send = button("Send the test", command="customers", line=line, style="primary")
    how = f"Send it: `/customers {escape(line)}`"
    return InternalMessage(
        f"{top}\n{message.text}\n{how}",
        (blocks.section(top), blocks.divider(), *message.blocks, blocks.actions(send)),
    )


def outcome(name: str, rows: list[Row]) -> InternalMessage:
    """Tell in which channels it arrived, and what keeps it from the others."""
    return InternalMessage(f"Test of *{escape(name)}*:\n" + "\n".join(map(_line, rows)))


def _line(row: Row) -> str:
    where = f"<#{row.channel_id}>"
    if row.state == State.SENT and row.sent_at:
        return f":white_check_mark: {where}: it arrived at {utc(row.sent_at)}."
    if row.state == State.FAILED:
        return f":x: {where}: Slack says {escape(row.last_error or 'no')}. `/customers check`"
    if row.state == State.ASKED:
        return f":raised_hand: {where}: held, since a stranger reads there. `/customers check`"
    return f":hourglass: {where}: Slack has not taken it yet; it was taken back."


async def test(turn: Turn, request: Request) -> InternalMessage:
    """Show the message first; then queue it, and look whether it arrived."""
    if not request.text:
        raise CustomerError("Which customer?", instead=("/customers test Acme",))
    customer = named(await customers.every(turn.tx, turn.office.id), request.text)
    message = test_words(turn.office.workspace.name, now=turn.now)
    if not request.value(SURE):
        return preview(customer, message)
    ids = [
        await outbox.test(turn.tx, customer, channel_id=channel_id, message=message, now=turn.now)
        for channel_id in customer.channels
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
    await outbox.stop(turn.tx, turn.office.id, body["ids"])
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
    summary="post a harmless test message to a customer's channels, and say whether it arrived",
    right=Act.CUSTOMERS,
    do=test,
    flags=(SURE,),
    synonyms=("try",),
)
