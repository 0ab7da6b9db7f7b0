"""What customers did not read of a maintenance: told where colleagues follow it."""

from domain.customers import other_ways
from domain.facts import Fact, FactKind, Value
from domain.maintenance import Maintenance
from domain.people import ONUS
from domain.ways import When
from domain.words import PublicMessage
from handlers.kit.destination import destination
from handlers.kit.mrkdwn import way_to
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from handlers.maintenance.follow import tell
from storage import customers, maintenances, outward
from storage.deliveries import Delivery


async def report(turn: Turn, delivery: Delivery, error: str) -> None:
    """Tell who did not get a message; where Slack refuses it, other ways may stand in."""
    if delivery.maintenance is None:
        return
    plan = await maintenances.get(turn.tx, turn.office.id, delivery.maintenance)
    assert plan, "a maintenance is never deleted"
    data: dict[str, Value] = {
        **destination(delivery),
        "error": error,
        "reference": plan.reference,
        "delivery": delivery.id,
        "instead": await _stand_in(turn, plan, delivery),
    }
    fact = Fact(FactKind.MAINTENANCE_UNDELIVERED, ONUS.user_id, turn.now, data=data)
    turn.record(fact)
    await tell(turn, plan, told(fact))


async def _stand_in(turn: Turn, plan: Maintenance, delivery: Delivery) -> list[str]:
    """Write to a customer who is told by letter where Slack fails; return by which ways."""
    every = await customers.every(turn.tx, turn.office.id)
    customer = next((one for one in every if one.id == delivery.customer_id), None)
    if delivery.address or customer is None or customer.profile.ways is not When.FALLBACK:
        return []
    message = PublicMessage(delivery.text)
    for way in other_ways(customer):
        await outward.planned(
            turn.tx, plan, recipient=way, message=message, reply_to=None, now=turn.now
        )
    return [way_to(one.way, one.address) for one in other_ways(customer)]
