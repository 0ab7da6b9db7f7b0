"""What a milestone's time triggers: the thread is told that it is not done, once."""

from collections.abc import Mapping
from typing import Any

from domain import milestone as decide
from domain.milestone import Milestone
from domain.people import ONUS
from handlers.kit.turn import Turn
from handlers.milestones.words import ways_on
from storage import incidents, milestones, timers
from storage.timers import Timer

MILESTONE = "milestone"


async def set_reminder(turn: Turn, milestone: Milestone) -> None:
    """Set the timer of an open milestone, take away that of another."""
    key = f"{MILESTONE}:{milestone.incident}:{milestone.number}"
    if not milestone.open:
        await timers.clear(turn.tx, turn.office.id, key)
        return
    timer = Timer(
        workspace_id=turn.office.id,
        key=key,
        kind=MILESTONE,
        due_at=milestone.due_at,
        body={"incident": milestone.incident, "number": milestone.number},
    )
    await timers.put(turn.tx, timer)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Say that it is due, unless it was done, or the incident is over."""
    incident = await incidents.get(turn.tx, turn.office.id, body["incident"], viewer=ONUS)
    assert incident, "an incident is never deleted"
    every = await milestones.of_incident(turn.tx, turn.office.id, incident.number)
    milestone = next(one for one in every if one.number == body["number"])
    if incident.open and milestone.open:
        fact = decide.overdue(milestone, by=ONUS.user_id, now=turn.now)
        await turn.tell(incident, fact, ways_on(milestone))
