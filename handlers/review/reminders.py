"""What entering close triggers: reminders of the review, until it is posted."""

from collections.abc import Mapping
from typing import Any

from domain.facts import Fact, FactKind
from domain.incident import Phase, Verdict
from domain.people import ONUS
from domain.review import ReviewStage, is_posted, stages_due
from handlers.kit.turn import Turn
from storage import incidents, journal, timers
from storage.timers import Timer

REVIEW = "review"


async def follow(turn: Turn, fact: Fact) -> None:
    """Set the reminders when an incident comes into close; anew where it comes there again.

    A false positive needs no review.
    """
    if fact.data["after"] != Phase.CLOSE or fact.incident is None:
        return
    incident = await incidents.get(turn.tx, turn.office.id, fact.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    if incident.verdict is Verdict.FALSE_POSITIVE:
        return
    for stage, due_at in stages_due(incident.severity, contained_at=turn.now).items():
        key = f"{REVIEW}:{incident.number}:{stage}"
        body = {"incident": incident.number, "stage": str(stage)}
        timer = Timer(turn.office.id, key=key, kind=REVIEW, due_at=due_at, body=body)
        await timers.put(turn.tx, timer)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Remind the commander, else who opened it, unless the review was posted."""
    incident = await incidents.get(turn.tx, turn.office.id, body["incident"], viewer=ONUS)
    assert incident, "an incident is never deleted"
    facts = await journal.of_incident(turn.tx, turn.office.id, incident.number)
    stage = ReviewStage(body["stage"])
    if is_posted(facts, stage):
        return
    data = {"stage": str(stage), "to": incident.commander or incident.opened_by}
    await turn.tell(
        incident, Fact(FactKind.REVIEW_REMINDED, ONUS.user_id, turn.now, incident.number, data)
    )
