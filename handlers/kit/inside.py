"""What must not be said to customers."""

from domain.customers import Customer
from domain.incident import Incident
from domain.words import Inside
from handlers.kit.turn import Turn
from storage import customers, incidents


async def inside(turn: Turn, incident: Incident | None, affected: tuple[Customer, ...]) -> Inside:
    """Return what must not be said to these customers: a sole reader may read its own name.

    incident: what it is about, None where it is about none.
    """
    every = await customers.every(turn.tx, turn.office.id)
    sole = affected[0].name if len(affected) == 1 else None
    names = tuple(customer.name for customer in every if customer.name != sole)
    restricted = await incidents.restricted_titles(turn.tx, turn.office.id)
    return Inside(
        customers=names,
        incident_title=incident.title if incident else "",
        words=turn.office.inside_words,
        restricted=tuple(restricted),
    )
