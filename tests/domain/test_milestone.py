"""Milestones: set, moved, done, dropped; and what customers read of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.milestone import (
    MOST,
    TEXT_LIMIT,
    Milestone,
    MilestoneError,
    added,
    check_text,
    done,
    dropped,
    moved,
    shown,
)
from domain.words import PublicText
from tests.domain.made import NOW

SOON, LATER = NOW + timedelta(minutes=30), NOW + timedelta(minutes=60)


def a_milestone(number: int = 1, public: str = "") -> Milestone:
    return Milestone(
        workspace_id="T1",
        incident=1,
        number=number,
        text="Restart the hosts",
        planned_at=SOON,
        due_at=SOON,
        set_by="alice",
        set_at=NOW,
        public=PublicText(public) if public else None,
    )


def test_moving_keeps_what_was_planned_first() -> None:
    decision = moved(a_milestone(), due_at=LATER, by="bob", now=NOW)
    assert (decision.milestone.planned_at, decision.milestone.due_at) == (SOON, LATER)
    assert decision.fact.data["due_before"] == SOON.isoformat()
    assert decision.fact.data["due_at"] == LATER.isoformat()


@pytest.mark.parametrize(
    "milestone",
    [replace(a_milestone(), done_at=NOW), replace(a_milestone(), dropped_at=NOW)],
    ids=["done", "dropped"],
)
def test_what_is_done_or_dropped_stays_so(milestone: Milestone) -> None:
    with pytest.raises(MilestoneError, match="already"):
        done(milestone, by="bob", now=NOW)
    with pytest.raises(MilestoneError, match="already"):
        dropped(milestone, by="bob", now=NOW)
    with pytest.raises(MilestoneError, match="already"):
        moved(milestone, due_at=LATER, by="bob", now=NOW)


def test_customers_read_what_was_typed_for_them_of_what_was_not_dropped_in_order() -> None:
    every = (
        replace(a_milestone(1, "The last"), due_at=LATER),
        a_milestone(2),
        replace(a_milestone(3, "Given up"), dropped_at=NOW),
        replace(a_milestone(4, "The first"), done_at=NOW),
    )
    assert [(one.text.words, one.done) for one in shown(every)] == [
        ("The first", True),
        ("The last", False),
    ]


def test_there_is_an_end_to_words_and_to_milestones() -> None:
    assert check_text(" Restart\n the hosts ", incident=1) == "Restart the hosts"
    for words in ("", "x" * (TEXT_LIMIT + 1)):
        with pytest.raises(MilestoneError):
            check_text(words, incident=1)
    with pytest.raises(MilestoneError, match="at most"):
        added(a_milestone(), before=MOST)
