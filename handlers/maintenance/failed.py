"""What customers did not read of a maintenance: told where colleagues follow it."""

from domain.facts import Fact, FactKind
from domain.people import ONUS
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from handlers.maintenance.follow import tell
from storage import maintenances
from storage.deliveries import Delivery


async def report(turn: Turn, delivery: Delivery, error: str) -> None:
    """Tell that a channel did not get a message, or that it waits there for a word."""
    if delivery.maintenance is None:
        return
    plan = await maintenances.get(turn.tx, turn.office.id, delivery.maintenance)
    assert plan, "a maintenance is never deleted"
    data = {"channel": delivery.channel_id, "error": error, "reference": plan.reference}
    fact = Fact(FactKind.MAINTENANCE_UNDELIVERED, ONUS.user_id, turn.now, data=data)
    turn.record(fact)
    await tell(turn, plan, told(fact))
