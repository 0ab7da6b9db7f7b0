"""Holding statements that a later notice has overtaken before they left: dropped, and put down.

They would have said that there is no news. What nobody read holds no promise: the notice that came
instead answers it, late as it is.
"""

from domain.facts import Fact, FactKind
from domain.people import ONUS
from handlers.kit.turn import Turn
from storage import commitments, deliveries, incidents, outages


async def drop_overtaken(turn: Turn) -> None:
    """Drop what was overtaken; what nobody at all has read or will is put down."""
    await put_down(turn, await deliveries.drop_superseded(turn.tx, turn.office.id))


async def put_down(turn: Turn, dropped: set[str]) -> None:
    """Put down of notices that have left for nobody what took their place."""
    for notice_id in sorted(dropped):
        notice = await outages.get_notice(turn.tx, turn.office.id, notice_id)
        assert notice, "a notice is never deleted"
        await outages.overtaken(turn.tx, notice)
        later = await outages.latest_to_all(turn.tx, turn.office.id, notice.reference)
        assert later, "it was overtaken by a notice"
        await commitments.not_held(turn.tx, notice, later)
        incident = await incidents.get(turn.tx, turn.office.id, notice.incident, viewer=ONUS)
        assert incident, "an incident is never deleted"
        data = {
            "promised_at": notice.before.next_update_at.isoformat(),
            "notice": str(later.kind),
        }
        by = ONUS.user_id
        fact = Fact(FactKind.HOLDING_OVERTAKEN, by, turn.now, incident.number, data)
        await turn.tell(incident, fact)
