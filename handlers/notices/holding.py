"""What a due commitment triggers: customers read a holding statement, unless they were told."""

from collections.abc import Mapping
from typing import Any

from domain import outage as decide
from domain.customers import recipients
from domain.people import ONUS
from handlers.kit.turn import Turn
from handlers.notices.meant import told
from handlers.notices.publish import draft, publish
from handlers.notices.words import holding_notice
from storage import incidents, outages


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Publish the holding statement if the promised update did not come."""
    outage = await outages.get(turn.tx, turn.office.id, body["reference"])
    assert outage, "an outage is never deleted"
    change = decide.holding(outage, now=turn.now, cadence=turn.office.cadence)
    incident = await incidents.get(turn.tx, turn.office.id, outage.incident, viewer=ONUS)
    if change is None or incident is None:
        return
    message = holding_notice(outage, change, now=turn.now)
    notice = await draft(turn, outage, change, message, recipients(await told(turn, outage)))
    await publish(turn, incident, outage, notice)
