"""How a fact reads, in the thread and in the timeline: one sentence for one fact."""

from datetime import datetime

from domain.facts import Fact, FactKind, Value
from handlers.kit.mrkdwn import escape, mention, utc, utc_day
from handlers.kit.sentences import (
    aftermath,
    customers,
    digests,
    embargoes,
    incident,
    maintenance,
    milestones,
    mitigation,
    notices,
    obligations,
    people,
    proposals,
    responsibility,
)
from handlers.kit.sentences.parts import Data, Sentence

_INSTANTS = (
    "promised_at",
    "said_at",
    "next_update_at",
    "estimate",
    "estimate_before",
    "active_from",
    "counts_from",
    "due_at",
    "due_before",
    "until",
    "starts_at",
    "ends_at",
)
_SUBJECTS = (
    incident,
    mitigation,
    milestones,
    notices,
    proposals,
    maintenance,
    people,
    customers,
    embargoes,
    digests,
    responsibility,
    obligations,
    aftermath,
)
_SENTENCES: dict[FactKind, Sentence] = {
    kind: sentence for subject in _SUBJECTS for kind, sentence in subject.SENTENCES.items()
}


def told(fact: Fact) -> str:
    """Return the fact as a sentence in mrkdwn."""
    data = {name: _shown(name, value, fact.happened_at) for name, value in fact.data.items()}
    sentence = _SENTENCES[fact.kind](mention(fact.actor), data)
    return sentence + _because(data)


def _because(data: Data) -> str:
    return f" Reason: {data['reason']}" if data.get("reason") else ""


def _shown(name: str, value: Value, happened_at: datetime) -> Value:
    """Return a particular as it can stand in mrkdwn: an instant by its time, words escaped."""
    if name in _INSTANTS:
        return _time(datetime.fromisoformat(str(value)), happened_at) if value else "none"
    if isinstance(value, list):
        return [escape(item) for item in value]
    return escape(value) if isinstance(value, str) else value


def _time(instant: datetime, happened_at: datetime) -> str:
    return utc(instant) if instant.date() == happened_at.date() else utc_day(instant)
