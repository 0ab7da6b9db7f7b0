"""The review as a document: headings with lines and tables, free of any format.

People stand in it as `⟨id⟩`, since a file cannot mention anybody; whoever writes the file out puts
their names there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape

from domain.determination import Determination
from domain.facts import Fact
from domain.obligation import Obligation
from domain.outage import Outage
from domain.review import Review, ReviewStage
from handlers.kit.mrkdwn import utc_day
from handlers.kit.telling import told

Rows = Sequence[Sequence[str]]
_PERSON = re.compile("⟨([^⟨⟩]+)⟩")
_MENTION = re.compile(r"<@([^<>|]+)(?:\|[^<>]*)?>")
_CHANNEL = re.compile(r"<#([^<>|]+)(?:\|[^<>]*)?>")
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
_EMOJI = re.compile(r"^:[a-z0-9_]+: ")
_SAFE_NAME = re.compile(r"[^\w .'-]")


@dataclass(frozen=True)
class Part:
    """A heading with its lines, and a table whose first row is its head."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Rows = ()


@dataclass(frozen=True)
class Document:
    """A title and its parts."""

    title: str
    parts: tuple[Part, ...]


def document(review: Review, *, stage: ReviewStage | None = None, now: datetime) -> Document:
    """Return the review as its parts."""
    incident = review.incident
    kind = f", {stage}" if stage else ""
    label = f"{incident.tlp} · " if incident.restricted else ""
    return Document(
        f"{label}{incident.name}: {incident.heading} (post-incident review{kind})",
        (
            Part("Facts", _facts(review, now)),
            Part("Times", table=_times(review, now)),
            Part("Outages", tuple(line for each in review.outages for line in _outage(each))),
            Part("Updates to customers", (_updates(review),)),
            Part("Deadlines", tuple(map(_duty, review.obligations)) or ("None were started.",)),
            Part("Action items", tuple(_items(review)) or ("None were given.",)),
            Part("Timeline", tuple(map(_moment, _ordered(review.facts)))),
        ),
    )


def plainly(fact: Fact) -> str:
    """Return the fact as a sentence of plain words."""
    words = _BOLD.sub(r"\1", _EMOJI.sub("", told(fact)))
    return unescape(_CHANNEL.sub(r"\1", _MENTION.sub(r"⟨\1⟩", words)))


def people_in(text: str) -> list[str]:
    """Return the ids of the people who stand in a document, each once."""
    return list(dict.fromkeys(_PERSON.findall(text)))


def with_names(text: str, names: Mapping[str, str]) -> str:
    """Put names in place of ids; where none is known, the id stays."""
    return _PERSON.sub(lambda found: _SAFE_NAME.sub("", names.get(found[1], found[1])), text)


def _facts(review: Review, now: datetime) -> tuple[str, ...]:
    incident = review.incident
    end = f"closed {utc_day(incident.closed_at)}" if incident.closed_at else "not closed yet"
    whose = map(_determination, incident.determinations)
    return (
        f"Severity: {incident.severity.word}",
        f"Verdict: {incident.verdict or 'none yet'}",
        *(tuple(whose) or ("Responsibility: not determined",)),
        f"Incident Commander: {f'⟨{incident.commander}⟩' if incident.commander else 'nobody'}",
        f"Opened {utc_day(incident.opened_at)} by ⟨{incident.opened_by}⟩, {end}",
        f"Services: {', '.join(incident.services) or 'none named'}",
        f"Drafted from the journal {utc_day(now)}. Analysis is written by people, elsewhere.",
    )


def _determination(found: Determination) -> str:
    confirmed = f", confirmed by ⟨{found.confirmed_by}⟩" if found.confirmed_by else ""
    until = f", until {utc_day(found.superseded_at)}" if found.superseded_at else ""
    return (
        f"Responsibility: {found.party} for {found.cell}, matrix {found.matrix} version "
        f"{found.matrix_version} ({found.source}), by ⟨{found.decided_by}⟩ "
        f"{utc_day(found.decided_at)}{confirmed}{until}"
    )


def _times(review: Review, now: datetime) -> Rows:
    rows = [
        (stay.phase, utc_day(stay.entered_at), _span((stay.left_at or now) - stay.entered_at))
        for stay in review.stays
    ]
    return (("Phase", "Entered", "Time in it"), *rows)


def _outage(outage: Outage) -> list[str]:
    end = f"over {utc_day(outage.ended_at)}" if outage.ended_at else "not over"
    estimates = [utc_day(each) if each else "no estimate" for each in outage.estimates]
    what = f"{outage.reference} {outage.title.words}: {outage.impact} impact"
    return [
        f"{what}, began {utc_day(outage.started_at)}, {end}",
        f"Estimates of recovery given: {'; then '.join(estimates) or 'none'}",
    ]


def _updates(review: Review) -> str:
    kept = review.kept
    if not kept.promised:
        return "None were promised."
    return f"{kept.on_time} of {kept.promised} promised updates came in time."


def _duty(obligation: Obligation) -> str:
    due = f"due {utc_day(obligation.due_at)}" if obligation.due_at else "at once"
    state = "not met yet"
    if obligation.settled_at:
        state = (
            f"{obligation.outcome} {utc_day(obligation.settled_at)} by ⟨{obligation.settled_by}⟩: "
            f"{obligation.reference}"
        )
    unverified = "" if obligation.rule.verified else " (rule unverified)"
    return f"{obligation.name} to {obligation.rule.to}{unverified}: {due}, {state}"


def _items(review: Review) -> list[str]:
    return [
        f"{item.number}. {item.text}: ⟨{item.owner}⟩"
        f"{f', due {item.due_on.isoformat()}' if item.due_on else ''}"
        f"{', done' if item.done_at else ''}{f' ({item.outcome})' if item.outcome else ''}"
        for item in review.items
    ]


def _ordered(facts: Sequence[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: fact.happened_at)


def _moment(fact: Fact) -> str:
    return f"{utc_day(fact.happened_at)}: {plainly(fact)}"


def _span(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    named = ((days, "d"), (hours, "h"), (minutes, "min"))
    return " ".join(f"{count} {unit}" for count, unit in named if count) or "under a minute"
