"""Pages: the calls for people, by incident."""

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.paging import Page
from storage import rows
from storage.tables import pages


async def add(tx: AsyncConnection, page: Page) -> None:
    """Add a new page."""
    await tx.execute(insert(pages).values(rows.values(page)))


async def save(tx: AsyncConnection, page: Page) -> Page:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, pages, page)


async def get(tx: AsyncConnection, workspace_id: str, incident: int, number: int) -> Page | None:
    """Return one page of an incident."""
    mine = (pages.c.workspace_id == workspace_id, pages.c.incident == incident)
    row = (await tx.execute(select(pages).where(*mine, pages.c.number == number))).mappings()
    found = row.first()
    return rows.build(Page, found) if found else None


async def of_key(tx: AsyncConnection, workspace_id: str, key: str) -> Page | None:
    """Return the latest page of that key."""
    mine = (pages.c.workspace_id == workspace_id, pages.c.key == key)
    wanted = select(pages).where(*mine).order_by(pages.c.number.desc()).limit(1)
    found = (await tx.execute(wanted)).mappings().first()
    return rows.build(Page, found) if found else None


async def waiting(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Page]:
    """Return an incident's pages that nobody has answered, oldest first."""
    mine = (pages.c.workspace_id == workspace_id, pages.c.incident == incident)
    wanted = select(pages).where(*mine, pages.c.ended_at.is_(None)).order_by(pages.c.number)
    return [rows.build(Page, row) for row in (await tx.execute(wanted)).mappings()]


async def next_number(tx: AsyncConnection, workspace_id: str, incident: int) -> int:
    """Return the number of the incident's next page, from 1."""
    mine = (pages.c.workspace_id == workspace_id, pages.c.incident == incident)
    return int(await tx.scalar(select(func.max(pages.c.number)).where(*mine)) or 0) + 1
