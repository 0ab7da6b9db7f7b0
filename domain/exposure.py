"""Whether customers' data was exposed: a person's decision with an instant of its own.

It stands on record also where nobody is to be told: the reasons are kept. No rule infers it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.refusal import Refusal


class Answer(StrEnum):
    """What was decided; unknown is honest, and a decision too."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Exposure:
    """The decision, why, by whom, and the instant that they state."""

    answer: Answer
    reason: str
    decided_by: str
    decided_at: datetime


class NoSuchAnswerError(Refusal):
    """The words are no answer to whether data was exposed."""


def read_answer(words: str) -> Answer:
    """Return yes, no or unknown; raises NoSuchAnswerError."""
    typed = words.strip().lower()
    if typed not in list(Answer):
        what = f"“{words.strip()[:40]}” is no answer." if typed else "Was customer data exposed?"
        raise NoSuchAnswerError(
            f"{what} There are yes, no and unknown, each with the reason.",
            instead=("/incident exposed no the store was never reached, see the access log",),
            field="exposed",
        )
    return Answer(typed)
