"""How long a rule gives, by which calendar."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.deadline import Length, Unit, over_at, read_length


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).astimezone(UTC)


@pytest.mark.parametrize(
    ("length", "start", "zone", "holidays", "over"),
    [
        ("72 hours", "2026-03-02T02:51Z", "UTC", None, "2026-03-05T02:51Z"),
        # across the night on which New York's clocks go forward, hours are hours
        ("72 hours", "2026-03-07T12:00Z", "America/New_York", None, "2026-03-10T12:00Z"),
        # and days end at the same time of day
        ("3 days", "2026-03-07T12:00-05:00", "America/New_York", None, "2026-03-10T12:00-04:00"),
        ("3 days", "2026-03-02T23:30+08:00", "Asia/Singapore", None, "2026-03-05T23:30+08:00"),
        ("1 month", "2026-01-31T10:00Z", "UTC", None, "2026-02-28T10:00Z"),
        ("1 month", "2026-12-15T10:00Z", "UTC", None, "2027-01-15T10:00Z"),
        ("13 months", "2026-12-15T10:00Z", "UTC", None, "2028-01-15T10:00Z"),
        # Friday: Monday is the first business day
        ("4 business days", "2026-03-06T15:00Z", "UTC", None, "2026-03-12T15:00Z"),
        # a Saturday, and Monday 16 February 2026 is Washington's birthday
        ("4 business days", "2026-02-14T15:00Z", "UTC", "US", "2026-02-20T15:00Z"),
        # Friday 3 July 2026 stands in for Independence Day, which is a Saturday
        ("4 business days", "2026-07-01T15:00Z", "UTC", "US", "2026-07-08T15:00Z"),
        # in New York it is still Thursday
        ("1 business day", "2026-03-06T03:00Z", "America/New_York", "US", "2026-03-07T03:00Z"),
    ],
)
def test_each_calendar_counts_in_its_own_way(
    length: str, start: str, zone: str, holidays: str | None, over: str
) -> None:
    assert over_at(read_length(length), at(start), zone=zone, holidays=holidays) == at(over)


@pytest.mark.parametrize("words", ["", "72", "0 hours", "soon", "1.5 days", "4 businessdays"])
def test_what_is_no_length_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="write 72 hours"):
        read_length(words)


@given(
    st.integers(1, 60),
    st.sampled_from(Unit),
    st.datetimes(
        timezones=st.just(UTC),
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001  # Hypothesis adds the zone
        max_value=datetime(2030, 1, 1),  # noqa: DTZ001  # as above
    ),
)
def test_a_length_reads_as_it_is_written_and_always_lies_ahead(
    count: int, unit: Unit, start: datetime
) -> None:
    length = Length(count, unit)
    assert read_length(str(length)) == length
    over = over_at(length, start, zone="Europe/Berlin", holidays="US")
    assert over - start >= timedelta(hours=count)
