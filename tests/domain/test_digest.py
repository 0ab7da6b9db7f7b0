"""When a channel reads its digest: by its own wall clock, whatever happens to that clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.digest import DAYS, Digest, DigestError, next_at, read_clock, read_days, read_zone
from tests.domain.made import NOW

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def a_digest(days: str, at: str, timezone: str) -> Digest:
    return Digest("T1", "C1", days, at, timezone, "alice", NOW)


@pytest.mark.parametrize(
    ("digest", "after", "due"),
    [
        (a_digest("daily", "09:00", BERLIN), "2026-03-28T08:00", "2026-03-29T07:00"),
        (a_digest("daily", "09:00", BERLIN), "2026-10-24T07:00", "2026-10-25T08:00"),
        (a_digest("weekdays", "09:00", BERLIN), "2026-03-27T08:00", "2026-03-30T07:00"),
        (a_digest("weekdays", "09:00", BERLIN), "2026-03-02T07:59:59", "2026-03-02T08:00"),
        (a_digest("mondays", "09:00", BERLIN), "2026-03-02T08:00", "2026-03-09T08:00"),
        (a_digest("mondays", "00:30", BERLIN), "2026-03-01T12:00", "2026-03-01T23:30"),
        (a_digest("sundays", "02:30", BERLIN), "2026-03-28T12:00", "2026-03-29T01:30"),
        (a_digest("daily", "02:30", BERLIN), "2026-10-25T00:30", "2026-10-26T01:30"),
        (a_digest("weekdays", "17:00", NEW_YORK), "2026-03-06T22:00", "2026-03-09T21:00"),
    ],
    ids=[
        "spring forward",
        "fall back",
        "over the weekend",
        "a second before",
        "not the same minute again",
        "a day that begins earlier than in UTC",
        "a time that is leapt over comes an hour later",
        "a time that is struck twice comes once",
        "where the clocks change on another day",
    ],
)
def test_it_comes_at_the_same_time_of_the_channels_day(
    digest: Digest, after: str, due: str
) -> None:
    instant = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert next_at(digest, after=instant) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@given(
    days=st.sampled_from(sorted(DAYS)),
    at=st.times().map(lambda time: f"{time:%H:%M}"),
    zone=st.sampled_from([BERLIN, NEW_YORK, "UTC", "Australia/Lord_Howe", "Pacific/Apia"]),
    after=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  # its zone is the next argument
)
def test_each_comes_ahead_of_the_one_before_on_a_day_of_its_own(
    days: str, at: str, zone: str, after: datetime
) -> None:
    digest = a_digest(days, at, zone)
    first = next_at(digest, after=after)
    second = next_at(digest, after=first)
    dates = [instant.astimezone(ZoneInfo(zone)).date() for instant in (first, second)]
    assert after < first < second
    assert dates[0] < dates[1]
    assert all(date.weekday() in DAYS[days] for date in dates)
    assert second - first <= timedelta(days=7, hours=1)


def test_what_people_type_is_read_or_refused() -> None:
    assert [read_days(word) for word in ("Weekdays", "monday", "daily")] == [
        "weekdays",
        "mondays",
        "daily",
    ]
    assert [read_clock(word) for word in ("9:00", "17.30")] == ["09:00", "17:30"]
    assert read_zone(BERLIN) == BERLIN
    for read, typed in ((read_days, "s"), (read_days, ""), (read_clock, "25:00"), (read_zone, "x")):
        with pytest.raises(DigestError):
            read(typed)
