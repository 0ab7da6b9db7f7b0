"""Which of the customers are told nothing of an incident, and so are left out."""

from domain.customers import Customer
from domain.embargo import refuse
from handlers.kit.turn import Turn
from storage import embargoes


async def withheld(turn: Turn, incident: int) -> frozenset[str]:
    """Return the ids of the customers that are told nothing of the incident."""
    holding = await embargoes.holding(turn.tx, turn.office.id, incident)
    return frozenset(embargo.customer_id for embargo in holding)


async def spared(turn: Turn, incident: int, affected: tuple[Customer, ...]) -> tuple[Customer, ...]:
    """Return those of the customers that may be told of the incident."""
    left_out = await withheld(turn, incident)
    return tuple(one for one in affected if one.id not in left_out)


async def refuse_withheld(turn: Turn, incident: int, customer_id: str) -> None:
    """Refuse where that customer is told nothing of the incident; raises EmbargoError."""
    for embargo in await embargoes.holding(turn.tx, turn.office.id, incident):
        if embargo.customer_id == customer_id:
            raise refuse(embargo)
