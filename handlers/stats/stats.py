"""`/incident stats`: how many, how long, how well customers were told, as a chart and in words."""

from datetime import datetime, timedelta

from domain.instants import duration
from domain.people import Act
from domain.statistics import Statistics, statistics
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from storage import commitments
from storage.commitments import Record
from storage.statistics import opened_since

_USUAL = timedelta(days=90)
_HOUR = timedelta(hours=1)


def stats_of(numbers: Statistics, kept: Record, *, days: int) -> InternalMessage:
    """Show the numbers, in words and as a chart of the time per phase."""
    if not numbers.opened:
        return InternalMessage(f"No incident was opened in the last {days} days.")
    severities = [f"{count} {each.word}" for each, count in numbers.by_severity.items()]
    to_contain, to_close = _span(numbers.to_contain), _span(numbers.to_close)
    lines = [
        f"*Opened in the last {days} days*: {numbers.opened}",
        f"Open still: {numbers.still_open}. False positives: {numbers.false_positives}.",
        f"By severity: {', '.join(severities)}.",
        f"From opening, in the median: {to_contain} to contained, {to_close} to closed.",
    ]
    if kept.promised:
        lines.append(
            f"Updates to customers: {kept.in_time} of {kept.promised} in time "
            f"({kept.in_time * 100 // kept.promised} %), {kept.held} by a holding statement."
        )
    phases = [f"{phase} {_span(length)}" for phase, length in numbers.in_phase.items()]
    if phases:
        lines.append(f"Time in a phase: {', '.join(phases)} (medians).")
    lines.append("Restricted incidents and drills are left out.")
    text = "\n".join(lines)
    chart = (_chart(numbers),) if numbers.in_phase else ()
    return InternalMessage(text, (blocks.section(text), *chart))


def _chart(numbers: Statistics) -> Block:
    hours = [(str(phase), round(length / _HOUR, 2)) for phase, length in numbers.in_phase.items()]
    return blocks.bar_chart("Hours in a phase (median)", "hours", hours)


def _span(length: timedelta | None) -> str:
    if length is None:
        return "none yet"
    minutes = round(length.total_seconds() / 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {left} min" if hours else f"{left} min"


async def stats(turn: Turn, request: Request) -> InternalMessage:
    """Count over the span that was typed, else over 90 days."""
    span = duration(request.text) if request.text else _USUAL
    since: datetime = turn.now - span
    found, moves = await opened_since(turn.tx, turn.office.id, since)
    kept = await commitments.between(turn.tx, turn.office.id, since=since, before=turn.now)
    return stats_of(statistics(found, moves), kept, days=max(1, round(span / timedelta(days=1))))


VERB = Verb(
    name="stats",
    usage="[90d]",
    summary="how many incidents, how long they took, how well customers were told",
    right=Act.READ,
    do=stats,
    synonyms=("statistics", "metrics"),
    asks=True,
)
