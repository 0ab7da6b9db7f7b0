"""Milestones: what an incident is to reach on the way to recovery, by when; moved, done or dropped.

They are for colleagues. Of one, customers read the words that were typed for them and whether it is
done, never its time: a time that customers read is the estimate, or the next update.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.facts import Fact, FactKind, Value
from domain.refusal import Refusal
from domain.words import PublicText

MOST = 12
TEXT_LIMIT = 120


@dataclass(frozen=True)
class Milestone:
    """Something to be reached; number counts within the incident.

    planned_at: by when as it was planned first; due_at: as it is planned now. public: what
    customers read of it, None where they read nothing.
    """

    workspace_id: str
    incident: int
    number: int
    text: str
    planned_at: datetime
    due_at: datetime
    set_by: str
    set_at: datetime
    public: PublicText | None = None
    done_by: str | None = None
    done_at: datetime | None = None
    dropped_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be reached."""
        return self.done_at is None and self.dropped_at is None


@dataclass(frozen=True)
class Shown:
    """A milestone as customers read of it."""

    text: PublicText
    done: bool


@dataclass(frozen=True)
class Decision:
    """A milestone's new state, and the fact that made it so."""

    milestone: Milestone
    fact: Fact


class MilestoneError(Refusal):
    """The milestone does not allow this."""


def example(incident: int) -> str:
    """Return a line that sets one."""
    return f"/incident INC-{incident} milestone Restart half of the hosts due 15:30"


def check_text(text: str, *, incident: int, field: str = "text") -> str:
    """Return the words on one line; raises MilestoneError where there are none, or too many."""
    line = " ".join(text.split())
    if not line or len(line) > TEXT_LIMIT:
        raise MilestoneError(
            f"Say what is to be reached, in at most {TEXT_LIMIT} characters.",
            instead=(example(incident),),
            field=field,
        )
    return line


def added(milestone: Milestone, *, before: int) -> Decision:
    """Begin a milestone; before: how many the incident has. Raises MilestoneError."""
    if before >= MOST:
        raise MilestoneError(
            f"An incident has at most {MOST} milestones: do or drop one of them first.",
            instead=(f"/incident INC-{milestone.incident} milestone",),
        )
    public = milestone.public.words if milestone.public else ""
    by, at = milestone.set_by, milestone.set_at
    return Decision(
        milestone, _fact(FactKind.MILESTONE_SET, milestone, by=by, now=at, public=public)
    )


def done(milestone: Milestone, *, by: str, now: datetime) -> Decision:
    """Put down that it is reached; raises MilestoneError."""
    _check_open(milestone)
    after = replace(milestone, done_by=by, done_at=now)
    return Decision(after, _fact(FactKind.MILESTONE_DONE, after, by=by, now=now))


def dropped(milestone: Milestone, *, by: str, now: datetime) -> Decision:
    """Give it up; raises MilestoneError."""
    _check_open(milestone)
    after = replace(milestone, dropped_at=now)
    return Decision(after, _fact(FactKind.MILESTONE_DROPPED, after, by=by, now=now))


def moved(milestone: Milestone, *, due_at: datetime, by: str, now: datetime) -> Decision:
    """Plan it for another time; raises MilestoneError."""
    _check_open(milestone)
    after = replace(milestone, due_at=due_at)
    before = milestone.due_at.isoformat()
    kind = FactKind.MILESTONE_MOVED
    return Decision(after, _fact(kind, after, by=by, now=now, due_before=before))


def overdue(milestone: Milestone, *, by: str, now: datetime) -> Fact:
    """Return the fact that its time has come and it is not done."""
    return _fact(FactKind.MILESTONE_DUE, milestone, by=by, now=now)


def shown(milestones: Iterable[Milestone]) -> tuple[Shown, ...]:
    """Return what customers read of them, in the order of their times."""
    told = (one for one in milestones if one.public and one.dropped_at is None)
    in_order = sorted(told, key=lambda one: (one.done_at or one.due_at, one.number))
    return tuple(Shown(one.public, one.done_at is not None) for one in in_order if one.public)


def _check_open(milestone: Milestone) -> None:
    if not milestone.open:
        state = "done" if milestone.done_at else "dropped"
        raise MilestoneError(
            f"Milestone {milestone.number} is {state} already.",
            instead=(f"/incident INC-{milestone.incident} milestone",),
        )


def _fact(kind: FactKind, milestone: Milestone, *, by: str, now: datetime, **more: Value) -> Fact:
    data: dict[str, Value] = {
        "number": milestone.number,
        "text": milestone.text,
        "due_at": milestone.due_at.isoformat(),
    }
    return Fact(kind, by, now, milestone.incident, data | more)
