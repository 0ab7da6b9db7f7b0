"""The words of a digest, and of what is said about digests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.digest import EXAMPLE, Digest, next_at
from domain.incident import Incident
from domain.outage import Outage
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.mrkdwn import clip, echo, escape
from storage.commitments import Record

MOST = 20


@dataclass(frozen=True)
class Told:
    """What a digest tells. outages: those that customers still wait for, by incident.

    kept: how promises to customers were kept since the digest before.
    """

    open: Sequence[Incident]
    closed: Sequence[Incident]
    outages: Mapping[int, Outage]
    kept: Record


def digest_of(told: Told, digest: Digest, *, now: datetime) -> InternalMessage:
    """Say what is open, what customers wait for, and what was closed since the digest before."""
    clock = _Clock(digest, now)
    lines = [f"*Incidents, {now.astimezone(clock.zone):%A} at {clock(now)}* ({digest.timezone})"]
    lines += [_open(told, one, clock) for one in told.open[:MOST]] or ["No incident is open."]
    if told.closed:
        lines.append(f"*Closed since {clock(digest.told_at)}*")
        lines += [_named(one) for one in told.closed[:MOST]]
    more = max(len(told.open) - MOST, 0) + max(len(told.closed) - MOST, 0)
    lines += [f"… and {more} more: `/incident list`."] if more else []
    lines += _promises(told.kept)
    last = "Restricted incidents and drills are left out."
    shown = [blocks.section(page) for page in blocks.pages(lines)]
    text = clip("\n".join((*lines, last)), blocks.TEXT_LIMIT)
    return InternalMessage(text, (*shown, blocks.context(last)))


def taken_back() -> InternalMessage:
    """Return what stands in place of a digest that named what is restricted now."""
    return InternalMessage(":lock: This digest was taken back. What is open now: `/incident list`")


def _open(told: Told, incident: Incident, clock: "_Clock") -> str:
    line = f"{_named(incident)} · {incident.phase} since {clock(incident.moved_at)}"
    outage = told.outages.get(incident.number)
    return f"{line}\n      {_outage(outage, clock)}" if outage else line


def _named(incident: Incident) -> str:
    title = escape(incident.label)
    return f"• *{incident.name}* · {incident.severity.word} · {title}"


def _outage(outage: Outage, clock: "_Clock") -> str:
    due = outage.awaited_at
    following = f"the next word is promised by {clock(due)}" if due else "no next word is promised"
    title = escape(outage.title.words)
    return f"Customers: {title} ({outage.impact}); {following}; {_recovery(outage, clock)}"


def _recovery(outage: Outage, clock: "_Clock") -> str:
    estimate = outage.estimates[-1] if outage.estimates else None
    if estimate is None:
        return "no estimate of recovery"
    if estimate <= clock.now:
        return f"the estimate of {clock(estimate)} has passed"
    return f"recovery is estimated for {clock(estimate)}"


def _promises(kept: Record) -> Iterator[str]:
    if kept.promised:
        yield f"Updates to customers since then: {kept.in_time} of {kept.promised} in time."


class _Clock:
    """Says instants on the digest's wall clock, with the day where it is not today."""

    def __init__(self, digest: Digest, now: datetime) -> None:
        self.zone, self.now = ZoneInfo(digest.timezone), now
        self._today = now.astimezone(self.zone).date()

    def __call__(self, instant: datetime) -> str:
        local = instant.astimezone(self.zone)
        day = "" if local.date() == self._today else f"{local.day} {local:%B}, "
        return f"{day}{local:%H:%M}"


def begun(digest: Digest, *, now: datetime) -> InternalMessage:
    """Say when the channel reads the first one."""
    first = echo(next_at(digest, after=now), now=now, timezone=digest.timezone)
    return InternalMessage(
        f":newspaper: <#{digest.channel_id}> reads what is open: {digest.when}. The first comes at "
        f"{first}. Restricted incidents and drills are never in it. To end it: "
        f"`/incident digest stop {digest.channel_id}`"
    )


def stopped(digest: Digest) -> InternalMessage:
    """Say that no further one comes."""
    return InternalMessage(f"<#{digest.channel_id}> reads no further digest.")


def listed(every: Sequence[Digest], *, now: datetime) -> InternalMessage:
    """Show each digest with a button that stops it."""
    if not every:
        return InternalMessage(f"No channel reads a digest. Set one: `{EXAMPLE}`")
    lines = [_listed(one, now) for one in every]
    rows = [
        (line, button("Stop", command="incident", line=f"digest stop {one.channel_id}"))
        for line, one in zip(lines, every, strict=True)
    ]
    return InternalMessage("\n".join(lines), tuple(blocks.each_with(rows[:MOST])))


def _listed(digest: Digest, now: datetime) -> str:
    following = echo(next_at(digest, after=now), now=now, timezone=digest.timezone)
    return f"<#{digest.channel_id}>: {digest.when}, next at {following}"


def untold(digest: Digest, why: str) -> InternalMessage:
    """Tell who set a digest that it did not go, and what mends it."""
    return InternalMessage(
        f":newspaper: The digest for <#{digest.channel_id}> ({digest.when}) did not go: {why} To "
        f"end it: `/incident digest stop {digest.channel_id}`"
    )
