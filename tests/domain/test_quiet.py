"""Quiet hours are read, and end, by the customer's own clock."""

from datetime import UTC, datetime

import pytest

from domain.quiet import QuietError, in_zone, read_quiet

NIGHT = read_quiet("22:00-07:00 Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-02T20:59", None),
        ("2026-03-02T21:00", "2026-03-03T06:00"),
        ("2026-03-03T05:59", "2026-03-03T06:00"),
        ("2026-03-03T06:00", None),
        ("2026-03-28T22:00", "2026-03-29T05:00"),  # the clock goes forward that night
        ("2026-10-24T21:00", "2026-10-25T06:00"),  # and back in that one
    ],
)
def test_they_end_at_that_time_of_the_day_also_over_midnight_and_a_change_of_the_clock(
    now: str, until: str | None
) -> None:
    ends = datetime.fromisoformat(until).replace(tzinfo=UTC) if until else None
    assert NIGHT.until(datetime.fromisoformat(now).replace(tzinfo=UTC)) == ends


def test_they_may_lie_within_a_day() -> None:
    noon = read_quiet("12:00 to 13:30")
    assert noon.until(datetime(2026, 3, 2, 12, tzinfo=UTC)) == datetime(
        2026, 3, 2, 13, 30, tzinfo=UTC
    )
    assert noon.until(datetime(2026, 3, 2, 11, 59, tzinfo=UTC)) is None


def test_without_a_zone_they_are_meant_in_that_of_whoever_types() -> None:
    assert in_zone("22:00-07:00", "Europe/Berlin") == str(NIGHT)
    assert in_zone("22:00-07:00 UTC", "Europe/Berlin") == "22:00-07:00 UTC"
    assert in_zone("none", "Europe/Berlin") == "none"


@pytest.mark.parametrize(
    "words", ["22-7", "25:00-07:00", "07:00-07:00", "22:00-07:00 Moon", "7:00-"]
)
def test_what_is_no_quiet_hours_is_refused(words: str) -> None:
    with pytest.raises(QuietError, match="are no quiet hours"):
        read_quiet(words)
