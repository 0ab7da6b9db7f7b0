"""The post-incident review, as far as the journal knows it: times per phase, updates on time.

What went well and badly is not in here: people write that, in a part of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.action_item import ActionItem
from domain.facts import Fact, FactKind
from domain.incident import Incident, Phase
from domain.obligation import Obligation
from domain.outage import Outage
from domain.severity import Severity

PRELIMINARY_WITHIN = timedelta(hours=72)
FINAL_WITHIN = timedelta(days=14)
"""What large providers generally aim at, from mitigation (Azure): no service level."""


_ENDS = (FactKind.CLOSED, FactKind.CANCELLED, FactKind.MERGED)


class ReviewStage(StrEnum):
    """How far a review is."""

    PRELIMINARY = "preliminary"
    FINAL = "final"


@dataclass(frozen=True)
class Stay:
    """How long an incident was in a phase, once: left_at is None while it still is."""

    phase: Phase
    entered_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class Kept:
    """How many updates customers were promised, and how many came from people in time.

    A holding statement is Onus's: that promise nobody kept.
    """

    promised: int
    on_time: int


@dataclass(frozen=True)
class Review:
    """All that a review is drafted from."""

    incident: Incident
    facts: tuple[Fact, ...]
    outages: tuple[Outage, ...]
    obligations: tuple[Obligation, ...]
    items: tuple[ActionItem, ...]
    kept: Kept

    @property
    def stays(self) -> list[Stay]:
        """Each stay in a phase, in order."""
        return stays(self.facts)


def stays(facts: Sequence[Fact]) -> list[Stay]:
    """Return each stay in a phase, from an incident's facts in the order they were recorded."""
    entered: list[tuple[Phase | None, datetime]] = []
    for fact in facts:
        if fact.kind is FactKind.OPENED:
            entered.append((Phase.DETECT, fact.happened_at))
        if fact.kind in (FactKind.MOVED, FactKind.REOPENED):
            entered.append((Phase(str(fact.data["after"])), fact.happened_at))
        if fact.kind in _ENDS:
            entered.append((None, fact.happened_at))
    ends = [at for _, at in entered[1:]]
    return [
        Stay(phase, at, ends[number] if number < len(ends) else None)
        for number, (phase, at) in enumerate(entered)
        if phase is not None
    ]


def stages_due(severity: Severity, *, contained_at: datetime) -> dict[ReviewStage, datetime]:
    """Return which reviews people are reminded of, and when: the preliminary one for SEV1 only."""
    due = {ReviewStage.FINAL: contained_at + FINAL_WITHIN}
    if severity is Severity.SEV1:
        due[ReviewStage.PRELIMINARY] = contained_at + PRELIMINARY_WITHIN
    return due


def is_posted(facts: Sequence[Fact], stage: ReviewStage) -> bool:
    """Whether a review of that stage, or a later one, was posted."""
    enough = {str(stage), str(ReviewStage.FINAL)}
    return any(
        fact.kind is FactKind.REVIEW_POSTED and fact.data["stage"] in enough for fact in facts
    )
