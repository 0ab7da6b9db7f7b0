"""Who was invited to a restricted incident."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.incident import Incident
from storage.tables import incident_readers


async def of(tx: AsyncConnection, incident: Incident) -> tuple[str, ...]:
    """Return whom a restricted incident exists for, by their ids."""
    mine = (
        incident_readers.c.workspace_id == incident.workspace_id,
        incident_readers.c.incident == incident.number,
    )
    wanted = select(incident_readers.c.user_id).where(*mine).order_by(incident_readers.c.user_id)
    return tuple((await tx.execute(wanted)).scalars())


async def add(tx: AsyncConnection, incident: Incident, user_id: str) -> None:
    """Invite somebody who was not invited yet."""
    await tx.execute(
        insert(incident_readers).values(
            workspace_id=incident.workspace_id, incident=incident.number, user_id=user_id
        )
    )


async def remove(tx: AsyncConnection, incident: Incident, user_id: str) -> None:
    """Take somebody out again."""
    mine = (
        incident_readers.c.workspace_id == incident.workspace_id,
        incident_readers.c.incident == incident.number,
        incident_readers.c.user_id == user_id,
    )
    await tx.execute(delete(incident_readers).where(*mine))


async def clear(tx: AsyncConnection, incident: Incident) -> None:
    """Forget who was invited: it is restricted no more."""
    mine = (
        incident_readers.c.workspace_id == incident.workspace_id,
        incident_readers.c.incident == incident.number,
    )
    await tx.execute(delete(incident_readers).where(*mine))
