"""Erasing what is known of a person: what they wrote and where they are named.

Their id stays as the one who acted: who decided what is what the journal is for, and its chain
covers it. What became the incident's own (its title, cause, plan, milestones, mitigations, action
items) and what customers were told stays too: it is the organisation's record.
"""

import hashlib
from collections.abc import Collection, Iterable

from domain.facts import Fact, FactKind, Value
from domain.incident import Incident
from domain.refusal import Refusal

ERASED = "(erased)"
SOMEBODY = "erased"
"""What stands in place of words, and of the id of who is named."""

_WORDS = frozenset(
    {"text", "reason", "summary", "words", "question", "answer", "finding", "verified", "withheld"}
)
_OF_THE_RECORD = frozenset(
    {
        FactKind.ACTION_ADDED,
        FactKind.ACTION_REMINDED,
        FactKind.ACTION_DONE,
        FactKind.REPLY_ANSWERED,
        FactKind.NOTICE_CORRECTED,
        FactKind.RUNBOOK_TICKED,
        FactKind.MILESTONE_SET,
        FactKind.MILESTONE_MOVED,
        FactKind.MILESTONE_DONE,
        FactKind.MILESTONE_DROPPED,
    }
)


class ErasureError(Refusal):
    """Nothing may be erased now, or not what was shown."""


def check_no_hold(holding: Iterable[Incident]) -> None:
    """Refuse where a legal hold keeps something of the person; raises ErasureError."""
    if held := list(holding):
        named = "; ".join(f"{one.name}: {one.hold}" for one in held)
        raise ErasureError(
            f"Nothing was erased: a legal hold keeps everything of {named}.",
            instead=tuple(f"/incident {one.name} release <reason>" for one in held),
        )


def code(user_id: str, rows: Collection[int], others: Collection[int]) -> str:
    """Return what confirms an erasure of exactly these rows and so much else."""
    told = f"{user_id} {sorted(rows)} {list(others)}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def redacted(fact: Fact, user_id: str) -> dict[str, Value]:
    """Return what remains of a fact's particulars."""
    wrote = user_id == fact.data.get("author", fact.actor)
    words = _WORDS if wrote and fact.kind not in _OF_THE_RECORD else frozenset()
    return {
        name: ERASED if name in words and value else _unnamed(value, user_id)
        for name, value in fact.data.items()
    }


def _unnamed(value: Value, user_id: str) -> Value:
    if isinstance(value, list):
        return [SOMEBODY if item == user_id else item for item in value]
    return SOMEBODY if value == user_id else value
