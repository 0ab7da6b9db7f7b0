"""The focus: where in a question the thing that is asked about stands."""

from collections.abc import Sequence

from domain.question.lexicon import Kind
from domain.question.reading import Mention, Reading

CUES = (Kind.QUESTION, Kind.SCOPE, Kind.RESPONSIBILITY)


def cue(reading: Reading) -> Mention | None:
    """Return the words that ask for responsibility: who, else what part, else any such words."""
    for kind in CUES:
        found = reading.of(kind)
        if found:
            return found[0]
    return None


def by_focus(reading: Reading, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Group mentions by clause: that of the cue first, then back from it, then on from it."""
    asking = cue(reading)
    at = asking.clause if asking else 0
    clauses = {mention.clause for mention in mentions}
    order = sorted(clauses, key=lambda clause: (clause != at, clause > at, abs(clause - at)))
    return [[mention for mention in mentions if mention.clause == clause] for clause in order]
