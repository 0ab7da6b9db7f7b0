"""What an action item's day triggers: its owner is reminded in the thread, until it is done."""

from collections.abc import Mapping
from typing import Any

from domain import action_item as decide
from domain.action_item import ActionItem
from domain.people import ONUS
from handlers.kit.turn import Turn
from storage import action_items, incidents, timers
from storage.timers import Timer

ACTION = "action"


async def set_reminder(turn: Turn, item: ActionItem) -> None:
    """Set the timer of the next reminder, or take it away once the item is done."""
    key = f"{ACTION}:{item.incident}:{item.number}"
    due_at = decide.next_reminder_at(item, now=turn.now)
    if due_at is None:
        await timers.clear(turn.tx, turn.office.id, key)
        return
    body = {"incident": item.incident, "number": item.number}
    timer = Timer(turn.office.id, key=key, kind=ACTION, due_at=due_at, body=body)
    await timers.put(turn.tx, timer)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Remind the owner, unless it was done meanwhile."""
    found = await incidents.get(turn.tx, turn.office.id, body["incident"], viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    every = await action_items.of_incident(turn.tx, turn.office.id, incident.number)
    item = next(each for each in every if each.number == body["number"])
    if not item.open:
        return
    await turn.tell(incident, decide.remind(item, now=turn.now))
    await set_reminder(turn, item)
