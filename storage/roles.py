"""Roles: who does what in an incident."""

from dataclasses import replace

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.incident import Incident
from domain.roles import Crew, Role
from storage import incidents
from storage.tables import roles


async def crew(tx: AsyncConnection, incident: Incident) -> Crew:
    """Return who holds which role."""
    mine = (roles.c.workspace_id == incident.workspace_id, roles.c.incident == incident.number)
    found = await tx.execute(select(roles.c.role, roles.c.user_id).where(*mine))
    held = {row.role: row.user_id for row in found}
    if incident.commander:
        held[Role.COMMANDER] = incident.commander
    return held


async def put(tx: AsyncConnection, incident: Incident, role: Role, user_id: str) -> Incident:
    """Give a role to somebody, in place of whoever held it; return the incident as it is then.

    Raises StaleError.
    """
    if role is Role.COMMANDER:
        return await incidents.save(tx, replace(incident, commander=user_id))
    same = (
        roles.c.workspace_id == incident.workspace_id,
        roles.c.incident == incident.number,
        roles.c.role == role,
    )
    await tx.execute(delete(roles).where(*same))
    await tx.execute(
        insert(roles).values(
            workspace_id=incident.workspace_id,
            incident=incident.number,
            role=role,
            user_id=user_id,
        )
    )
    return incident
