"""What a review is drafted from, read in one transaction."""

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.incident import Incident
from domain.review import Kept, Review
from storage import action_items, commitments, journal, obligations, outages


async def gather(tx: AsyncConnection, incident: Incident) -> Review:
    """Return the incident with all that belongs to its review."""
    record = await commitments.of_incident(tx, incident.workspace_id, incident.number)
    place = (tx, incident.workspace_id, incident.number)
    return Review(
        incident=incident,
        facts=tuple(await journal.of_incident(*place)),
        outages=tuple(await outages.of_incident(*place)),
        obligations=tuple(await obligations.of_incident(*place)),
        items=tuple(await action_items.of_incident(*place)),
        kept=Kept(promised=record.promised, on_time=record.in_time),
    )
