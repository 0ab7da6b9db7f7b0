"""Commitments: each notice promises the next, and somebody is woken before and after that minute.

Cadence follows what customers feel, not the inner severity: full 15 minutes, partial 30,
degraded 60. The Customer Liaison is nudged five minutes before. At the minute, with nothing from
anyone, a holding statement says only what is known, and people are paged. After two in a row no
third goes: the second names no further time, and people are paged anew, each interval, until
somebody writes to customers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.instants import NoSuchTimeError, ahead, duration
from domain.outage import MOST_HELD, Change, Impact, NoticeKind, Outage

NUDGE_LEAD = timedelta(minutes=5)
SLOWER_AFTER = timedelta(hours=2)

Intervals = Mapping[Impact, timedelta]


@dataclass(frozen=True)
class Cadence:
    """How long customers wait for the next word at most.

    later: once an outage has lasted two hours; empty where the organisation wants no slowing.
    """

    by_impact: Intervals
    later: Intervals = field(default_factory=dict)

    def every(self, outage: Outage, *, now: datetime) -> timedelta:
        """Return the interval of this outage: the one chosen for it, else its impact's."""
        if outage.cadence_minutes:
            return timedelta(minutes=outage.cadence_minutes)
        lasts = now - outage.started_at >= SLOWER_AFTER
        return (self.later if lasts and self.later else self.by_impact)[outage.impact]


def read_cadence(words: str) -> dict[Impact, timedelta]:
    """Return `full=15,partial=30,degraded=60` (minutes) as intervals; raises ValueError."""
    pairs = [part.partition("=") for part in words.split(",") if part.strip()]
    try:
        cadence = {Impact(key.strip()): duration(value) for key, _, value in pairs}
    except (ValueError, NoSuchTimeError) as fault:
        raise ValueError(f"not minutes by impact: {words!r}") from fault
    missing = [impact for impact in Impact if impact not in cadence]
    if missing:
        raise ValueError(f"no minutes for {', '.join(missing)}")
    return cadence


def promised(words: str, *, every: timedelta, now: datetime, timezone: str) -> datetime:
    """Return when the next update comes: what was typed, else an interval from now.

    It is a whole minute, so that it can be kept to the minute. Raises NoSuchTimeError.
    """
    if words:
        return ahead(words, now=now, timezone=timezone).replace(second=0, microsecond=0)
    return now.replace(second=0, microsecond=0) + every


def holding(outage: Outage, *, now: datetime, every: timedelta) -> Change | None:
    """Return the holding statement that is due now, if one is.

    None where nothing is promised, or a later update was promised meanwhile. The next commitment
    counts from the promised minute, but never lies behind; the last holding statement in a row
    makes none.
    """
    due = outage.awaited_at
    if due is None or now < due:
        return None
    if outage.held + 1 >= MOST_HELD:
        return Change(NoticeKind.HOLDING, next_update_at=None)
    following = due + every
    if following <= now:
        following = now.replace(second=0, microsecond=0) + every
    return Change(NoticeKind.HOLDING, next_update_at=following)


def rings_at(outage: Outage, *, now: datetime, every: timedelta) -> datetime | None:
    """Return when to look next whether customers were told: the promised minute, if there is one.

    Where none is promised, an interval from now; None once it is over.
    """
    if not outage.open:
        return None
    return outage.awaited_at or now + every


def nudge_at(outage: Outage, *, now: datetime) -> datetime | None:
    """Return when the liaison is reminded; None where the promise is nearer than the lead."""
    due = outage.awaited_at
    return due - NUDGE_LEAD if due and due - NUDGE_LEAD > now else None
