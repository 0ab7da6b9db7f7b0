"""Letters as far as they are not simply delivered: what can still be stopped, and who stands in.

A letter that has left is at its reader's: it can be followed by another, never called back.
"""

from dataclasses import dataclass

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.customers import Recipient
from storage.outages import Notice
from storage.outbox_rows import LETTERS, Kind, State, way_of
from storage.tables import outbox

_LEFT = (State.SENDING, State.SENT)
_WAITS = (State.QUEUED, State.SENDING)


@dataclass(frozen=True)
class Recalled:
    """Whom a notice was to reach by letter: the unread will never have it, those gone have."""

    unread: tuple[Recipient, ...]
    gone: tuple[Recipient, ...]


async def recall(tx: AsyncConnection, notice: Notice) -> Recalled:
    """Stop a notice's letters that have not left."""
    theirs = (
        outbox.c.workspace_id == notice.workspace_id,
        outbox.c.notice_id == notice.id,
        outbox.c.kind.in_(LETTERS),
        outbox.c.state != State.STOPPED,
    )
    wanted = select(outbox).where(*theirs).order_by(outbox.c.seq).with_for_update()
    found = list((await tx.execute(wanted)).mappings())
    await tx.execute(
        update(outbox).where(*theirs, outbox.c.state.not_in(_LEFT)).values(state=State.STOPPED)
    )
    names = {one.customer_id: one.name for one in notice.recipients}
    left = [row["state"] in _LEFT for row in found]
    readers = [_reader(row, names) for row in found]
    return Recalled(
        tuple(reader for reader, gone in zip(readers, left, strict=True) if not gone),
        tuple(reader for reader, gone in zip(readers, left, strict=True) if gone),
    )


async def written_to(tx: AsyncConnection, notice: Notice) -> set[str]:
    """Return the ids of the customers to whom a notice goes by letter."""
    theirs = (outbox.c.workspace_id == notice.workspace_id, outbox.c.notice_id == notice.id)
    found = await tx.scalars(
        select(outbox.c.customer_id).where(*theirs, outbox.c.kind.in_(LETTERS))
    )
    return set(found)


@dataclass(frozen=True)
class Waiting:
    """Posts of a notice that have not arrived. channels: those under way; held: any held back."""

    channels: frozenset[str]
    held: bool


async def waiting(tx: AsyncConnection, notice: Notice) -> Waiting:
    """Return where a notice was to be posted and is not yet."""
    theirs = (
        outbox.c.workspace_id == notice.workspace_id,
        outbox.c.notice_id == notice.id,
        outbox.c.kind == Kind.POST,
    )
    found = (await tx.execute(select(outbox.c.channel_id, outbox.c.state).where(*theirs))).all()
    return Waiting(
        frozenset(channel_id for channel_id, state in found if state in _WAITS),
        any(state == State.HELD for _, state in found),
    )


def _reader(row: RowMapping, names: dict[str, str]) -> Recipient:
    customer_id = row["customer_id"]
    return Recipient(
        customer_id,
        names.get(customer_id, ""),
        way=way_of(Kind(row["kind"])),
        address=row["address"],
    )
