"""Outages: what a notice changes, and when a holding statement is due."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import outage as decide
from domain.facts import FactKind
from domain.outage import Change, Impact, NoticeKind, OutageError, Status
from tests.domain.made import NOW, an_outage

CADENCE = decide.read_cadence("full=15,partial=30,degraded=60")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{clock}+00:00")


def test_an_estimate_joins_those_before_it() -> None:
    outage = an_outage(estimates=(at("14:45"),))
    change = Change(NoticeKind.ESTIMATE, at("14:40"), revises=True, estimate=at("15:30"))
    decision = decide.apply(outage, change, by="carol", now=at("14:20"), told=("Acme",))
    assert decision.outage.estimates == (at("14:45"), at("15:30"))
    assert decision.outage.spoke_at == at("14:20")
    assert decision.outage.next_update_at == at("14:40")
    assert decision.fact.data["estimate_before"] == at("14:45").isoformat()
    assert decision.fact.data["customers"] == ["Acme"]


def test_an_update_without_an_estimate_leaves_them_alone() -> None:
    outage = an_outage(estimates=(at("14:45"),))
    change = Change(NoticeKind.UPDATE, at("14:40"))
    after = decide.apply(outage, change, by="carol", now=NOW, told=()).outage
    assert after.estimates == (at("14:45"),)


def test_a_holding_statement_is_not_something_to_say() -> None:
    outage = an_outage()
    change = decide.holding(outage, now=at("14:30"), cadence=CADENCE)
    assert change
    decision = decide.apply(outage, change, by="onus", now=at("14:30"), told=())
    assert decision.fact.kind is FactKind.UPDATE_HELD
    assert decision.outage.spoke_at == NOW
    assert decision.outage.next_update_at == at("15:00")


def test_resolved_is_the_end() -> None:
    change = Change(NoticeKind.RESOLVED, next_update_at=None)
    after = decide.apply(an_outage(), change, by="carol", now=at("14:20"), told=()).outage
    assert (after.status, after.ended_at, after.open) == (Status.RESOLVED, at("14:20"), False)
    assert decide.blocker(after) is None
    assert decide.holding(after, now=at("20:00"), cadence=CADENCE) is None
    with pytest.raises(OutageError, match="is over"):
        decide.apply(after, change, by="carol", now=NOW, told=())
    assert decide.blocker(an_outage()) is not None


@given(minutes=st.integers(-30, 2000), seconds=st.integers(0, 59))
def test_the_next_promise_lies_ahead_on_a_whole_minute_and_never_drifts(
    minutes: int, seconds: int
) -> None:
    outage = an_outage()
    now = outage.next_update_at + timedelta(minutes=minutes, seconds=seconds)
    change = decide.holding(outage, now=now, cadence=CADENCE)
    if minutes < 0:
        assert change is None
        return
    assert change
    assert change.next_update_at
    assert now < change.next_update_at <= now + CADENCE[Impact.PARTIAL]
    assert change.next_update_at.second == 0
    if minutes < 30:
        assert change.next_update_at == at("15:00")


@pytest.mark.parametrize(("impact", "minute"), [("full", 15), ("partial", 30), ("degraded", 0)])
def test_a_promise_follows_the_impact_unless_one_is_typed(impact: str, minute: int) -> None:
    now = NOW + timedelta(seconds=42)
    by_impact = decide.promised("", impact=Impact(impact), cadence=CADENCE, now=now, timezone="UTC")
    assert (by_impact.minute, by_impact.second) == (minute, 0)
    typed = decide.promised("7m", impact=Impact(impact), cadence=CADENCE, now=now, timezone="UTC")
    assert typed == at("14:07")


def test_the_cadence_is_read_as_a_whole_or_not_at_all() -> None:
    assert CADENCE[Impact.FULL] == timedelta(minutes=15)
    assert decide.read_cadence("full=1h, partial=90 ,degraded=1d")[Impact.PARTIAL] == timedelta(
        minutes=90
    )
    for wrong in ("", "full=15", "full=15,partial=30,degraded=0", "full", "x=1", "full=a"):
        with pytest.raises(ValueError, match="minutes"):
            decide.read_cadence(wrong)


def test_an_impact_is_one_of_three() -> None:
    assert decide.read_impact(" FULL ") is Impact.FULL
    with pytest.raises(OutageError, match="full, partial or degraded"):
        decide.read_impact("total")
