"""Quiet hours of a customer: by its own clock, and only for what it feels least."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.refusal import Refusal

_HOURS = re.compile(r"(\d{1,2}:\d{2})\s*(?:-|–|to)\s*(\d{1,2}:\d{2})(?:\s+(\S+))?")


class QuietError(Refusal):
    """The words name no quiet hours."""


@dataclass(frozen=True)
class QuietHours:
    """From one time of the day to another, over midnight where the end is the earlier one.

    zone: an IANA name.
    """

    begins: time
    ends: time
    zone: str

    def until(self, now: datetime) -> datetime | None:
        """Return when they end, None where it is none of them."""
        local = now.astimezone(ZoneInfo(self.zone))
        overnight = self.ends <= self.begins
        at = local.time()
        if overnight and at >= self.begins:
            return self._end(local + timedelta(days=1))
        inside = at < self.ends if overnight else self.begins <= at < self.ends
        return self._end(local) if inside else None

    def _end(self, day: datetime) -> datetime:
        ends = datetime.combine(day.date(), self.ends, tzinfo=ZoneInfo(self.zone))
        return ends.astimezone(UTC)

    def __str__(self) -> str:
        """Return them as they are typed."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M} {self.zone}"


def read_quiet(words: str) -> QuietHours:
    """Return `22:00-07:00 Europe/Berlin` as quiet hours, by UTC without a zone.

    Raises QuietError.
    """
    found = _HOURS.fullmatch(words.strip())
    begins, ends = (_clock(found[1]), _clock(found[2])) if found else (None, None)
    zone = found[3] or "UTC" if found else ""
    if begins is None or ends is None or begins == ends or not _is_zone(zone):
        raise QuietError(
            f"“{words.strip()[:40]}” are no quiet hours: two times of the day, and a time zone.",
            instead=("/customers set Acme quiet 22:00-07:00 Europe/Berlin",),
            field="quiet",
        )
    return QuietHours(begins, ends, zone)


def in_zone(words: str, zone: str) -> str:
    """Return typed quiet hours with that zone, where they name none."""
    found = _HOURS.fullmatch(words.strip())
    return f"{words.strip()} {zone}" if found and not found[3] else words


def _clock(words: str) -> time | None:
    hour, _, minute = words.partition(":")
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None  # noqa: PLR2004  # a day's


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True
