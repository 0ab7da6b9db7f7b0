"""Commitments: when customers hear again, and who is woken before and after."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commitment
from domain.commitment import Cadence
from domain.outage import Impact, NoticeKind
from tests.domain.made import NOW, an_outage

INTERVALS = commitment.read_cadence("full=15,partial=30,degraded=60")
EVERY = timedelta(minutes=30)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{clock}+00:00")


@given(minutes=st.integers(-30, 2000), seconds=st.integers(0, 59))
def test_the_next_promise_lies_ahead_on_a_whole_minute_and_never_drifts(
    minutes: int, seconds: int
) -> None:
    outage = an_outage()
    now = outage.next_update_at + timedelta(minutes=minutes, seconds=seconds)
    change = commitment.holding(outage, now=now, every=EVERY)
    if minutes < 0:
        assert change is None
        return
    assert change
    assert change.next_update_at
    assert now < change.next_update_at <= now + EVERY
    assert change.next_update_at.second == 0
    if minutes < 30:
        assert change.next_update_at == at("15:00")


def test_the_second_holding_statement_in_a_row_promises_nothing_and_there_is_no_third() -> None:
    second = commitment.holding(an_outage(held=1), now=at("14:30"), every=EVERY)
    assert second
    assert (second.kind, second.next_update_at) == (NoticeKind.HOLDING, None)
    assert commitment.holding(an_outage(held=2), now=at("20:00"), every=EVERY) is None
    assert commitment.holding(an_outage(ended_at=NOW), now=at("20:00"), every=EVERY) is None


@pytest.mark.parametrize(("impact", "minute"), [("full", 15), ("partial", 30), ("degraded", 0)])
def test_a_promise_follows_the_impact_unless_one_is_typed(impact: str, minute: int) -> None:
    now = NOW + timedelta(seconds=42)
    every = Cadence(INTERVALS).every(an_outage(impact=Impact(impact)), now=now)
    by_impact = commitment.promised("", every=every, now=now, timezone="UTC")
    assert (by_impact.minute, by_impact.second) == (minute, 0)
    assert commitment.promised("7m", every=every, now=now, timezone="UTC") == at("14:07")


def test_the_cadence_slows_after_two_hours_where_wanted_and_one_of_the_outage_goes_first() -> None:
    slowing = Cadence(INTERVALS, later={Impact.PARTIAL: timedelta(hours=1)})
    outage = an_outage()
    assert slowing.every(outage, now=at("15:59")) == EVERY
    assert slowing.every(outage, now=at("16:00")) == timedelta(hours=1)
    assert Cadence(INTERVALS).every(outage, now=at("16:00")) == EVERY
    assert slowing.every(an_outage(cadence_minutes=20), now=at("16:00")) == timedelta(minutes=20)


def test_the_cadence_is_read_as_a_whole_or_not_at_all() -> None:
    assert INTERVALS[Impact.FULL] == timedelta(minutes=15)
    assert commitment.read_cadence("full=1h, partial=90 ,degraded=1d")[Impact.PARTIAL] == timedelta(
        minutes=90
    )
    for wrong in ("", "full=15", "full=15,partial=30,degraded=0", "full", "x=1", "full=a"):
        with pytest.raises(ValueError, match="minutes"):
            commitment.read_cadence(wrong)


def test_the_nudge_comes_five_minutes_before_unless_the_promise_is_nearer() -> None:
    assert commitment.nudge_at(an_outage(), now=NOW) == at("14:25")
    assert commitment.nudge_at(an_outage(), now=at("14:25")) is None
    assert commitment.nudge_at(an_outage(held=2), now=NOW) is None


def test_whether_customers_were_told_is_looked_at_again_until_it_is_over() -> None:
    assert commitment.rings_at(an_outage(), now=NOW, every=EVERY) == at("14:30")
    assert commitment.rings_at(an_outage(held=2), now=at("15:00"), every=EVERY) == at("15:30")
    assert commitment.rings_at(an_outage(ended_at=NOW), now=NOW, every=EVERY) is None
