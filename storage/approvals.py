"""Approvals: what exactly somebody agreed to, and until when.

An approval is of a subject (`mitigation:7:1`) in one form, named by its digest: whatever is edited
has another digest, and nobody has approved that.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import rows
from storage.tables import approvals


@dataclass(frozen=True)
class Approval:
    """Somebody's yes. decision: the kind of yes, as the journal names it."""

    workspace_id: str
    subject: str
    digest: str
    decision: str
    decided_by: str
    decided_at: datetime
    reason: str
    expires_at: datetime


async def give(tx: AsyncConnection, approval: Approval) -> None:
    """Keep a yes, in place of an earlier one to the same form of the subject."""
    same = (
        approvals.c.workspace_id == approval.workspace_id,
        approvals.c.subject == approval.subject,
        approvals.c.digest == approval.digest,
    )
    await tx.execute(delete(approvals).where(*same))
    await tx.execute(insert(approvals).values(rows.values(approval)))


async def of(
    tx: AsyncConnection, workspace_id: str, *, subject: str, digest: str, now: datetime
) -> Approval | None:
    """Return the yes to exactly this form of the subject, None where none holds."""
    valid = (
        approvals.c.workspace_id == workspace_id,
        approvals.c.subject == subject,
        approvals.c.digest == digest,
        approvals.c.expires_at >= now,
    )
    row = (await tx.execute(select(approvals).where(*valid))).mappings().first()
    return rows.build(Approval, row) if row else None
