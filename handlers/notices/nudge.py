"""What a nudge triggers: the liaison is reminded, while customers still expect an update.

Until somebody is given the role, the Customer Liaison is whoever told customers first.
"""

from collections.abc import Mapping
from typing import Any

from domain.facts import Fact, FactKind
from domain.people import ONUS
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.turn import Turn
from handlers.notices.meant import liaison, of_timer


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Remind the liaison of what customers were promised."""
    outage, incident = await of_timer(turn, body)
    due = outage.awaited_at
    if incident is None or due is None:
        return
    name = incident.name
    fact = Fact(
        FactKind.LIAISON_NUDGED,
        ONUS.user_id,
        turn.now,
        incident.number,
        {"people": [await liaison(turn, incident, outage)], "promised_at": due.isoformat()},
    )
    buttons = blocks.actions(
        button("Update customers", command="incident", line=f"{name} update", style="primary"),
        button("Snooze 3 min", command="incident", line=f"{name} snooze 3m"),
    )
    await turn.tell(incident, fact, buttons)
