"""The words that customers read: each a pure function of the outage and what the notice changes.

Nothing of the incident is in reach here: an outage has its own reference and public title, and
what people typed comes as PublicText, past the outbound check.
"""

from datetime import datetime

from domain.outage import Change, Impact, Outage
from domain.words import PublicMessage, PublicText
from handlers.kit import blocks
from handlers.kit.mrkdwn import escape, readers_time, utc

_FEEL = {
    Impact.FULL: "The service is not available at present.",
    Impact.PARTIAL: "Part of the service is not available at present.",
    Impact.DEGRADED: "The service is available, but slower or less reliable than usual.",
}
_WHEN_THERE_IS = "Our next message comes when we have something to tell you."
_NO_FURTHER = (
    "This is the second time, so we name no further one: our next message comes when we have "
    "something to tell you."
)


def outage_notice(outage: Outage, change: Change, *, now: datetime) -> PublicMessage:
    """Tell of an outage for the first time."""
    lines = (_FEEL[outage.impact], _estimate(outage, change, now))
    return _notice("Outage", outage, change, *lines, now=now)


def update_notice(
    outage: Outage, change: Change, text: PublicText, *, now: datetime
) -> PublicMessage:
    """Tell what is new."""
    lines = (escape(text.words), _estimate(outage, change, now))
    return _notice("Update", outage, change, *lines, now=now)


def estimate_notice(outage: Outage, change: Change, *, now: datetime) -> PublicMessage:
    """Tell of a new estimate, and of the one before."""
    return _notice("New estimate", outage, change, _estimate(outage, change, now), now=now)


def recovered_notice(
    outage: Outage, change: Change, text: PublicText | None, *, now: datetime
) -> PublicMessage:
    """Tell that it is over."""
    over = f"It began at {_when(outage.started_at, now)} and is over as of {_when(now, now)}."
    said = (escape(text.words),) if text else ()
    return _notice("Resolved", outage, change, over, *said, now=now)


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
    spared = "We told you of this outage. As far as we know now, it does not affect you."
    return _notice("Not affected", outage, change, spared, now=now)


def holding_notice(outage: Outage, change: Change, *, now: datetime) -> PublicMessage:
    """Say only what is known: what was promised, what was published last, what comes next."""
    following = change.next_update_at
    known = (
        f"We promised an update by {outage.next_update_at:%H:%M} and do not have one ready. "
        f"Our {outage.spoke_at:%H:%M} message is the latest we have published. "
        + (f"Next update by {following:%H:%M}." if following else _NO_FURTHER)
        + " (Times are UTC.)"
    )
    lines = (f"*{escape(outage.title.words)}*", known, _estimate(outage, change, now))
    return _message(outage, change, *lines, now=now)


def late_by(minutes: int) -> str:
    """Say that a message comes later than was promised."""
    return f"Posted {minutes} min later than promised."


def _notice(kind: str, outage: Outage, change: Change, *lines: str, now: datetime) -> PublicMessage:
    due = change.next_update_at
    following = f"Next update by {_when(due, now)}." if due else "No further update is planned."
    title = f"*{kind} · {escape(outage.title.words)}*"
    return _message(outage, change, title, *lines, following, now=now)


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
