"""Erasing a person: their words leave the journal, whose chain still holds, and every copy."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.erasure import ERASED, redacted
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.people import COMMAND_LINE
from storage import journal, rows, search
from storage.journal import Entry
from storage.outbox_rows import State
from storage.tables import disputes, inbox, incidents, outbox

_ROWS_A_FACT = 500
_SETTLED = (State.SENT, State.FAILED, State.STOPPED, State.SUPERSEDED)


@dataclass(frozen=True)
class Traces:
    """What is kept of a person.

    facts: those that hold their words or their name. commands: what they did, as it was kept;
    messages: of Onus, to them or about them; disputes: of answers.
    """

    facts: list[Entry]
    commands: int
    messages: int
    disputes: int

    @property
    def others(self) -> tuple[int, int, int]:
        """How much there is beside the journal."""
        return self.commands, self.messages, self.disputes

    @property
    def incidents(self) -> list[int]:
        """The numbers of the incidents that the facts are of."""
        return sorted({entry.fact.incident for entry in self.facts if entry.fact.incident})


async def traces(tx: AsyncConnection, workspace_id: str, user_id: str) -> Traces:
    """Return what could be erased of somebody."""
    facts = [
        entry
        for entry in await journal.naming(tx, workspace_id, user_id)
        if redacted(entry.fact, user_id) != dict(entry.fact.data)
    ]
    counts = [
        int(await tx.scalar(select(func.count()).where(which)) or 0)
        for which in (
            _commands(workspace_id, user_id),
            _messages(workspace_id, user_id),
            _disputes(workspace_id, user_id),
        )
    ]
    return Traces(facts, *counts)


async def holding(
    tx: AsyncConnection, workspace_id: str, user_id: str, found: Traces
) -> list[Incident]:
    """Return the incidents that a legal hold keeps and of which something would be erased."""
    told = select(outbox.c.incident).where(_messages(workspace_id, user_id))
    held = (
        incidents.c.workspace_id == workspace_id,
        incidents.c.hold != "",
        or_(incidents.c.number.in_(found.incidents), incidents.c.number.in_(told)),
    )
    wanted = select(incidents).where(*held).order_by(incidents.c.number)
    return [rows.build(Incident, row) for row in (await tx.execute(wanted)).mappings()]


async def erase(
    tx: AsyncConnection, workspace_id: str, user_id: str, found: Traces, *, now: datetime
) -> None:
    """Erase it, and put down of each row of the journal what remains of it."""
    remains = [
        await journal.redact(tx, workspace_id, entry.seq, redacted(entry.fact, user_id))
        for entry in found.facts
    ]
    for number in found.incidents:
        await search.index_anew(
            tx, workspace_id, number, await journal.of_incident(tx, workspace_id, number)
        )
    await _blank(tx, workspace_id, user_id)
    parts = [remains[at : at + _ROWS_A_FACT] for at in range(0, len(remains), _ROWS_A_FACT)]
    facts = [
        Fact(FactKind.PERSON_ERASED, COMMAND_LINE, now, data={"person": user_id, "rows": part})
        for part in parts or [[]]
    ]
    await journal.append(tx, workspace_id, facts, now=now)


async def _blank(tx: AsyncConnection, workspace_id: str, user_id: str) -> None:
    """Empty every copy; what is still to be sent or done is left to be."""
    await tx.execute(update(inbox).where(_commands(workspace_id, user_id)).values(body={}))
    messages = update(outbox).where(_messages(workspace_id, user_id))
    await tx.execute(messages.values(text=ERASED, blocks=[], content=None, respond_url=None))
    emptied = {"question": ERASED, "answer": ERASED, "words": ERASED, "said_by": ""}
    await tx.execute(update(disputes).where(_disputes(workspace_id, user_id)).values(emptied))


def _commands(workspace_id: str, user_id: str) -> ColumnElement[bool]:
    return and_(
        inbox.c.workspace_id == workspace_id,
        inbox.c.done_at.is_not(None),
        cast(inbox.c.body, Text).contains(f'"{user_id}"', autoescape=True),
    )


def _messages(workspace_id: str, user_id: str) -> ColumnElement[bool]:
    """Return which of the messages that colleagues read are to them, or name them."""
    told = (outbox.c.text, cast(outbox.c.blocks, Text), outbox.c.content)
    return and_(
        outbox.c.workspace_id == workspace_id,
        outbox.c.notice_id.is_(None),
        outbox.c.state.in_(_SETTLED),
        outbox.c.text != ERASED,
        or_(
            outbox.c.user_id == user_id,
            *(column.contains(user_id, autoescape=True) for column in told),
        ),
    )


def _disputes(workspace_id: str, user_id: str) -> ColumnElement[bool]:
    return and_(disputes.c.workspace_id == workspace_id, disputes.c.said_by == user_id)
