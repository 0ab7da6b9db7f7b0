"""The estimate of recovery that customers have: once it has passed, its liaison is paged."""

from collections.abc import Mapping
from typing import Any

from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import Outage
from domain.people import ONUS
from handlers.kit import blocks, paging
from handlers.kit.blocks import button
from handlers.kit.mrkdwn import utc
from handlers.kit.turn import Turn
from handlers.notices.meant import liaison, of_timer
from storage import timers
from storage.timers import Timer

ESTIMATE = "estimate"


async def await_estimate(turn: Turn, outage: Outage) -> None:
    """Have the liaison paged when the estimate that customers have passes before the end."""
    key = f"{ESTIMATE}:{outage.reference}"
    due_at = outage.estimate
    if not outage.open or due_at is None or due_at <= turn.now:
        await timers.clear(turn.tx, turn.office.id, key)
        return
    body = {"reference": outage.reference, "estimate": due_at.isoformat()}
    await timers.put(turn.tx, Timer(turn.office.id, key, kind=ESTIMATE, due_at=due_at, body=body))


async def stop_paging(turn: Turn, incident: Incident, outage: Outage) -> None:
    """Call nobody more for an estimate: customers have read since how things are."""
    await paging.stop(turn, incident, about=_about(outage))


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Say that it has passed and page the liaison, unless customers have another by now."""
    outage, incident = await of_timer(turn, body)
    passed = outage.estimate
    if incident is None or not outage.open or passed is None or passed > turn.now:
        return
    person = await liaison(turn, incident, outage)
    fact = Fact(
        FactKind.ESTIMATE_PASSED,
        ONUS.user_id,
        turn.now,
        incident.number,
        {"people": [person], "estimate": passed.isoformat()},
    )
    line = f"{incident.name} eta"
    again = button("New estimate", command="incident", line=line, style="primary")
    await turn.tell(incident, fact, blocks.actions(again))
    why = (
        f"customers expect recovery by {utc(passed)}, which has passed. Tell them a new estimate, "
        f"or that there is none: /incident {incident.name} eta none"
    )
    await paging.page(turn, incident, about=_about(outage), why=why, named=(person,))


def _about(outage: Outage) -> str:
    return f"the estimate of {outage.reference}"
