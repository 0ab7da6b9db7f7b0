"""What a running clock triggers: reminders at half, at 80 % and at the end of its time."""

from collections.abc import Mapping
from typing import Any

from domain import obligation as decide
from domain.obligation import Obligation
from domain.people import ONUS
from handlers.kit.turn import Turn
from storage import incidents, obligations, timers
from storage.timers import Timer

OBLIGATION = "obligation"


async def set_reminder(turn: Turn, obligation: Obligation, *, after_share: int = 0) -> None:
    """Set the timer of the reminder that comes next, if one does."""
    coming = decide.next_reminder(obligation, now=turn.now, after_share=after_share)
    if coming is None:
        return
    body = {
        "incident": obligation.incident,
        "number": obligation.number,
        "share": coming.share,
    }
    timer = Timer(
        workspace_id=turn.office.id,
        key=_key(obligation),
        kind=OBLIGATION,
        due_at=coming.due_at,
        body=body,
    )
    await timers.put(turn.tx, timer)


async def clear_reminder(turn: Turn, obligation: Obligation) -> None:
    """Take the timer of one that is settled away."""
    await timers.clear(turn.tx, turn.office.id, _key(obligation))


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Remind the commander, else who started it, unless it was met or waived meanwhile."""
    found = await incidents.get(turn.tx, turn.office.id, body["incident"], viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    every = await obligations.of_incident(turn.tx, turn.office.id, incident.number)
    obligation = next(each for each in every if each.number == body["number"])
    if not obligation.open:
        return
    fact = decide.remind(
        obligation, body["share"], to=incident.commander or obligation.started_by, now=turn.now
    )
    await turn.tell(incident, fact)
    await set_reminder(turn, obligation, after_share=body["share"])


def _key(obligation: Obligation) -> str:
    return f"{OBLIGATION}:{obligation.incident}:{obligation.number}"
