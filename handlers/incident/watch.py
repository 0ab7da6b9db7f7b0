"""What a mitigation's timer triggers: it expires unused, or the review of it is asked for again."""

from collections.abc import Mapping
from typing import Any

from domain import mitigation as plan
from domain.incident import Incident
from domain.mitigation import Mitigation
from domain.people import ONUS, Right
from handlers.kit.mrkdwn import clip, utc_day
from handlers.kit.paging import page, stop
from handlers.kit.turn import Turn
from storage import incidents, mitigations, timers
from storage.timers import Timer

MITIGATION = "mitigation"


def about(mitigation: Mitigation) -> str:
    """Return what approvers are paged about: this proposal."""
    return f"mitigation {mitigation.number}"


async def watch(turn: Turn, mitigation: Mitigation) -> None:
    """Set the timer for what comes next of it, or clear it where nothing does."""
    due = (mitigation.expires_next, plan.remind_of_review_at(mitigation, now=turn.now))
    ahead = [instant for instant in due if instant]
    if not ahead:
        await timers.clear(turn.tx, turn.office.id, mitigation.subject)
        return
    timer = Timer(
        workspace_id=turn.office.id,
        key=mitigation.subject,
        kind=MITIGATION,
        due_at=min(ahead),
        body={"incident": mitigation.incident, "number": mitigation.number},
    )
    await timers.put(turn.tx, timer)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Let it expire, or ask for its review again, if that still applies."""
    found = await incidents.get(turn.tx, turn.office.id, body["incident"], viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    mitigation = await mitigations.get(turn.tx, turn.office.id, incident.number, body["number"])
    if mitigation is None or not incident.open:
        return
    decision = plan.expire(mitigation, now=turn.now)
    if decision:
        mitigation = await mitigations.save(turn.tx, decision.mitigation)
        await turn.settle(incident, mitigation.post_id)
        await turn.tell(incident, decision.fact)
        await stop(turn, incident, about=about(mitigation))
    elif mitigation.wants_review:
        await ask_for_review(turn, incident, mitigation)
    await watch(turn, mitigation)


async def ask_for_review(turn: Turn, incident: Incident, mitigation: Mitigation) -> None:
    """Page who may approve and did not decide it alone."""
    assert mitigation.decided_at, "it was decided alone"
    due = utc_day(mitigation.decided_at + plan.REVIEW_WITHIN)
    await page(
        turn,
        incident,
        about=f"review of {about(mitigation)}",
        why=f"“{clip(mitigation.what, 100)}” was decided alone; somebody else reviews that by "
        f"{due}: /incident {incident.name} reviewed ok",
        spared=tuple(filter(None, (mitigation.proposed_by, mitigation.decided_by))),
        right=Right.APPROVER,
    )
