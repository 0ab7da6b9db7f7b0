"""Notices that wait for a second person, until they are decided on."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.notice_proposal import NoticeProposal
from storage import rows
from storage.tables import notice_proposals, notices


async def put(tx: AsyncConnection, proposal: NoticeProposal) -> None:
    """Keep a proposal; its notice is a draft no longer."""
    await tx.execute(insert(notice_proposals).values(rows.values(proposal)))
    mine = (
        notices.c.workspace_id == proposal.workspace_id,
        notices.c.id == proposal.notice_id,
    )
    await tx.execute(update(notices).where(*mine).values(state="proposed"))


async def remove(tx: AsyncConnection, proposal: NoticeProposal) -> None:
    """Leave out what is decided."""
    table = notice_proposals
    same = [column == getattr(proposal, column.name) for column in table.primary_key]
    await tx.execute(delete(table).where(*same))


async def get(tx: AsyncConnection, workspace_id: str, notice_id: str) -> NoticeProposal | None:
    """Return the proposal of a notice, None where none waits."""
    mine = (
        notice_proposals.c.workspace_id == workspace_id,
        notice_proposals.c.notice_id == notice_id,
    )
    row = (await tx.execute(select(notice_proposals).where(*mine))).mappings().first()
    return rows.build(NoticeProposal, row) if row else None


async def waiting(tx: AsyncConnection, workspace_id: str, incident: int) -> list[NoticeProposal]:
    """Return what waits of an incident, oldest first."""
    mine = (
        notice_proposals.c.workspace_id == workspace_id,
        notice_proposals.c.incident == incident,
    )
    wanted = select(notice_proposals).where(*mine).order_by(notice_proposals.c.proposed_at)
    return [rows.build(NoticeProposal, row) for row in (await tx.execute(wanted)).mappings()]
