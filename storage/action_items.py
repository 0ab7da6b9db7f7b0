"""Action items of incidents, and what is still to be done by whom."""

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.action_item import ActionItem
from domain.people import Person
from storage import rows
from storage.incidents import real, visible
from storage.tables import action_items, incidents


async def add(tx: AsyncConnection, item: ActionItem) -> None:
    """Add a new one."""
    await tx.execute(insert(action_items).values(rows.values(item)))


async def save(tx: AsyncConnection, item: ActionItem) -> None:
    """Save its new state; the caller has locked its incident."""
    same = (
        action_items.c.workspace_id == item.workspace_id,
        action_items.c.incident == item.incident,
        action_items.c.number == item.number,
    )
    await tx.execute(update(action_items).where(*same).values(rows.values(item)))


async def next_number(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Return the number of the incident's next one; the caller has locked the incident."""
    mine = (action_items.c.workspace_id == workspace_id, action_items.c.incident == incident)
    count = await tx.scalar(select(func.count()).select_from(action_items).where(*mine))
    return int(count or 0) + 1


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[ActionItem]:
    """Return an incident's action items in the order they were given."""
    mine = (action_items.c.workspace_id == workspace_id, action_items.c.incident == incident)
    return await _found(tx, select(action_items).where(*mine).order_by(action_items.c.number))


async def open_ones(
    tx: AsyncConnection, workspace_id: str, *, viewer: Person, owner: str | None, most: int
) -> list[ActionItem]:
    """Return what is still to be done in incidents that this viewer sees, the next due first.

    owner: whose; None for everybody's. Those of drills are left out.
    """
    mine = [action_items.c.workspace_id == workspace_id, action_items.c.done_at.is_(None)]
    if owner is not None:
        mine.append(action_items.c.owner == owner)
    of_incident = (incidents.c.workspace_id == action_items.c.workspace_id) & (
        incidents.c.number == action_items.c.incident
    )
    soonest = (action_items.c.due_on.is_(None), action_items.c.due_on, action_items.c.created_at)
    wanted = (
        select(action_items)
        .join(incidents, of_incident)
        .where(*mine, visible(viewer), real())
        .order_by(*soonest)
        .limit(most)
    )
    return await _found(tx, wanted)


async def _found(tx: AsyncConnection, wanted: Select[tuple[object, ...]]) -> list[ActionItem]:
    return [rows.build(ActionItem, row) for row in (await tx.execute(wanted)).mappings()]
