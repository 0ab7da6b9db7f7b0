"""Which outage is meant, and who is told of it."""

from collections.abc import Mapping
from typing import Any

from domain.customers import Customer, Recipient, recipients
from domain.incident import Incident, check_open
from domain.milestone import Shown, shown
from domain.outage import Outage, OutageError
from domain.people import ONUS, name_of
from domain.roles import Role
from handlers.kit.commands import Request
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.withheld import spared
from storage import customers, freezes, incidents, milestones, outages, roles


async def open_outage(turn: Turn, request: Request) -> tuple[Incident, Outage]:
    """Return the incident and its open outage; raises OutageError where there is none."""
    incident = await which(turn, request)
    for outage in await outages.of_incident(turn.tx, turn.office.id, incident.number):
        if outage.open:
            return incident, outage
    raise OutageError(
        f"{incident.name} has no open outage: customers have not been told of one.",
        instead=(f"/incident {incident.name} outage <public title> impact partial services a,b",),
    )


async def no_open_outage(turn: Turn, request: Request) -> Incident:
    """Return the incident, refusing where customers know of an open outage already."""
    incident = await which(turn, request)
    check_open(incident)
    for outage in await outages.of_incident(turn.tx, turn.office.id, incident.number):
        if outage.open:
            raise OutageError(
                f"Customers know of an open outage already: “{outage.title.words}”.",
                instead=(
                    f"/incident {incident.name} update <text>",
                    f"/incident {incident.name} recovered",
                ),
            )
    return incident


async def of_timer(turn: Turn, body: Mapping[str, Any]) -> tuple[Outage, Incident | None]:
    """Return the outage that a timer is about, and its incident where words may still go out.

    They may not where the incident is over, or its words are frozen.
    """
    outage = await outages.get(turn.tx, turn.office.id, body["reference"])
    assert outage, "an outage is never deleted"
    incident = await incidents.get(turn.tx, turn.office.id, outage.incident, viewer=ONUS)
    frozen = await freezes.get(turn.tx, turn.office.id, outage.incident)
    return outage, incident if incident and incident.open and not frozen else None


async def told(turn: Turn, outage: Outage) -> tuple[Customer, ...]:
    """Return the customers that are told of the outage, as they are now; no one withheld from."""
    every = await customers.every(turn.tx, turn.office.id)
    affected = tuple(customer for customer in every if customer.id in outage.customers)
    return await spared(turn, outage.incident, affected)


def recipients_of(affected: tuple[Customer, ...]) -> tuple[Recipient, ...]:
    """Return their channels; raises OutageError where nobody is left to tell."""
    found = recipients(affected)
    if not found:
        raise OutageError(
            "No customer of this outage is left to tell: they were removed, or are withheld from.",
            instead=("/customers list", "/incident affected"),
        )
    return found


async def liaison(turn: Turn, incident: Incident, outage: Outage) -> str:
    """Return who looks after customers: the Customer Liaison, else who told them first.

    Whoever did that by name on the command line cannot be called in Slack.
    """
    crew = await roles.crew(turn.tx, incident)
    began = incident.commander if name_of(outage.started_by) else outage.started_by
    return crew.get(Role.LIAISON, began)


async def reached(turn: Turn, incident: Incident) -> tuple[Shown, ...]:
    """Return what customers read of the incident's milestones."""
    return shown(await milestones.of_incident(turn.tx, turn.office.id, incident.number))
