"""`/incident deliveries`: who has the latest notice, since when, who has not and why."""

from collections.abc import Sequence
from datetime import datetime

from domain.fan_out import Copy, progress
from domain.incident import Incident
from domain.outage import OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, utc_day
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.arrived import delivered, not_delivered, progress_line, to_come
from storage import outages, tracking
from storage.outages import Notice

_BLOCKS = 45


def stand(
    incident: Incident, notice: Notice, copies: Sequence[Copy], *, now: datetime
) -> InternalMessage:
    """Show how far the notice is: what failed first, then what is to come, then what arrived."""
    at = utc_day(notice.confirmed_at or notice.drafted_at)
    parts = [
        f"*{incident.name}: the {notice.kind} notice of {at}*, reference {notice.reference}",
        progress_line(copies, now=now),
    ]
    groups = (
        ("*Not delivered*", not_delivered(copies)),
        ("*On its way*", to_come(copies)),
        ("*Delivered*", delivered(copies)),
    )
    for title, lines in groups:
        parts += [title, *lines] if lines else []
    shown = list(map(blocks.section, blocks.pages(parts)[:_BLOCKS]))
    text = clip("\n".join(parts), blocks.TEXT_LIMIT)
    return InternalMessage(text, (*shown, *_retry(incident, copies)))


def _retry(incident: Incident, copies: Sequence[Copy]) -> tuple[Block, ...]:
    failed = progress(copies).failed
    if not failed:
        return ()
    line = f"{incident.name} retry"
    return (blocks.actions(button(f"Retry {failed} failed", command="incident", line=line)),)


async def deliveries(turn: Turn, request: Request) -> InternalMessage:
    """Show where the latest notice stands."""
    incident = await which(turn, request, closed_too=True)
    notice = await outages.latest_told(turn.tx, turn.office.id, incident.number)
    if notice is None:
        raise OutageError(
            f"Customers have been told nothing of {incident.name}.",
            instead=(f"/incident {incident.name} status",),
        )
    copies = await tracking.copies(turn.tx, turn.office.id, notice.id)
    return stand(incident, notice, copies, now=turn.now)


VERB = Verb(
    name="deliveries",
    usage="",
    summary="who has the latest notice, since when; who has not, and why",
    right=Act.READ,
    do=deliveries,
    synonyms=("delivered", "delivery"),
    asks=True,
)
