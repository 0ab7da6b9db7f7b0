"""Digests: a channel of colleagues reads at a time of its day what is open and what was closed.

The time is the channel's wall clock, through every change of daylight saving: a time that the clock
leaps over comes as much later, one that it strikes twice comes once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.facts import Fact, FactKind
from domain.refusal import Refusal

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {
    "daily": range(7),
    "weekdays": range(5),
    **{f"{name}s": range(number, number + 1) for number, name in enumerate(_WEEK)},
}
"""On which days of the week, by the word for them; Monday is 0."""

EXAMPLE = "/incident digest weekdays 09:00 #leadership"
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


class DigestError(Refusal):
    """A digest cannot be set, or there is none."""


@dataclass(frozen=True)
class Digest:
    """What one channel reads regularly, one a channel.

    days: a word of DAYS. at: `09:00` on the wall clock of timezone, an IANA name. told_at: until
    when it has told.
    """

    workspace_id: str
    channel_id: str
    days: str
    at: str
    timezone: str
    set_by: str
    told_at: datetime

    @property
    def when(self) -> str:
        """`weekdays at 09:00 Europe/Berlin`."""
        return f"{self.days} at {self.at} {self.timezone}"


def read_days(word: str) -> str:
    """Return the word for the days, as DAYS has it: `monday` is `mondays`; raises DigestError."""
    typed = word.strip().lower()
    for known in DAYS:
        if typed and typed in (known, known.removesuffix("s")):
            return known
    raise DigestError(
        f"“{word.strip()[:40]}” names no days: daily, weekdays, or a day such as mondays.",
        instead=(EXAMPLE, "/incident digest"),
    )


def read_clock(word: str) -> str:
    """Return a time of the day as `09:00`; raises DigestError."""
    typed = _CLOCK.fullmatch(word.strip())
    try:
        at = time(int(typed[1]), int(typed[2])) if typed else None
    except ValueError:
        at = None
    if at is None:
        raise DigestError(f"“{word.strip()[:40]}” is no time of the day.", instead=(EXAMPLE,))
    return f"{at:%H:%M}"


def read_zone(name: str) -> str:
    """Return the name of a zone that there is; raises DigestError."""
    try:
        return ZoneInfo(name.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise DigestError(
            f"“{name.strip()[:40]}” is no time zone.", instead=(f"{EXAMPLE} zone Europe/Berlin",)
        ) from None


def next_at(digest: Digest, *, after: datetime) -> datetime:
    """Return when the channel reads next."""
    zone = ZoneInfo(digest.timezone)
    today, at = after.astimezone(zone).date(), time.fromisoformat(digest.at)
    days = (today + timedelta(days=ahead) for ahead in range(9))
    wanted = (day for day in days if day.weekday() in DAYS[digest.days])
    instants = (datetime.combine(day, at, zone).astimezone(UTC) for day in wanted)
    return next(instant for instant in instants if instant > after)


def fact(kind: FactKind, digest: Digest, *, by: str, now: datetime, why: str = "") -> Fact:
    """Return that a digest was set, was stopped, or could not be told, and why."""
    data = {"channel": digest.channel_id, "when": digest.when, "why": why}
    return Fact(kind, by, now, data={name: value for name, value in data.items() if value})
