"""What a maintenance's timer triggers: reminders, its beginning, the question of its end."""

from collections.abc import Mapping
from typing import Any

from domain import maintenance as decide
from domain.maintenance import Event, Maintenance
from domain.words import InternalMessage
from handlers.kit.mrkdwn import escape, utc
from handlers.kit.turn import Turn
from handlers.maintenance.draft import readers
from handlers.maintenance.follow import post, put_down
from handlers.maintenance.say import say, told
from storage import maintenances, outbox


def asks(plan: Maintenance) -> InternalMessage:
    """Ask whoever answers for it, where they read it even with Slack's notifications off."""
    return InternalMessage(
        f":wrench: Is the maintenance *{escape(plan.title.words)}* done? Its planned end is "
        f"{utc(plan.ends_at)}, and Onus does not tell customers that it is over by itself: "
        f"`/maintenance complete {plan.reference}`, or `/maintenance move {plan.reference} for 3h`."
    )


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Do what is due, if it still is."""
    plan = await maintenances.get(turn.tx, turn.office.id, body["reference"])
    if plan is None or (found := decide.due(plan, now=turn.now)) is None:
        return
    after, event = found
    those = await told(turn, after)
    await maintenances.save(turn.tx, after)
    if those and decide.customers_read(after, event):
        next_at = decide.next_word_at(after, event, now=turn.now)
        words = await say(turn, after, event, next_at=next_at)
        promised_at = after.starts_at if event is Event.BEGUN else None
        to = await readers(turn, after)
        await post(turn, after, words.message, words.own, to, promised_at=promised_at)
    if event in (Event.ASKED, Event.OVERDUE):
        await outbox.direct(
            turn.tx, turn.office.id, user_id=after.owner, message=asks(after), now=turn.now
        )
    await put_down(turn, after, event, names=[one.name for one in those])
