"""Numbers over a span of time: how many incidents, how long they took, per phase and in all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from domain.facts import Fact, FactKind
from domain.incident import PHASES, Incident, Phase, Verdict
from domain.review import stays
from domain.severity import Severity


@dataclass(frozen=True)
class Statistics:
    """What the incidents opened in a span come to.

    to_contain: from opening until close was reached first, the median; to_close: until it was
    closed. in_phase: the time spent in a phase in all, the median over the incidents that were.
    """

    opened: int
    still_open: int
    false_positives: int
    by_severity: Mapping[Severity, int] = field(default_factory=dict)
    to_contain: timedelta | None = None
    to_close: timedelta | None = None
    in_phase: Mapping[Phase, timedelta] = field(default_factory=dict)


def statistics(incidents: Sequence[Incident], facts: Iterable[Fact]) -> Statistics:
    """Return the numbers of these incidents, from the facts that moved them, in their order."""
    moves: defaultdict[int | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        moves[fact.incident].append(fact)
    severities = [one.severity for one in incidents]
    return Statistics(
        opened=len(incidents),
        still_open=sum(one.open for one in incidents),
        false_positives=sum(one.verdict is Verdict.FALSE_POSITIVE for one in incidents),
        by_severity={each: severities.count(each) for each in Severity if each in severities},
        to_contain=_median(
            contained - one.opened_at
            for one in incidents
            if (contained := _contained_at(moves[one.number]))
        ),
        to_close=_median(one.closed_at - one.opened_at for one in incidents if one.closed_at),
        in_phase=_in_phase([moves[one.number] for one in incidents]),
    )


def _contained_at(facts: list[Fact]) -> datetime | None:
    """Return when the incident came into close for the first time."""
    return next(
        (
            fact.happened_at
            for fact in facts
            if fact.kind is FactKind.MOVED and fact.data["after"] == Phase.CLOSE
        ),
        None,
    )


def _in_phase(each: list[list[Fact]]) -> dict[Phase, timedelta]:
    spent: defaultdict[Phase, list[timedelta]] = defaultdict(list)
    for facts in each:
        total: dict[Phase, timedelta] = {}
        for stay in stays(facts):
            if stay.left_at:
                before = total.get(stay.phase, timedelta())
                total[stay.phase] = before + stay.left_at - stay.entered_at
        for phase, length in total.items():
            spent[phase].append(length)
    return {phase: _middle(spent[phase]) for phase in PHASES if phase in spent}


def _median(lengths: Iterable[timedelta]) -> timedelta | None:
    found = list(lengths)
    return _middle(found) if found else None


def _middle(lengths: list[timedelta]) -> timedelta:
    return timedelta(seconds=median(length.total_seconds() for length in lengths))
