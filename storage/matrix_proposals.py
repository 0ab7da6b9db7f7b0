"""Proposals that a version of a matrix answers, until they are decided."""

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.matrix_proposal import Proposal
from storage import rows
from storage.tables import matrix_proposals


async def put(tx: AsyncConnection, proposal: Proposal) -> None:
    """Keep a proposal, in place of an earlier one of the same version."""
    await remove(tx, proposal)
    await tx.execute(insert(matrix_proposals).values(rows.values(proposal)))


async def remove(tx: AsyncConnection, proposal: Proposal) -> None:
    """Leave out what is decided."""
    table = matrix_proposals
    same = [column == getattr(proposal, column.name) for column in table.primary_key]
    await tx.execute(delete(table).where(*same))


async def waiting(
    tx: AsyncConnection, workspace_id: str, matrix_id: str, version: int
) -> Proposal | None:
    """Return the proposal of a version, None where none waits."""
    same = (
        matrix_proposals.c.workspace_id == workspace_id,
        matrix_proposals.c.matrix_id == matrix_id,
        matrix_proposals.c.version == version,
    )
    row = (await tx.execute(select(matrix_proposals).where(*same))).mappings().first()
    return rows.build(Proposal, row) if row else None
