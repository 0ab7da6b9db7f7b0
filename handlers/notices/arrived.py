"""How it reads where a notice has arrived, where not and why, and where it is still to come."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.fan_out import Copy, Fate, left, progress
from domain.ways import Way, shown
from handlers.kit.mrkdwn import clip, escape, utc
from handlers.kit.progress import bar
from handlers.notices.cures import cure

_NAMED = 20
_ERROR_LIMIT = 120
_LONG = timedelta(minutes=2)


def progress_line(copies: Sequence[Copy], *, now: datetime) -> str:
    """`delivered 812/1000 ▓▓▓▓▓▓▓▓░░ · 3 failed · 40 s left`."""
    count = progress(copies)
    parts = [f"delivered {count.delivered}/{count.total} {bar(count.delivered, count.total)}"]
    parts += [f"{count.failed} failed"] if count.failed else []
    parts += [f"{count.asked} to be decided"] if count.asked else []
    parts += [f"{count.tried} tried again"] if count.tried else []
    parts += [f"{count.held} held back"] if count.held else []
    rest = left(copies, now=now)
    parts += [f"{_span(rest)} left"] if rest else []
    return " · ".join(parts)


def not_delivered(copies: Sequence[Copy]) -> list[str]:
    """Return a line for each reason why a notice failed: which, whom it kept from it, the cure."""
    by_error: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.fate is Fate.FAILED:
            by_error[copy.error].append(copy)
    return [
        f"• *{escape(clip(error, _ERROR_LIMIT))}*: {_names(those)}. {cure(error)}"
        for error, those in by_error.items()
    ]


def to_come(copies: Sequence[Copy]) -> list[str]:
    """Return a line for what is held back, what waits its turn, and what was tried in vain."""
    waiting = [copy for copy in copies if copy.fate is Fate.WAITING]
    tried = [copy for copy in waiting if copy.attempts]
    groups = (
        ("a stranger reads there: decide it in the thread", _of(copies, Fate.ASKED)),
        ("held back: words are frozen, or it can still be stopped", _of(copies, Fate.HELD)),
        ("waits its turn", [copy for copy in waiting if not copy.attempts]),
        *((_in_vain(copy), [copy]) for copy in tried[:_NAMED]),
    )
    return [f"• {_names(those)}: {what}" for what, those in groups if those]


def delivered(copies: Sequence[Copy]) -> list[str]:
    """Return a line for each minute in which it arrived somewhere."""
    by_minute: dict[str, list[Copy]] = defaultdict(list)
    for copy in sorted(copies, key=lambda copy: (copy.at is None, copy.at)):
        if copy.fate is Fate.DELIVERED and copy.at:
            by_minute[utc(copy.at)].append(copy)
    return [f"• {minute}: {_names(those)}" for minute, those in by_minute.items()]


def _of(copies: Sequence[Copy], fate: Fate) -> list[Copy]:
    return [copy for copy in copies if copy.fate is fate]


def _in_vain(copy: Copy) -> str:
    times = f"{copy.attempts} times" if copy.attempts > 1 else "once"
    return f"tried {times}, and again by itself. {escape(clip(copy.error, _ERROR_LIMIT))}"


def _names(copies: Sequence[Copy]) -> str:
    named = ", ".join(f"{escape(one.customer)} {_where(one)}" for one in copies[:_NAMED])
    rest = len(copies) - _NAMED
    return f"{named} and {rest} more" if rest > 0 else named


def _where(copy: Copy) -> str:
    if copy.way is Way.SLACK:
        return f"in <#{copy.channel_id}>"
    return escape(shown(copy.way, copy.address))


def _span(rest: timedelta) -> str:
    seconds = round(rest.total_seconds())
    return f"{seconds} s" if rest < _LONG else f"{-(-seconds // 60)} min"
