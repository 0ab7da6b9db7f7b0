"""Planned maintenance: scheduled, in progress, verifying, completed; or moved, or cancelled.

What the clock knows goes by itself: reminders, and that the window has begun. Whether the work is
done no clock knows: Onus asks before the planned end, and never says so by itself. When that end
passes without a word, customers read that it has passed and when the next word comes; after two
such messages only colleagues are asked on.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.instants import duration
from domain.outage import Impact
from domain.refusal import Refusal
from domain.words import PublicText

ASKS_BEFORE = timedelta(minutes=10)
WORD_EVERY = timedelta(minutes=30)
MOST_OVERDUE = 2
USUAL_LEADS = (timedelta(hours=24), timedelta(hours=1))
MOST_LEADS = 5
_EXAMPLE = (
    "/maintenance schedule Virtual Machines, West Europe services vm start 2026-03-07T22:00Z for 2h"
)


class Stage(StrEnum):
    """How far it is."""

    SCHEDULED = "scheduled"
    IN_PROGRESS = "in progress"
    VERIFYING = "verifying"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


_OPEN = (Stage.SCHEDULED, Stage.IN_PROGRESS, Stage.VERIFYING)


class Event(StrEnum):
    """What happens to it, and is told."""

    SCHEDULED = "scheduled"
    MOVED = "moved"
    CANCELLED = "cancelled"
    REMINDED = "reminded"
    BEGUN = "begun"
    VERIFYING = "verifying"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    ASKED = "asked"


@dataclass(frozen=True)
class Maintenance:
    """A maintenance as it stands; `version` grows by one with each change.

    reference, title: what customers read. impact: what they feel meanwhile. customers: ids of
    those who are told. leads: how long before its start they are reminded. owner: who answers for
    it inside. channel_id, post_id: where colleagues follow it. asked: whether its end was asked
    for. overdue: how often its planned end was found passed.
    """

    workspace_id: str
    reference: str
    title: PublicText
    impact: Impact
    services: tuple[str, ...]
    customers: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    stage: Stage
    owner: str
    leads: tuple[timedelta, ...]
    channel_id: str
    post_id: str
    asked: bool = False
    overdue: int = 0
    version: int = 1

    @property
    def open(self) -> bool:
        """Whether customers still wait for its end."""
        return self.stage in _OPEN


class MaintenanceError(Refusal):
    """The maintenance does not allow this."""


def read_leads(words: str) -> tuple[timedelta, ...]:
    """Return `24h,1h` as lengths of time, the longest first; `none` is none at all.

    Raises NoSuchTimeError, MaintenanceError.
    """
    if not words.strip():
        return USUAL_LEADS
    if words.strip().lower() == "none":
        return ()
    leads = sorted({duration(word) for word in words.split(",") if word.strip()}, reverse=True)
    if len(leads) > MOST_LEADS:
        raise MaintenanceError(f"At most {MOST_LEADS} reminders.", field="remind")
    return tuple(leads)


def check_new(*, services: tuple[str, ...], named: bool, start: str, length: str) -> None:
    """Refuse what is incomplete; raises MaintenanceError."""
    missing = [
        what
        for what, said in (
            ("which services it is about (services), or which customers", services or named),
            ("when it starts (start)", start),
            ("how long it lasts (for)", length),
        )
        if not said
    ]
    if missing:
        raise MaintenanceError(f"Say also {' and '.join(missing)}.", instead=(_EXAMPLE,))


def moved(
    plan: Maintenance, *, starts_at: datetime | None, length: timedelta | None
) -> Maintenance:
    """Return it with another window; once it has begun, only its end can be another.

    length: from its start. Raises MaintenanceError.
    """
    _check_open(plan)
    if plan.stage is not Stage.SCHEDULED and starts_at:
        raise MaintenanceError(
            "It has begun: only its length can be another.",
            instead=(f"/maintenance move {plan.reference} for 3h",),
        )
    start = starts_at or plan.starts_at
    end = start + (length or plan.ends_at - plan.starts_at)
    if (start, end) == (plan.starts_at, plan.ends_at):
        raise MaintenanceError(
            "Say when it starts instead, or how long it lasts.",
            instead=(f"/maintenance move {plan.reference} start 23:00 for 2h",),
        )
    return replace(plan, starts_at=start, ends_at=end, asked=False, overdue=0)


def cancelled(plan: Maintenance) -> Maintenance:
    """Return it cancelled; raises MaintenanceError."""
    _check_open(plan)
    return replace(plan, stage=Stage.CANCELLED)


def verifying(plan: Maintenance) -> Maintenance:
    """Return it with the work done and being looked at; raises MaintenanceError."""
    if plan.stage is not Stage.IN_PROGRESS:
        raise _not_now(plan)
    return replace(plan, stage=Stage.VERIFYING)


def completed(plan: Maintenance) -> Maintenance:
    """Return it as over; raises MaintenanceError."""
    if plan.stage not in (Stage.IN_PROGRESS, Stage.VERIFYING):
        raise _not_now(plan)
    return replace(plan, stage=Stage.COMPLETED)


def check_window(plan: Maintenance, *, now: datetime) -> None:
    """Refuse a window that is over before anybody is told; raises MaintenanceError."""
    late = plan.starts_at <= now if plan.stage is Stage.SCHEDULED else plan.ends_at <= now
    if plan.open and late:
        raise MaintenanceError("That time has passed by now. Type it anew.", instead=(_EXAMPLE,))


def rings_at(plan: Maintenance, *, now: datetime) -> datetime | None:
    """Return when something is due of it next, None once it is over."""
    if not plan.open:
        return None
    if plan.stage is Stage.SCHEDULED:
        ahead = (plan.starts_at - lead for lead in plan.leads)
        return min((at for at in ahead if at > now), default=plan.starts_at)
    if not plan.asked:
        return max(plan.ends_at - ASKS_BEFORE, plan.starts_at)
    word_at = plan.ends_at + plan.overdue * WORD_EVERY
    return word_at if word_at > now or plan.overdue == 0 else now + WORD_EVERY


def due(plan: Maintenance, *, now: datetime) -> tuple[Maintenance, Event] | None:
    """Return what is due now, and the maintenance after it; None where nothing is any more.

    Of what was missed while Onus was away, the latest alone.
    """
    if not plan.open:
        return None
    if plan.stage is Stage.SCHEDULED:
        if now >= plan.starts_at:
            return replace(plan, stage=Stage.IN_PROGRESS), Event.BEGUN
        passed = any(plan.starts_at - lead <= now for lead in plan.leads)
        return (plan, Event.REMINDED) if passed else None
    if now >= plan.ends_at:
        return replace(plan, asked=True, overdue=plan.overdue + 1), Event.OVERDUE
    asks = not plan.asked and now >= plan.ends_at - ASKS_BEFORE
    return (replace(plan, asked=True), Event.ASKED) if asks else None


def customers_read(plan: Maintenance, event: Event) -> bool:
    """Whether customers are told of what has just become due."""
    return event is not Event.ASKED and plan.overdue <= MOST_OVERDUE


def next_word_at(plan: Maintenance, event: Event, *, now: datetime) -> datetime | None:
    """Return when customers read again, where its planned end has passed; None after the last."""
    if event is Event.OVERDUE and plan.overdue < MOST_OVERDUE:
        return rings_at(plan, now=now)
    return None


def _check_open(plan: Maintenance) -> None:
    if not plan.open:
        raise _not_now(plan)


def _not_now(plan: Maintenance) -> MaintenanceError:
    return MaintenanceError(
        f"The maintenance {plan.reference} is {plan.stage}.", instead=("/maintenance list",)
    )
