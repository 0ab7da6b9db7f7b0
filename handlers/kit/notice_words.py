"""The words that customers read: each a pure function of the outage and what the notice changes.

Nothing of the incident is in reach here: an outage has its own reference and public title, and
what people typed comes as PublicText, past the outbound check.
"""

from datetime import datetime

from domain.outage import Change, Impact, NoticeKind, Outage, Status
from domain.words import PublicMessage
from handlers.kit import blocks
from handlers.kit.mrkdwn import escape, readers_time, utc

_FEEL = {
    Impact.FULL: "The service is not available at present.",
    Impact.PARTIAL: "Part of the service is not available at present.",
    Impact.DEGRADED: "The service is available, but slower or less reliable than usual.",
}
_WHEN_THERE_IS = "Our next message comes when we have something to tell you."
_HEADS = {
    NoticeKind.OUTAGE: "Outage",
    NoticeKind.UPDATE: "Update",
    NoticeKind.ESTIMATE: "New estimate",
    NoticeKind.RESOLVED: "Resolved",
    NoticeKind.CORRECTION: "Correction",
}
_STATUS = {
    Status.INVESTIGATING: "We are investigating.",
    Status.IDENTIFIED: "The cause is identified.",
    Status.MONITORING: "A fix is in place, and we are watching it.",
}
_NO_FURTHER = (
    "This is the second time, so we name no further one: our next message comes when we have "
    "something to tell you."
)


def written(outage: Outage, change: Change, *, now: datetime) -> PublicMessage:
    """Return a notice's words; outage: as it was before it."""
    lines = _lines(outage, change, now)
    return _message(outage, change, *lines, now=now)


def corrected(outage: Outage, change: Change, *, then: datetime, now: datetime) -> PublicMessage:
    """Return what stands in place of a notice of an earlier instant, in its new words."""
    lines = (*_lines(outage, change, then), f"_Corrected at {_when(now, then)}._")
    return _message(outage, change, *lines, now=then)


def withdrawn(outage: Outage, *, then: datetime, now: datetime) -> PublicMessage:
    """Return what stands in place of a notice that is no longer to be read."""
    line = f"_This message of {_when(then, now)} was withdrawn. Please disregard it._"
    return _message(outage, Change(NoticeKind.WITHDRAWAL, None), line, now=now)


def late_by(minutes: int) -> str:
    """Say that a message comes later than was promised."""
    return f"Posted {minutes} min later than promised."


def newcomer_notice(outage: Outage, change: Change, *, now: datetime) -> PublicMessage:
    """Tell one customer, while the outage lasts: what is affected, since when, what comes next."""
    due = change.next_update_at
    lines = (
        f"*Outage · {escape(outage.title.words)}*",
        _FEEL[outage.impact],
        f"It began at {_when(outage.started_at, now)}.",
        _estimate(outage, change, now),
        f"Next update by {_when(due, now)}." if due else _WHEN_THERE_IS,
    )
    return _message(outage, change, *lines, now=now)


def cleared_notice(outage: Outage, change: Change, *, now: datetime) -> PublicMessage:
    """Tell one customer that the outage is not its own, and end its thread."""
    title = f"*Not affected · {escape(outage.title.words)}*"
    spared = "We told you of this outage. As far as we know now, it does not affect you."
    return _message(outage, change, title, spared, "No further update is planned.", now=now)


def _lines(outage: Outage, change: Change, now: datetime) -> tuple[str, ...]:
    if change.kind is NoticeKind.HOLDING:
        return _holding(outage, change, now)
    title = f"*{_HEADS[change.kind]} · {escape(outage.title.words)}*"
    due = change.next_update_at
    following = f"Next update by {_when(due, now)}." if due else "No further update is planned."
    return (title, *_said(outage, change, now), following)


def _said(outage: Outage, change: Change, now: datetime) -> tuple[str, ...]:
    text = (escape(change.text.words),) if change.text else ()
    estimate = _estimate(outage, change, now)
    match change.kind:
        case NoticeKind.OUTAGE:
            return (_FEEL[outage.impact], estimate)
        case NoticeKind.RESOLVED:
            began, over = _when(outage.started_at, now), _when(now, now)
            return (f"It began at {began} and is over as of {over}.", *text)
        case NoticeKind.CORRECTION:
            corrects = f"This corrects our message of {_when(change.corrects_at or now, now)}."
            return (corrects, *text)
        case _:
            status = (_STATUS[change.status],) if change.status else ()
            return (*text, *status, estimate)


def _holding(outage: Outage, change: Change, now: datetime) -> tuple[str, ...]:
    """Say only what is known: what was promised, what was published last, what comes next."""
    following = change.next_update_at
    known = (
        f"We promised an update by {outage.next_update_at:%H:%M} and do not have one ready. "
        f"Our {outage.spoke_at:%H:%M} message is the latest we have published. "
        + (f"Next update by {following:%H:%M}." if following else _NO_FURTHER)
        + " (Times are UTC.)"
    )
    return (f"*{escape(outage.title.words)}*", known, _estimate(outage, change, now))


def _message(outage: Outage, change: Change, *lines: str, now: datetime) -> PublicMessage:
    body = "\n".join(lines)
    footer = f"Reference {outage.reference} · {now.day} {now:%B %Y}, {utc(now)}"
    if change.next_update_at:
        footer += f" · next update in your time: {readers_time(change.next_update_at)}"
    return PublicMessage(f"{body}\n{footer}", (blocks.section(body), blocks.context(footer)))


def _estimate(outage: Outage, change: Change, now: datetime) -> str:
    """Return the estimate of recovery with the one before it, or honestly none."""
    earlier = [estimate for estimate in outage.estimates if estimate]
    current = change.estimate if change.revises else (outage.estimates or (None,))[-1]
    if current and current <= now:
        return f"Our estimate of {_when(current, now)} has passed; we have no new one."
    before = [estimate for estimate in earlier if estimate != current]
    said = f" Before, it was {_when(before[-1], now)}." if before else ""
    if current is None:
        return f"There is no estimate of recovery {'at present' if before else 'yet'}.{said}"
    return f"Estimated recovery: {_when(current, now)}.{said}"


def _when(instant: datetime, now: datetime) -> str:
    if instant.date() == now.date():
        return utc(instant)
    return f"{instant.day} {instant:%B}, {utc(instant)}"
