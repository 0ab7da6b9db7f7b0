"""The analysis of an incident: what people make of it, apart from the facts.

An analysis can be asked for in court, so it never stands in the factual review, and named readers
can have it to themselves.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.refusal import Refusal

TEXT_LIMIT = 3000


class Aspect(StrEnum):
    """What a part of the analysis speaks of."""

    WELL = "what went well"
    BADLY = "what went badly"
    FLAW = "the flaw"
    FIX = "its fix"

    @property
    def word(self) -> str:
        """How a line names it."""
        return self.name.lower()


@dataclass(frozen=True)
class Remark:
    """One part of an analysis, as somebody wrote it; number counts within the incident."""

    workspace_id: str
    incident: int
    number: int
    aspect: Aspect
    text: str
    written_by: str
    written_at: datetime


class AnalysisError(Refusal):
    """The analysis is not for this person, or the words are no part of one."""


def read_aspect(word: str) -> Aspect:
    """Return the aspect that `well`, `badly`, `flaw` or `fix` names; raises AnalysisError."""
    for aspect in Aspect:
        if word.strip().lower() in (aspect.word, aspect):
            return aspect
    known = ", ".join(aspect.word for aspect in Aspect)
    raise AnalysisError(
        f"“{word[:40]}” is no part of an analysis. There are {known}.",
        instead=("/incident analyse flaw <what it was>",),
        field="aspect",
    )


def check_text(text: str) -> str:
    """Return the text, or refuse it when empty or over 3,000 characters."""
    if not text.strip() or len(text) > TEXT_LIMIT:
        raise AnalysisError(
            f"Write at least a word and at most {TEXT_LIMIT} characters; more goes into a second "
            "part.",
            instead=("/incident analyse flaw <what it was>",),
            field="text",
        )
    return text.strip()


def check_reader(user_id: str, readers: tuple[str, ...]) -> None:
    """Raise AnalysisError where the analysis is restricted to others; no readers: it is not."""
    if readers and user_id not in readers:
        named = ", ".join(f"<@{one}>" for one in readers)
        raise AnalysisError(f"This analysis is for {named} alone. Ask one of them.", instead=())
