"""Instants and durations as people type them.

`15:30` is its next occurrence where the typist is; `+45m` and `2h` count from now; an ISO 8601
instant is itself. What comes back is UTC and aware.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.refusal import Refusal

FARTHEST = timedelta(days=120)
_DURATION = re.compile(r"\+?\s*(?:(\d{1,4})\s*d)?\s*(?:(\d{1,4})\s*h)?\s*(?:(\d{1,5})\s*m(?:in)?)?")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})\s*(utc|z)?", re.IGNORECASE)


class NoSuchTimeError(Refusal):
    """The words name no instant or duration that makes sense."""

    def __init__(self, typed: str, fault: str) -> None:
        super().__init__(f"“{_short(typed)}” {fault}", typed=typed.strip())


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of that IANA name, UTC where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def duration(words: str) -> timedelta:
    """Return `45m`, `2h`, `1h30m`, `90` (minutes) as a duration from one minute to 120 days.

    Raises NoSuchTimeError.
    """
    typed = words.strip().lower()
    if re.fullmatch(r"[0-9]{1,5}", typed):
        typed += "m"
    found = _DURATION.fullmatch(typed)
    parts = [int(part or 0) for part in found.groups()] if found else [0, 0, 0]
    length = timedelta(days=parts[0], hours=parts[1], minutes=parts[2])
    if not timedelta(minutes=1) <= length <= FARTHEST:
        raise NoSuchTimeError(
            words, "is not a length of time that I can use. Type 30m, 2h or 1h30m."
        )
    return length


def ahead(words: str, *, now: datetime, timezone: str) -> datetime:
    """Return the instant ahead that the words name.

    Raises NoSuchTimeError, also when the instant has passed or is more than 120 days away.
    """
    instant = _instant(words, now=now, timezone=timezone)
    if instant is None:
        raise NoSuchTimeError(
            words, "is not a time that I can read. Type 15:30, +45m, 2h or 2026-03-02T15:30Z."
        )
    if not now < instant <= now + FARTHEST:
        raise NoSuchTimeError(
            words,
            "has passed, or is more than 120 days away. Type a time ahead, such as 15:30 or +45m.",
        )
    return instant


def behind(words: str, *, now: datetime, timezone: str) -> datetime:
    """Return the latest instant past that the words name: `02:51` is today's or yesterday's.

    Raises NoSuchTimeError when the words name none, or one ahead.
    """
    clock = _CLOCK.fullmatch(words.strip())
    instant = _at_clock(clock, now=now, timezone=timezone) if clock else _iso(words, timezone)
    if instant is not None and clock and instant > now:
        instant = _at_clock(clock, now=now - timedelta(days=1), timezone=timezone)
    if instant is None or not now - FARTHEST <= instant <= now:
        raise NoSuchTimeError(
            words, "is not a time that has passed. Type 02:51 or 2026-03-02T02:51Z."
        )
    return instant


def iso(words: str) -> datetime:
    """Return the instant of `2026-03-01` (its beginning in UTC) or `2026-03-01T09:30+01:00`.

    Raises NoSuchTimeError.
    """
    instant = _iso(words, "UTC")
    if instant is None:
        raise NoSuchTimeError(
            words, "is not a date that I can read. Type 2026-03-01 or 2026-03-01T09:30Z."
        )
    return instant


def _instant(words: str, *, now: datetime, timezone: str) -> datetime | None:
    clock = _CLOCK.fullmatch(words.strip())
    if clock:
        return _next_clock(clock, now=now, timezone=timezone)
    try:
        return now + duration(words)
    except NoSuchTimeError:
        return _iso(words, timezone)


def _next_clock(clock: re.Match[str], *, now: datetime, timezone: str) -> datetime | None:
    today = _at_clock(clock, now=now, timezone=timezone)
    if today is None or today > now:
        return today
    return _at_clock(clock, now=now + timedelta(days=1), timezone=timezone)


def _at_clock(clock: re.Match[str], *, now: datetime, timezone: str) -> datetime | None:
    zone = ZoneInfo("UTC") if clock.group(3) else zone_of(timezone)
    hour, minute = int(clock.group(1)), int(clock.group(2))
    if hour > 23 or minute > 59:  # noqa: PLR2004  # the hours of a day, the minutes of an hour
        return None
    local = now.astimezone(zone).replace(hour=hour, minute=minute, second=0, microsecond=0)
    return local.astimezone(UTC)


def _iso(words: str, timezone: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    aware = instant if instant.tzinfo else instant.replace(tzinfo=zone_of(timezone))
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return None


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"  # noqa: PLR2004  # one line's worth
