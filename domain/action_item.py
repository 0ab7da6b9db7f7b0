"""Action items: what an incident leaves to be done, by whom, by which day."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from domain.facts import Fact, FactKind, Value
from domain.instants import NoSuchTimeError, ahead, zone_of
from domain.refusal import Refusal

TEXT_LIMIT = 500
EVERY = timedelta(days=7)
_FARTHEST = timedelta(days=3 * 365)
_MORNING = time(9)


@dataclass(frozen=True)
class ActionItem:
    """Something to be done; number counts within the incident.

    due_on: the day, None where none was named. timezone: whose mornings reminders come in.
    outcome: what was done, where it is.
    """

    workspace_id: str
    incident: int
    number: int
    text: str
    owner: str
    created_by: str
    created_at: datetime
    timezone: str
    due_on: date | None = None
    done_by: str | None = None
    done_at: datetime | None = None
    outcome: str = ""

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None

    def overdue(self, now: datetime) -> bool:
        """Whether its day is over where it was given."""
        today = now.astimezone(zone_of(self.timezone)).date()
        return self.open and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class Decision:
    """An action item's new state, and the fact that made it so."""

    item: ActionItem
    fact: Fact


class ActionItemError(Refusal):
    """The action item does not allow this."""


def check_text(text: str) -> str:
    """Return what is to be done on one line; raises ActionItemError."""
    line = " ".join(text.split())
    if not line or len(line) > TEXT_LIMIT:
        raise ActionItemError(
            f"Say what is to be done, in at most {TEXT_LIMIT} characters.",
            instead=("/incident action Rotate the hosts' keys @bob due 2026-03-09",),
            field="text",
        )
    return line


def read_day(words: str, *, now: datetime, timezone: str) -> date:
    """Return the day that `2026-03-09` or `7d` names, today or later; raises NoSuchTimeError."""
    zone = zone_of(timezone)
    try:
        day = date.fromisoformat(words.strip())
    except ValueError:
        return ahead(words, now=now, timezone=timezone).astimezone(zone).date()
    today = now.astimezone(zone).date()
    if not today <= day <= today + _FARTHEST:
        raise NoSuchTimeError(
            words,
            f"has passed, or is years away. Type a day such as {(today + EVERY).isoformat()}.",
        )
    return day


def added(item: ActionItem) -> Decision:
    """Begin an action item."""
    data: dict[str, Value] = {
        "owner": item.owner,
        "due_on": item.due_on.isoformat() if item.due_on else None,
    }
    return Decision(
        item, _fact(FactKind.ACTION_ADDED, item, by=item.created_by, at=item.created_at, **data)
    )


def done(item: ActionItem, *, by: str, now: datetime, outcome: str) -> Decision:
    """Put down that it is done, or no longer needed; raises ActionItemError."""
    if not item.open:
        raise ActionItemError(
            f"Action {item.number} is done already, by <@{item.done_by}>.",
            instead=(f"/incident INC-{item.incident} actions",),
        )
    if len(outcome) > TEXT_LIMIT:
        raise ActionItemError(f"An outcome has at most {TEXT_LIMIT} characters.", field="text")
    after = replace(item, done_by=by, done_at=now, outcome=outcome.strip())
    return Decision(after, _fact(FactKind.ACTION_DONE, after, by=by, at=now, outcome=after.outcome))


def remind(item: ActionItem, *, now: datetime) -> Fact:
    """Return the fact that its owner was reminded."""
    return _fact(
        FactKind.ACTION_REMINDED,
        item,
        by="onus",
        at=now,
        owner=item.owner,
        due_on=item.due_on.isoformat() if item.due_on else None,
        overdue=item.overdue(now),
    )


def next_reminder_at(item: ActionItem, *, now: datetime) -> datetime | None:
    """Return when its owner is reminded next: in the morning of its day, then once a week.

    Without a day, a week after it was given. None once it is done.
    """
    if not item.open:
        return None
    zone = zone_of(item.timezone)
    first = item.due_on or (item.created_at.astimezone(zone) + EVERY).date()
    weeks = max(0, (now.astimezone(zone).date() - first) // EVERY)
    mornings = (
        datetime.combine(first + (weeks + later) * EVERY, _MORNING, tzinfo=zone) for later in (0, 1)
    )
    return next(morning.astimezone(UTC) for morning in mornings if morning > now)


def _fact(kind: FactKind, item: ActionItem, *, by: str, at: datetime, **more: Value) -> Fact:
    data: dict[str, Value] = {"number": item.number, "text": item.text}
    return Fact(kind, by, at, item.incident, data | more)
