"""A planned maintenance: what the clock may say of it, and what it asks instead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.maintenance import (
    Event,
    Maintenance,
    MaintenanceError,
    Stage,
    cancelled,
    check_new,
    check_window,
    completed,
    customers_read,
    due,
    moved,
    next_word_at,
    read_leads,
    rings_at,
    verifying,
)
from domain.outage import Impact
from domain.words import PublicText
from tests.domain.made import NOW

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
START, END = NOW + 30 * HOUR, NOW + 32 * HOUR
PLAN = Maintenance(
    workspace_id="T1",
    reference="K7M2QX",
    title=PublicText("Machines"),
    impact=Impact.PARTIAL,
    services=("vm",),
    customers=("1",),
    starts_at=START,
    ends_at=END,
    stage=Stage.SCHEDULED,
    owner="carol",
    leads=(24 * HOUR, HOUR),
    channel_id="C1",
    post_id="p1",
)
RUNS = replace(PLAN, stage=Stage.IN_PROGRESS)


def test_told_by_the_clock_alone_it_is_begun_asked_about_and_never_completed() -> None:
    plan, now = PLAN, NOW
    told: list[tuple[timedelta, Event, bool]] = []
    while (at := rings_at(plan, now=now)) and len(told) < 8:
        now = at
        found = due(plan, now=now)
        assert found
        plan, event = found
        told.append((now - START, event, customers_read(plan, event)))
    assert told == [
        (-24 * HOUR, Event.REMINDED, True),
        (-HOUR, Event.REMINDED, True),
        (timedelta(0), Event.BEGUN, True),
        (110 * MINUTE, Event.ASKED, False),
        (120 * MINUTE, Event.OVERDUE, True),
        (150 * MINUTE, Event.OVERDUE, True),
        (180 * MINUTE, Event.OVERDUE, False),
        (210 * MINUTE, Event.OVERDUE, False),
    ]
    assert plan.stage is Stage.IN_PROGRESS


def test_the_first_word_of_a_passed_end_names_the_next_and_the_second_names_none() -> None:
    first, _ = due(RUNS, now=END) or (RUNS, None)
    assert next_word_at(first, Event.OVERDUE, now=END) == END + 30 * MINUTE
    second, _ = due(first, now=END + 30 * MINUTE) or (first, None)
    assert next_word_at(second, Event.OVERDUE, now=END + 30 * MINUTE) is None


def test_of_what_was_missed_only_the_latest_is_told() -> None:
    assert due(PLAN, now=START - MINUTE) == (PLAN, Event.REMINDED)
    assert rings_at(PLAN, now=START - MINUTE) == START
    assert due(PLAN, now=END + HOUR) == (RUNS, Event.BEGUN)
    late, event = due(RUNS, now=END + 5 * HOUR) or (RUNS, None)
    assert (late.overdue, event) == (1, Event.OVERDUE)
    assert rings_at(late, now=END + 5 * HOUR) == END + 5 * HOUR + 30 * MINUTE


@pytest.mark.parametrize("stage", [Stage.COMPLETED, Stage.CANCELLED])
def test_what_is_over_rings_no_more_and_changes_no_more(stage: Stage) -> None:
    over = replace(PLAN, stage=stage)
    assert rings_at(over, now=NOW) is None
    assert due(over, now=END + HOUR) is None
    for change in (cancelled, verifying, completed):
        with pytest.raises(MaintenanceError, match=f"K7M2QX is {stage}"):
            change(over)


def test_a_window_can_be_another_but_once_it_has_begun_its_start_cannot() -> None:
    later = moved(PLAN, starts_at=START + HOUR, length=None)
    assert (later.starts_at, later.ends_at) == (START + HOUR, END + HOUR)
    longer = moved(replace(RUNS, asked=True, overdue=1), starts_at=None, length=3 * HOUR)
    assert (longer.ends_at, longer.asked, longer.overdue) == (START + 3 * HOUR, False, 0)
    with pytest.raises(MaintenanceError, match="It has begun"):
        moved(RUNS, starts_at=START + HOUR, length=None)
    with pytest.raises(MaintenanceError, match="Say when it starts instead"):
        moved(PLAN, starts_at=None, length=2 * HOUR)
    with pytest.raises(MaintenanceError, match="That time has passed"):
        check_window(RUNS, now=END)


def test_only_what_has_begun_is_verified_or_completed() -> None:
    with pytest.raises(MaintenanceError, match="K7M2QX is scheduled"):
        completed(PLAN)
    assert completed(verifying(RUNS)).stage is Stage.COMPLETED


def test_reminders_are_lengths_of_time_the_longest_first() -> None:
    assert read_leads("1h, 2d") == (timedelta(days=2), HOUR)
    assert read_leads("") == (24 * HOUR, HOUR)
    assert read_leads("none") == ()
    with pytest.raises(MaintenanceError, match="At most 5"):
        read_leads("1h,2h,3h,4h,5h,6h")


def test_what_is_missing_is_said_at_once() -> None:
    with pytest.raises(MaintenanceError, match=r"which services .* and when .* and how long"):
        check_new(services=(), named=False, start="", length="")
