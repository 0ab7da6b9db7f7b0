"""What a notice promises: on record, in the timers that nudge and hold, and in who is paged."""

from datetime import datetime

from domain import commitment
from domain.incident import Incident
from domain.outage import NoticeKind, Outage
from handlers.kit import paging
from handlers.kit.mrkdwn import utc
from handlers.kit.turn import Turn
from handlers.notices.estimate import await_estimate, stop_paging
from handlers.notices.meant import liaison
from storage import commitments, timers
from storage.outages import Notice
from storage.timers import Timer

COMMITMENT, NUDGE = "commitment", "nudge"


async def keep_and_promise(turn: Turn, incident: Incident, after: Outage, notice: Notice) -> None:
    """Put down what a notice answers and promises, and set who is woken when.

    after: the outage as the notice leaves it. A holding statement has people paged; whatever else
    customers read ends that.
    """
    await commitments.answer(turn.tx, after, kind=notice.kind, now=turn.now)
    if after.awaited_at:
        await commitments.promise(turn.tx, after, notice_id=notice.id, by=after.awaited_at)
    await await_update(turn, after)
    if notice.kind is NoticeKind.HOLDING:
        await page_liaison(turn, incident, after)
    else:
        await paging.stop(turn, incident, about=_about(after))
        await stop_paging(turn, incident, after)


async def take_back(turn: Turn, incident: Incident, before: Outage, notice: Notice) -> None:
    """Undo what a notice promised and answered: before is how the outage stands again."""
    assert notice.confirmed_at, "only a confirmed notice promises"
    await commitments.take_back(
        turn.tx, before, notice_id=notice.id, answered_at=notice.confirmed_at
    )
    await await_update(turn, before)
    if before.open and before.held:
        await page_liaison(turn, incident, before)


async def await_update(turn: Turn, outage: Outage) -> None:
    """Have the liaison nudged before the promised minute, and customers told at it."""
    every = turn.office.cadence.every(outage, now=turn.now)
    due_at = commitment.rings_at(outage, now=turn.now, every=every)
    await _set(turn, outage, due_at, kind=COMMITMENT)
    await nudge_at(turn, outage, commitment.nudge_at(outage, now=turn.now))
    await await_estimate(turn, outage)


async def nudge_at(turn: Turn, outage: Outage, due_at: datetime | None) -> None:
    """Have the liaison nudged at that instant, or not at all."""
    await _set(turn, outage, due_at, kind=NUDGE)


async def page_liaison(turn: Turn, incident: Incident, outage: Outage) -> None:
    """Have the liaison paged, and after them who is next in line, until somebody answers."""
    why = (
        f"customers have read nothing new since {utc(outage.spoke_at)}. Write to them: "
        f"/incident {incident.name} update <text>"
    )
    await paging.page(
        turn,
        incident,
        about=_about(outage),
        why=why,
        named=(await liaison(turn, incident, outage),),
    )


def _about(outage: Outage) -> str:
    return f"the update of {outage.reference}"


async def _set(turn: Turn, outage: Outage, due_at: datetime | None, *, kind: str) -> None:
    key = f"{kind}:{outage.reference}"
    if due_at is None:
        await timers.clear(turn.tx, turn.office.id, key)
        return
    timer = Timer(
        workspace_id=turn.office.id,
        key=key,
        kind=kind,
        due_at=due_at,
        body={"reference": outage.reference},
    )
    await timers.put(turn.tx, timer)
