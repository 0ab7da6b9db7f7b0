"""The daily head: admins read where the journal's chain stands, so that a rebuilt one shows.

Whoever can write to the database could make every hash anew; what stands in Slack since yesterday
they cannot.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain import instants
from domain.people import Right
from domain.words import InternalMessage
from handlers.kit.office import Office
from handlers.kit.turn import Turn
from storage import journal, outbox, timers
from storage.journal import Head
from storage.timers import Timer

HEAD = "head"
_AT = "09:00"


def told(head: Head) -> InternalMessage:
    """Return what admins keep by not deleting it."""
    return InternalMessage(
        f":link: The journal holds {head.seq} facts; the head of its chain is `{head}`. Leave this "
        "message here: `onus audit verify --head …` with it proves that nothing before it was "
        "changed, not even by somebody who rebuilt the whole chain."
    )


async def begin(tx: AsyncConnection, office: Office, *, now: datetime) -> None:
    """Have the head told every day, unless that is set already."""
    if not await timers.is_set(tx, office.id, HEAD):
        await timers.put(tx, _timer(office, now, told_seq=0))


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Tell the admins, where anything has happened since; without a known one, the channel."""
    head = await journal.head(turn.tx, turn.office.id)
    await timers.put(turn.tx, _timer(turn.office, turn.now, told_seq=head.seq))
    if head.seq == body["told_seq"]:
        return
    admins = turn.staff.holders(Right.ADMIN)
    for user_id in admins:
        await outbox.direct(
            turn.tx, turn.office.id, user_id=user_id, message=told(head), now=turn.now
        )
    if not admins and turn.roster.channel_id:
        await outbox.post(
            turn.tx,
            turn.office.id,
            channel_id=turn.roster.channel_id,
            message=told(head),
            now=turn.now,
        )


def _timer(office: Office, now: datetime, *, told_seq: int) -> Timer:
    return Timer(
        workspace_id=office.id,
        key=HEAD,
        kind=HEAD,
        due_at=instants.ahead(_AT, now=now, timezone=office.timezone),
        body={"told_seq": told_seq},
    )
