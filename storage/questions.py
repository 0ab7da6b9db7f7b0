"""Questions that got no answer, counted, and answers that somebody says are wrong."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.question.gap import folded
from storage import rows
from storage.outbox_rows import new_id
from storage.tables import disputes, questions


@dataclass(frozen=True)
class Unanswered:
    """A question as it was last worded, how often it was asked, and when last."""

    question: str
    times: int
    asked_at: datetime


@dataclass(frozen=True)
class Dispute:
    """What somebody says is wrong with the answer to a question."""

    question: str
    answer: str
    words: str
    said_by: str
    said_at: datetime


async def count(tx: AsyncConnection, workspace_id: str, question: str, *, now: datetime) -> None:
    """Count a question that got no answer."""
    key = folded(question)
    mine = (questions.c.workspace_id == workspace_id, questions.c.folded == key)
    latest = {"question": question, "asked_at": now}
    more = update(questions).where(*mine).values(times=questions.c.times + 1, **latest)
    if (await tx.execute(more)).rowcount == 0:
        first = {"workspace_id": workspace_id, "folded": key, "times": 1, **latest}
        await tx.execute(insert(questions).values(first))


async def unanswered(tx: AsyncConnection, workspace_id: str, *, most: int) -> list[Unanswered]:
    """Return what got no answer, most frequent first, then latest first."""
    mine = select(questions).where(questions.c.workspace_id == workspace_id)
    order = (questions.c.times.desc(), questions.c.asked_at.desc(), questions.c.folded)
    found = await tx.execute(mine.order_by(*order).limit(most))
    return [rows.build(Unanswered, row) for row in found.mappings()]


async def forget(tx: AsyncConnection, workspace_id: str, question: str) -> None:
    """Leave out a question that has an answer by now."""
    mine = (questions.c.workspace_id == workspace_id, questions.c.folded == folded(question))
    await tx.execute(delete(questions).where(*mine))


async def dispute(tx: AsyncConnection, workspace_id: str, said: Dispute) -> None:
    """Keep what somebody says is wrong."""
    row = {"workspace_id": workspace_id, "id": new_id(), **rows.values(said)}
    await tx.execute(insert(disputes).values(row))


async def disputed(tx: AsyncConnection, workspace_id: str, *, most: int) -> list[Dispute]:
    """Return what is said to be wrong, latest first."""
    mine = select(disputes).where(disputes.c.workspace_id == workspace_id)
    found = await tx.execute(mine.order_by(disputes.c.said_at.desc()).limit(most))
    return [rows.build(Dispute, row) for row in found.mappings()]
