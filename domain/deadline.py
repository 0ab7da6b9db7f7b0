"""Deadlines: how long a rule gives, and the instant at which that is over.

Hours are counted to the minute. Days, business days and months are counted by the calendar of the
rule's zone and end at the same time of day as they began: never later than a law that counts to
the end of that day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from holidays import country_holidays

from domain.instants import zone_of


class Unit(StrEnum):
    """By which calendar a rule counts."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business days"
    MONTHS = "months"


@dataclass(frozen=True)
class Length:
    """How long a rule gives: `72 hours`, `4 business days`, `1 month`."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {unit}"


_LENGTH = re.compile(r"([1-9]\d{0,3}) (hour|day|business day|month)s?")


def read_length(words: str) -> Length:
    """Return `72 hours`, `60 days`, `4 business days` or `1 month`; raises ValueError."""
    found = _LENGTH.fullmatch(words.strip())
    if found is None:
        raise ValueError(f"{words!r} is no length: write 72 hours, 4 business days or 1 month")
    return Length(int(found[1]), Unit(f"{found[2]}s"))


def over_at(length: Length, start: datetime, *, zone: str, holidays: str | None) -> datetime:
    """Return the instant, in UTC, at which the length from start is over.

    zone: whose calendar counts. holidays: the country (ISO 3166) whose public holidays are no
    business days; None where weekends alone are none.
    """
    if length.unit is Unit.HOURS:
        return start + timedelta(hours=length.count)
    local = start.astimezone(zone_of(zone))
    last = _last_day(length, local.date(), holidays=holidays)
    return local.replace(year=last.year, month=last.month, day=last.day).astimezone(UTC)


def _last_day(length: Length, first: date, *, holidays: str | None) -> date:
    match length.unit:
        case Unit.MONTHS:
            return _months_on(first, length.count)
        case Unit.BUSINESS_DAYS:
            return _business_days_on(first, length.count, holidays=holidays)
        case _:
            return first + timedelta(days=length.count)


def _months_on(day: date, count: int) -> date:
    """Return the same day of a later month, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _business_days_on(day: date, count: int, *, holidays: str | None) -> date:
    closed = country_holidays(holidays) if holidays else ()
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in closed:  # noqa: PLR2004  # Saturday is day 5
            count -= 1
    return day
