"""A fan-out followed: its progress on one line, edited in place, then one report of what failed.

The line stands under the words that told colleagues of the notice, so it costs no post. A timer
looks again and again; the look that finds the fate of each known reports, and is the last.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.facts import Fact, FactKind, Value
from domain.fan_out import WORTH, Copy, Fate, look_again_after, progress
from domain.incident import Incident
from domain.people import ONUS
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.turn import Turn
from handlers.notices.arrived import not_delivered, progress_line
from storage import incidents, outages, outbox, timers, tracking
from storage.deliveries import Retried
from storage.outages import Notice
from storage.timers import Timer

PROGRESS = "progress"
_NAMED = 20


async def follow(
    tx: AsyncConnection,
    workspace_id: str,
    notice_id: str,
    *,
    post_id: str,
    channels: int,
    leaves_at: datetime,
) -> None:
    """Have a notice followed from that instant on, where it goes to many channels.

    post_id: the message in the incident's thread under which its progress stands.
    """
    if channels < WORTH or await is_followed(tx, workspace_id, notice_id):
        return
    await outbox.hasten(tx, post_id)
    body = {"notice": notice_id, "post": post_id, "since": leaves_at.isoformat(), "line": ""}
    at = leaves_at + look_again_after(timedelta(0))
    await timers.put(tx, _timer(workspace_id, body, at=at))


async def follow_again(
    tx: AsyncConnection,
    workspace_id: str,
    tried: Sequence[Retried],
    *,
    post_id: str,
    now: datetime,
) -> None:
    """Have the notices followed that are tried again in many channels."""
    counts = Counter(each.notice_id for each in tried if each.notice_id)
    for notice_id, channels in counts.items():
        await follow(tx, workspace_id, notice_id, post_id=post_id, channels=channels, leaves_at=now)


async def is_followed(tx: AsyncConnection, workspace_id: str, notice_id: str) -> bool:
    """Whether a report is to come of what fails."""
    return await timers.is_set(tx, workspace_id, _key(notice_id))


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Show how far it is; report, where the fate of each is known."""
    notice = await outages.get_notice(turn.tx, turn.office.id, body["notice"])
    assert notice, "a notice is never deleted"
    copies = await tracking.copies(turn.tx, turn.office.id, notice.id)
    if progress(copies).total == 0:
        return  # it was stopped before it left
    incident = await incidents.get(turn.tx, turn.office.id, notice.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    line = progress_line(copies, now=turn.now)
    if line != body["line"]:
        await _show(turn, incident, body["post"], line)
    if progress(copies).over:
        await _report(turn, incident, notice, copies)
    else:
        pause = look_again_after(turn.now - datetime.fromisoformat(body["since"]))
        later = _timer(turn.office.id, {**body, "line": line}, at=turn.now + pause)
        await timers.put(turn.tx, later)


async def _show(turn: Turn, incident: Incident, post_id: str, line: str) -> None:
    text = await outbox.words_of(turn.tx, turn.office.id, post_id, channel_id=incident.channel_id)
    if text is not None:  # else it was taken back when the incident was restricted
        await turn.say_instead(incident, post_id, InternalMessage(f"{text}\n{line}"))


async def _report(turn: Turn, incident: Incident, notice: Notice, copies: tuple[Copy, ...]) -> None:
    """Put down how it ended; where something failed, say who, why, and what to do."""
    failed = [copy for copy in copies if copy.fate is Fate.FAILED]
    fact = _ended(notice, copies, failed, now=turn.now)
    if failed:
        await turn.tell(incident, fact, *_ways_on(incident, failed))
    else:
        turn.record(fact)


def _ended(notice: Notice, copies: tuple[Copy, ...], failed: list[Copy], *, now: datetime) -> Fact:
    count = progress(copies)
    names = [copy.customer for copy in failed[:_NAMED]]
    more = len(failed) - _NAMED
    data: dict[str, Value] = {
        "notice": str(notice.kind),
        "channels": count.total,
        "delivered": count.delivered,
        "failed": [*names, f"{more} more"] if more > 0 else names,
    }
    return Fact(FactKind.FAN_OUT_ENDED, ONUS.user_id, now, notice.incident, data)


def _ways_on(incident: Incident, failed: list[Copy]) -> list[Block]:
    pages = map(blocks.section, blocks.pages(not_delivered(failed)))
    retry = button("Retry all", command="incident", line=f"{incident.name} retry")
    look = button("Deliveries", command="incident", line=f"{incident.name} deliveries")
    return [*pages, blocks.actions(retry, look)]


def _timer(workspace_id: str, body: Mapping[str, Any], *, at: datetime) -> Timer:
    return Timer(
        workspace_id=workspace_id,
        key=_key(body["notice"]),
        kind=PROGRESS,
        due_at=at,
        body=body,
    )


def _key(notice_id: str) -> str:
    return f"{PROGRESS}:{notice_id}"
