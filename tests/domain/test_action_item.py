"""Action items: days, owners, and reminders until they are done."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import action_item as decide
from domain.action_item import ActionItem, ActionItemError
from domain.instants import NoSuchTimeError
from tests.domain.made import NOW


def an_item(**changed: Any) -> ActionItem:  # noqa: ANN401  # any field
    """Return one that alice gave bob on Monday 2 March 2026 in Berlin, for the 9th."""
    particulars: dict[str, Any] = {
        "workspace_id": "T1",
        "incident": 1,
        "number": 1,
        "text": "Rotate the keys",
        "owner": "bob",
        "created_by": "alice",
        "created_at": NOW,
        "timezone": "Europe/Berlin",
        "due_on": date(2026, 3, 9),
    }
    return ActionItem(**{**particulars, **changed})


@pytest.mark.parametrize(
    ("words", "day"),
    [("2026-03-09", date(2026, 3, 9)), ("2026-03-02", date(2026, 3, 2)), ("7d", date(2026, 3, 9))],
)
def test_a_day_is_written_as_a_date_or_counted_from_today(words: str, day: date) -> None:
    assert decide.read_day(words, now=NOW, timezone="Europe/Berlin") == day


@pytest.mark.parametrize("words", ["2026-03-01", "2036-03-01", "soon", "2026-02-30"])
def test_what_is_no_day_ahead_is_refused(words: str) -> None:
    with pytest.raises(NoSuchTimeError):
        decide.read_day(words, now=NOW, timezone="UTC")


@pytest.mark.parametrize(
    ("now", "coming"),
    [
        ("2026-03-02T14:00Z", "2026-03-09T08:00Z"),
        ("2026-03-09T07:59Z", "2026-03-09T08:00Z"),
        ("2026-03-09T08:00Z", "2026-03-16T08:00Z"),
        # Berlin's clocks have gone forward: nine in the morning is 07:00 UTC
        ("2026-03-28T12:00Z", "2026-03-30T07:00Z"),
    ],
)
def test_its_owner_is_reminded_in_the_morning_of_the_day_and_then_once_a_week(
    now: str, coming: str
) -> None:
    at = decide.next_reminder_at(an_item(), now=datetime.fromisoformat(now))
    assert at == datetime.fromisoformat(coming)


def test_without_a_day_the_first_reminder_comes_in_a_week() -> None:
    at = decide.next_reminder_at(an_item(due_on=None), now=NOW)
    assert at == datetime(2026, 3, 9, 8, tzinfo=UTC)


@given(st.integers(0, 400), st.integers(0, 24 * 60))
def test_the_next_reminder_lies_ahead_and_within_eight_days_of_a_day_that_has_come(
    days: int, minutes: int
) -> None:
    now = datetime(2026, 3, 9, 8, tzinfo=UTC) + timedelta(days=days, minutes=minutes)
    at = decide.next_reminder_at(an_item(), now=now)
    assert at is not None
    assert now < at <= now + timedelta(days=8)


def test_it_is_overdue_when_its_day_is_over_where_it_was_given() -> None:
    assert not an_item().overdue(datetime(2026, 3, 9, 22, 59, tzinfo=UTC))
    assert an_item().overdue(datetime(2026, 3, 9, 23, 0, tzinfo=UTC))
    assert not an_item(due_on=None).overdue(datetime(2027, 1, 1, tzinfo=UTC))


def test_it_is_done_once_and_then_nobody_is_reminded() -> None:
    after = decide.done(an_item(), by="carol", now=NOW, outcome="not needed").item
    assert decide.next_reminder_at(after, now=NOW) is None
    assert not after.overdue(datetime(2027, 1, 1, tzinfo=UTC))
    with pytest.raises(ActionItemError, match="done already, by <@carol>"):
        decide.done(after, by="bob", now=NOW, outcome="")


@pytest.mark.parametrize("text", ["", "  ", "x" * 501])
def test_it_says_what_is_to_be_done_in_few_words(text: str) -> None:
    with pytest.raises(ActionItemError):
        decide.check_text(text)
