"""Times as people type them, also where clocks are put forward or back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.instants import FARTHEST, NoSuchTimeError, ahead, behind, duration, zone_of
from tests.domain.made import NOW

ZONES = ("UTC", "Europe/Dublin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")
instants = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001  # the zone is given below
    max_value=datetime(2035, 1, 1),  # noqa: DTZ001  # as above
    timezones=st.just(UTC),
)


@given(now=instants, zone=st.sampled_from(ZONES), minute=st.integers(0, 24 * 60 - 1))
def test_a_clock_time_ahead_is_its_next_occurrence_where_the_typist_is(
    now: datetime, zone: str, minute: int
) -> None:
    typed = f"{minute // 60}:{minute % 60:02}"
    found = ahead(typed, now=now, timezone=zone)
    assert now < found <= now + timedelta(hours=25)
    assert found.tzinfo is UTC
    local = found.astimezone(zone_of(zone))
    if now.astimezone(zone_of(zone)).utcoffset() == local.utcoffset():
        assert (local.hour, local.minute, local.second) == (minute // 60, minute % 60, 0)


@given(now=instants, zone=st.sampled_from(ZONES), minute=st.integers(0, 24 * 60 - 1))
def test_a_clock_time_behind_is_its_latest_occurrence(
    now: datetime, zone: str, minute: int
) -> None:
    found = behind(f"{minute // 60}:{minute % 60:02}", now=now, timezone=zone)
    assert now - timedelta(hours=25) <= found <= now


@given(now=instants, minutes=st.integers(1, 120 * 24 * 60))
def test_a_length_counts_from_now_however_it_is_written(now: datetime, minutes: int) -> None:
    days, rest = divmod(minutes, 24 * 60)
    ways = [f"{days}d{rest // 60}h{rest % 60}m", f"+{days}d {rest // 60}h {rest % 60}min"]
    ways += [f"+{minutes}m", str(minutes)] if minutes < 100_000 else []
    for words in ways:
        assert ahead(words, now=now, timezone="UTC") == now + timedelta(minutes=minutes)


@given(st.text(max_size=40))
def test_no_text_breaks_it(words: str) -> None:
    for read in (ahead, behind):
        try:
            found = read(words, now=NOW, timezone="Europe/Berlin")
        except NoSuchTimeError:
            continue
        assert abs(found - NOW) <= FARTHEST


@pytest.mark.parametrize(
    ("typed", "zone", "expected"),
    [
        ("15:30", "UTC", "2026-03-02T15:30"),
        ("13:30", "UTC", "2026-03-03T13:30"),
        ("15:30", "Europe/Berlin", "2026-03-02T14:30"),
        ("15.30", "Europe/Berlin", "2026-03-02T14:30"),
        ("15:30 utc", "Europe/Berlin", "2026-03-02T15:30"),
        ("15:30Z", "Asia/Kathmandu", "2026-03-02T15:30"),
        ("2026-03-02T15:30+02:00", "UTC", None),
        ("2026-03-02T17:30+02:00", "UTC", "2026-03-02T15:30"),
        ("2026-03-02T15:30Z", "Asia/Kathmandu", "2026-03-02T15:30"),
        ("2026-03-03 09:00", "America/New_York", "2026-03-03T14:00"),
        ("+45m", "UTC", "2026-03-02T14:45"),
        ("2h", "UTC", "2026-03-02T16:00"),
        ("1h30m", "UTC", "2026-03-02T15:30"),
        ("14:00", "UTC", "2026-03-03T14:00"),
        ("24:00", "UTC", None),
        ("12:60", "UTC", None),
        ("-5m", "UTC", None),
        ("0m", "UTC", None),
        ("", "UTC", None),
        ("noon", "UTC", None),
        ("121d", "UTC", None),
        ("2026-13-01", "UTC", None),
        ("9999-12-31T23:59-10:00", "UTC", None),
        ("٤٥", "UTC", None),
    ],
)
def test_what_is_typed_ahead(typed: str, zone: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(NoSuchTimeError):
            ahead(typed, now=NOW, timezone=zone)
    else:
        found = ahead(typed, now=NOW, timezone=zone)
        assert found == datetime.fromisoformat(f"{expected}+00:00")


def test_on_the_day_that_clocks_go_forward_an_hour_that_is_not_there_is_the_one_after() -> None:
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 01:30 in Berlin; 02:00 becomes 03:00
    found = ahead("02:30", now=before, timezone="Europe/Berlin")
    assert found == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30 there
    assert ahead("03:30", now=before, timezone="Europe/Berlin") == found
    evening = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)
    morning = ahead("09:00", now=evening, timezone="Europe/Berlin")
    assert morning == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


def test_on_the_day_that_clocks_go_back_an_hour_that_comes_twice_is_still_ahead() -> None:
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45 in Berlin, for the first time
    found = ahead("02:30", now=between, timezone="Europe/Berlin")
    assert between < found <= between + timedelta(hours=25)
    assert found.astimezone(zone_of("Europe/Berlin")).strftime("%H:%M") == "02:30"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13:00", "2026-03-02T13:00"),
        ("14:00", "2026-03-02T14:00"),
        ("14:01", "2026-03-01T14:01"),
        ("2026-02-01T08:00Z", "2026-02-01T08:00"),
        ("2026-03-02T14:01Z", None),
        ("2025-01-01", None),
        ("45m", None),
        ("earlier", None),
    ],
)
def test_what_is_typed_behind(typed: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(NoSuchTimeError, match="not a time that has passed"):
            behind(typed, now=NOW, timezone="UTC")
    else:
        found = behind(typed, now=NOW, timezone="UTC")
        assert found == datetime.fromisoformat(f"{expected}+00:00")


def test_a_zone_that_is_not_known_is_utc() -> None:
    assert zone_of("Mars/Olympus").key == "UTC"
    assert zone_of("../../etc/passwd").key == "UTC"


@pytest.mark.parametrize("typed", ["", "m", "0", "1x", "45 minutes and more", "99999999d"])
def test_a_refused_length_says_what_to_type(typed: str) -> None:
    with pytest.raises(NoSuchTimeError, match="Type 30m, 2h or 1h30m"):
        duration(typed)
