"""Numbers over incidents: medians of what was, and nothing of what is not over."""

from datetime import timedelta

from domain.facts import Fact, FactKind
from domain.incident import Phase, Verdict
from domain.review import stays
from domain.severity import Severity
from domain.statistics import statistics
from tests.domain.made import NOW, an_incident


def moved(incident: int, hours: float, after: Phase) -> Fact:
    at = NOW + timedelta(hours=hours)
    return Fact(FactKind.MOVED, "alice", at, incident, {"after": str(after)})


def opened(incident: int) -> Fact:
    return Fact(FactKind.OPENED, "alice", NOW, incident, {})


def closed(incident: int, hours: float) -> Fact:
    return Fact(FactKind.CLOSED, "alice", NOW + timedelta(hours=hours), incident, {})


def test_going_back_makes_a_second_stay_and_an_end_ends_the_last() -> None:
    facts = [opened(1), moved(1, 1, Phase.ASSESS), moved(1, 2, Phase.DETECT), closed(1, 5)]
    found = [(stay.phase, stay.left_at) for stay in stays(facts)]
    assert found == [
        (Phase.DETECT, NOW + timedelta(hours=1)),
        (Phase.ASSESS, NOW + timedelta(hours=2)),
        (Phase.DETECT, NOW + timedelta(hours=5)),
    ]
    assert stays(facts[:2])[-1].left_at is None


def test_the_median_of_each_phase_sums_an_incident_s_stays_in_it() -> None:
    incidents = [
        an_incident(number=1, opened_at=NOW, closed_at=NOW + timedelta(hours=9)),
        an_incident(number=2, opened_at=NOW, severity=Severity.SEV1),
        an_incident(number=3, opened_at=NOW, verdict=Verdict.FALSE_POSITIVE),
    ]
    facts = [
        *(opened(1), moved(1, 1, Phase.ASSESS), moved(1, 3, Phase.DETECT)),
        *(moved(1, 4, Phase.CLOSE), closed(1, 9)),
        *(opened(2), moved(2, 6, Phase.ASSESS)),
        opened(3),
    ]
    numbers = statistics(incidents, facts)
    assert (numbers.opened, numbers.still_open, numbers.false_positives) == (3, 2, 1)
    assert numbers.by_severity == {Severity.SEV1: 1, Severity.SEV2: 2}
    assert numbers.to_contain == timedelta(hours=4)
    assert numbers.to_close == timedelta(hours=9)
    assert numbers.in_phase == {
        Phase.DETECT: timedelta(hours=4),  # of 2 and 6
        Phase.ASSESS: timedelta(hours=2),
        Phase.CLOSE: timedelta(hours=5),
    }


def test_where_nothing_was_there_are_no_numbers() -> None:
    numbers = statistics([], [])
    assert (numbers.opened, numbers.to_contain, numbers.in_phase) == (0, None, {})
