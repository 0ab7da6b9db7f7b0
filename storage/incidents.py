"""Incidents, read only as somebody: a restricted one does not exist for others."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, exists, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.incident import Incident
from domain.people import ONUS, Person
from storage import rows
from storage.tables import incident_readers, incidents


async def add(tx: AsyncConnection, incident: Incident) -> None:
    """Add a new incident."""
    await tx.execute(insert(incidents).values(rows.values(incident)))


async def save(tx: AsyncConnection, incident: Incident) -> Incident:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, incidents, incident)


async def get(
    tx: AsyncConnection, workspace_id: str, number: int, *, viewer: Person
) -> Incident | None:
    """Return the incident as this viewer sees it, None where it does not exist for them."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.number == number)
    return await _one(tx, *mine, visible(viewer))


async def of_card(
    tx: AsyncConnection, workspace_id: str, card_id: str, *, viewer: Person
) -> Incident | None:
    """Return the incident whose card is that delivery."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.card_id == card_id)
    return await _one(tx, *mine, visible(viewer))


async def lock(tx: AsyncConnection, incident: Incident) -> Incident:
    """Return it as it is now, and let no other transaction change it before this one ends."""
    same = (
        incidents.c.workspace_id == incident.workspace_id,
        incidents.c.number == incident.number,
    )
    row = (await tx.execute(select(incidents).where(*same).with_for_update())).mappings().one()
    return rows.build(Incident, row)


async def latest(tx: AsyncConnection, workspace_id: str, *, viewer: Person) -> Incident | None:
    """Return the incident opened last that this viewer sees."""
    mine = (incidents.c.workspace_id == workspace_id, visible(viewer))
    wanted = select(incidents).where(*mine).order_by(incidents.c.number.desc()).limit(1)
    row = (await tx.execute(wanted)).mappings().first()
    return rows.build(Incident, row) if row else None


async def open_ones(tx: AsyncConnection, workspace_id: str, *, viewer: Person) -> list[Incident]:
    """Return the open incidents that this viewer sees, oldest first."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.closed_at.is_(None))
    wanted = select(incidents).where(*mine, visible(viewer)).order_by(incidents.c.number)
    return [rows.build(Incident, row) for row in (await tx.execute(wanted)).mappings()]


async def restricted_among(
    tx: AsyncConnection, workspace_id: str, numbers: Iterable[int]
) -> list[Incident]:
    """Return those of these incidents that are restricted."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.restricted.is_(True))
    wanted = select(incidents).where(*mine, incidents.c.number.in_(set(numbers)))
    return [rows.build(Incident, row) for row in (await tx.execute(wanted)).mappings()]


async def codenames(tx: AsyncConnection, workspace_id: str) -> frozenset[str]:
    """Return the codenames that were ever given."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.restricted.is_(True))
    return frozenset((await tx.execute(select(incidents.c.codename).where(*mine))).scalars())


async def of_channel(
    tx: AsyncConnection, workspace_id: str, channel_id: str, *, viewer: Person
) -> Incident | None:
    """Return the restricted incident whose own channel that is."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.channel_id == channel_id)
    return await _one(tx, *mine, incidents.c.restricted.is_(True), visible(viewer))


def real() -> ColumnElement[bool]:
    """Whether an incident is no drill, as a condition on the table."""
    return incidents.c.drill_channel == ""


def visible(viewer: Person) -> ColumnElement[bool]:
    """Whether an incident exists for this viewer, as a condition on the table."""
    if viewer is ONUS:
        return incidents.c.number > 0
    invited = exists().where(
        incident_readers.c.workspace_id == incidents.c.workspace_id,
        incident_readers.c.incident == incidents.c.number,
        incident_readers.c.user_id == viewer.user_id,
    )
    return or_(incidents.c.restricted.is_(False), invited)


async def _one(tx: AsyncConnection, *where: ColumnElement[bool]) -> Incident | None:
    row = (await tx.execute(select(incidents).where(*where))).mappings().first()
    return rows.build(Incident, row) if row else None


async def labels(tx: AsyncConnection, workspace_id: str) -> dict[int, str]:
    """Return the TLP labels of the restricted incidents, by their numbers."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.restricted.is_(True))
    found = await tx.execute(select(incidents).where(*mine))
    return {row["number"]: rows.build(Incident, row).tlp for row in found.mappings()}


async def restricted_titles(tx: AsyncConnection, workspace_id: str) -> list[str]:
    """Return the titles that nobody outside a restricted incident may read, whoever asks."""
    mine = (incidents.c.workspace_id == workspace_id, incidents.c.restricted.is_(True))
    return list((await tx.execute(select(incidents.c.title).where(*mine))).scalars())
