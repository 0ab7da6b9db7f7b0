"""An outage as customers know it, and what each notice changes of it.

What its notices promise, and who is woken when a promise is not kept, is `domain.commitment`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.facts import Fact, FactKind, Value
from domain.milestone import Shown
from domain.refusal import Refusal
from domain.words import PublicText


class Impact(StrEnum):
    """What customers feel."""

    FULL = "full"
    PARTIAL = "partial"
    DEGRADED = "degraded"


class Status(StrEnum):
    """How far the outage is, in the words of status pages."""

    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"


class NoticeKind(StrEnum):
    """What a message to customers is."""

    OUTAGE = "outage"
    UPDATE = "update"
    ESTIMATE = "revised estimate"
    HOLDING = "holding"
    RESOLVED = "resolved"
    NEWCOMER = "newcomer"
    CLEARED = "not affected"
    ANSWER = "answer"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    REVIEW = "post-incident review"
    ADVISORY = "advisory"


TO_ONE = (NoticeKind.NEWCOMER, NoticeKind.CLEARED, NoticeKind.ANSWER)
"""The kinds that one customer reads: what all were promised stays as it was."""

AT_ONCE = (*TO_ONE, NoticeKind.REVIEW, NoticeKind.ADVISORY)
"""The kinds that leave as soon as they are decided on, and change nothing of an outage."""

ASIDE = (*AT_ONCE, NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL)
"""The kinds that say nothing new to all, and answer no promise."""

MOST_HELD = 2
"""So many holding statements go in a row; then people are paged instead."""


@dataclass(frozen=True)
class Outage:
    """An outage as it stands; `version` grows by one with each change.

    reference, title: what customers read. estimates: every estimate of recovery in order, None
    for "no estimate". next_update_at: what was promised last. spoke_at: when the latest notice
    with something to say was published. customers: ids of those affected. held: how many holding
    statements have gone since. cadence_minutes: chosen for this outage, in place of its impact's.
    """

    workspace_id: str
    reference: str
    incident: int
    title: PublicText
    impact: Impact
    status: Status
    services: tuple[str, ...]
    customers: tuple[str, ...]
    started_by: str
    started_at: datetime
    spoke_at: datetime
    next_update_at: datetime
    estimates: tuple[datetime | None, ...] = ()
    ended_at: datetime | None = None
    version: int = 1
    held: int = 0
    cadence_minutes: int | None = None

    @property
    def open(self) -> bool:
        """Whether customers still wait for its end."""
        return self.ended_at is None

    @property
    def estimate(self) -> datetime | None:
        """The estimate of recovery that customers have, None where they have none."""
        return self.estimates[-1] if self.estimates else None

    @property
    def awaited_at(self) -> datetime | None:
        """By when customers expect a word: None once it is over, or after the last holding one."""
        return self.next_update_at if self.open and self.held < MOST_HELD else None


@dataclass(frozen=True)
class Change:
    """What one notice changes of an outage: fixed when it is drafted, applied when confirmed.

    estimate is the new one; revises says whether there is one to apply (it may be None). status:
    how far the outage is from then on. text: what somebody wrote for customers; next_step: what
    they wrote of what is done next. milestones: what customers read of those. corrects_at: when the
    notice was published that it corrects.
    """

    kind: NoticeKind
    next_update_at: datetime | None
    revises: bool = False
    estimate: datetime | None = None
    reason: str = ""
    status: Status | None = None
    text: PublicText | None = None
    next_step: PublicText | None = None
    milestones: tuple[Shown, ...] = ()
    corrects_at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """An outage's new state, and the fact that made it so."""

    outage: Outage
    fact: Fact


class OutageError(Refusal):
    """The outage does not allow this."""


_FACTS = {
    NoticeKind.OUTAGE: FactKind.OUTAGE_BEGUN,
    NoticeKind.UPDATE: FactKind.OUTAGE_UPDATED,
    NoticeKind.ESTIMATE: FactKind.ESTIMATE_REVISED,
    NoticeKind.HOLDING: FactKind.UPDATE_HELD,
    NoticeKind.RESOLVED: FactKind.OUTAGE_RECOVERED,
}


def read_impact(words: str) -> Impact:
    """Return the impact of that word; raises OutageError."""
    try:
        return Impact(words.strip().lower())
    except ValueError:
        raise OutageError(
            f"“{words.strip()[:40]}” is no impact. What do customers feel: full, partial or "
            "degraded?",
            instead=("/incident outage <public title> impact partial services a,b",),
            field="impact",
        ) from None


def read_status(words: str) -> Status:
    """Return how far an open outage is, by that word; raises OutageError."""
    ahead = [status for status in Status if status is not Status.RESOLVED]
    for status in ahead:
        if status.startswith(words.strip().lower()):
            return status
    raise OutageError(
        f"“{words.strip()[:40]}” is no status. There are {', '.join(ahead)}; the end is told by "
        "recovered.",
        instead=("/incident update <text> status monitoring",),
        field="status",
    )


def apply(
    outage: Outage, change: Change, *, by: str, now: datetime, told: tuple[str, ...]
) -> Decision:
    """Apply what a confirmed notice says; told: the names of the customers that read it.

    Raises OutageError where the outage is over.
    """
    if not outage.open:
        raise OutageError("This outage is over: customers were told that it is resolved.")
    estimates = (*outage.estimates, change.estimate) if change.revises else outage.estimates
    resolved = change.kind is NoticeKind.RESOLVED
    holds = change.kind is NoticeKind.HOLDING
    after = replace(
        outage,
        status=Status.RESOLVED if resolved else change.status or outage.status,
        estimates=estimates,
        spoke_at=outage.spoke_at if holds else now,
        held=outage.held + 1 if holds else 0,
        next_update_at=change.next_update_at or outage.next_update_at,
        ended_at=now if resolved else None,
    )
    return Decision(after, _fact(outage, change, by=by, now=now, told=told))


def blocker(outage: Outage) -> Refusal | None:
    """Return why the incident cannot be closed on its account, if so."""
    if not outage.open:
        return None
    return OutageError(
        f"The outage “{outage.title.words}” is not over: customers wait for its end.",
        instead=(f"/incident INC-{outage.incident} recovered",),
    )


def _fact(outage: Outage, change: Change, *, by: str, now: datetime, told: tuple[str, ...]) -> Fact:
    data: dict[str, Value] = {
        "reference": outage.reference,
        "promised_at": outage.next_update_at.isoformat(),
        "next_update_at": _iso(change.next_update_at),
        "customers": list(told),
    }
    if change.kind is NoticeKind.OUTAGE:
        data |= {"title": outage.title.words, "impact": outage.impact, "promised_at": None}
    if change.kind is NoticeKind.HOLDING:
        data["late_minutes"] = int((now - outage.next_update_at).total_seconds() // 60)
    if change.revises:
        data |= {"estimate": _iso(change.estimate), "estimate_before": _iso(outage.estimate)}
    if change.status:
        data["status"] = change.status
    if change.reason:
        data["reason"] = change.reason
    return Fact(_FACTS[change.kind], by, now, outage.incident, data)


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
