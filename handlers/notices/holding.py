"""What a due commitment triggers: customers read a holding statement, unless they were told."""

from collections.abc import Mapping
from typing import Any

from domain import commitment
from domain.customers import recipients
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import Outage
from domain.people import ONUS
from handlers.kit.compose import compose
from handlers.kit.turn import Turn
from handlers.notices.meant import of_timer, told
from handlers.notices.promise import await_update, page_liaison
from handlers.notices.publish import draft, publish
from storage import freezes, incidents


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Publish the holding statement if the promised update did not come; page, after the last."""
    outage, incident = await of_timer(turn, body)
    if incident is None:
        await _say_frozen(turn, outage)
    elif outage.open and outage.awaited_at is None:
        await page_liaison(turn, incident, outage)
        await await_update(turn, outage)
    else:
        await _hold(turn, incident, outage)


async def _hold(turn: Turn, incident: Incident, outage: Outage) -> None:
    every = turn.office.cadence.every(outage, now=turn.now)
    change = commitment.holding(outage, now=turn.now, every=every)
    if change is None:
        return
    affected = await told(turn, outage)
    words = compose(turn, outage, change, affected, now=turn.now)
    notice = await draft(turn, outage, change, words, recipients(affected))
    await publish(turn, incident, outage, notice)


async def _say_frozen(turn: Turn, outage: Outage) -> None:
    """Tell colleagues that a promise was broken on purpose."""
    number, due = outage.incident, outage.awaited_at
    incident = await incidents.get(turn.tx, turn.office.id, number, viewer=ONUS)
    if due and incident and await freezes.get(turn.tx, turn.office.id, number):
        data = {"promised_at": due.isoformat()}
        fact = Fact(FactKind.PROMISE_FROZEN, ONUS.user_id, turn.now, number, data)
        await turn.tell(incident, fact)
