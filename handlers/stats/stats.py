"""`/incident stats`: how many, how long, how well customers were told: a table and a chart."""

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
_HEAD = ("What", "Number")
Row = tuple[str, str]


def stats_of(numbers: Statistics, kept: Record, *, days: int) -> InternalMessage:
    """Show the numbers as a table and a chart of the time per phase; in words they are a text."""
    if not numbers.opened:
        return InternalMessage(f"No incident was opened in the last {days} days.")
    head = f"*The last {days} days*"
    rows = [*_counts(numbers), *_spans(numbers), *_promises(kept)]
    left_out = "Restricted incidents and drills are left out."
    text = "\n".join((head, *(f"{what}: {number}" for what, number in rows), left_out))
    chart = (_chart(numbers),) if numbers.in_phase else ()
    shown = (blocks.section(head), blocks.table([_HEAD, *rows]), *chart, blocks.context(left_out))
    return InternalMessage(text, shown)


def _counts(numbers: Statistics) -> list[Row]:
    return [
        ("Opened", str(numbers.opened)),
        *((f"Opened as {each.word}", str(count)) for each, count in numbers.by_severity.items()),
        ("Open still", str(numbers.still_open)),
        ("False positives", str(numbers.false_positives)),
    ]


def _spans(numbers: Statistics) -> list[Row]:
    return [
        ("Opened to contained, median", _span(numbers.to_contain)),
        ("Opened to closed, median", _span(numbers.to_close)),
        *((f"In {phase}, median", _span(length)) for phase, length in numbers.in_phase.items()),
    ]


def _promises(kept: Record) -> list[Row]:
    if not kept.promised:
        return []
    share = kept.in_time * 100 // kept.promised
    return [
        ("Updates to customers in time", f"{kept.in_time} of {kept.promised} ({share} %)"),
        ("By a holding statement", str(kept.held)),
    ]


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
