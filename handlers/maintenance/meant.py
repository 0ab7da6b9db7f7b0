"""Which maintenance is meant: the one whose reference the line begins with."""

from domain.maintenance import Maintenance, MaintenanceError
from handlers.kit.commands import Request
from handlers.kit.turn import Turn
from storage import maintenances


async def meant(turn: Turn, request: Request) -> tuple[Maintenance, str]:
    """Return the maintenance, and what the line says after its reference.

    Raises MaintenanceError with those that there are.
    """
    line = request.raw if request.via.form is not None else request.text
    reference, _, text = line.strip().partition(" ")
    plan = await maintenances.get(turn.tx, turn.office.id, reference.upper())
    if plan is None:
        known = await maintenances.open_ones(turn.tx, turn.office.id)
        names = ", ".join(one.reference for one in known) or "none now"
        raise MaintenanceError(
            f"Which maintenance? Its reference comes first. There are: {names}.",
            instead=("/maintenance list",),
        )
    return plan, request.text.strip() if request.via.form is not None else text.strip()
