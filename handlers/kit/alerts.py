"""Alerts: a page goes to the paging services too, and what becomes of that is told."""

from domain.alert import Action, Service, alert
from domain.facts import FactKind
from domain.incident import Incident, fact_of
from domain.paging import Page
from domain.people import ONUS
from handlers.kit.turn import Turn
from storage import incidents, outbox
from storage.deliveries import Delivery
from storage.outbox_rows import Kind


async def tell_services(
    turn: Turn, incident: Incident, page: Page, action: Action, *, but: Service | None = None
) -> None:
    """Queue what the services are told of the page; but: who knows it already."""
    told = alert(action, incident, key=page.key, why=page.why)
    for service in turn.office.pagers:
        if service is not but:
            await outbox.alert(
                turn.tx,
                turn.office.id,
                service=service,
                told=told,
                incident=incident.number,
                now=turn.now,
            )


async def report(turn: Turn, delivery: Delivery, error: str) -> None:
    """Tell the incident's thread that a service did not take an alert."""
    if delivery.kind is not Kind.ALERT:
        return
    incident = await incidents.get(turn.tx, turn.office.id, delivery.incident or 0, viewer=ONUS)
    assert incident, "an incident is never deleted"
    fact = fact_of(
        FactKind.ALERT_FAILED,
        incident,
        ONUS.user_id,
        turn.now,
        service=delivery.channel_id,
        error=error,
    )
    await turn.tell(incident, fact)
