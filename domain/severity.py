"""How bad an incident is inside, and what that is rated by.

Three ratings propose a severity (Microsoft, "Azure Security Response in the Cloud", 2016, after
NIST SP 800-61); a person decides it. What customers feel is an outage's impact, not this.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TypeVar

from domain.refusal import Refusal


class Severity(IntEnum):
    """How bad inside; what customers feel is an outage's impact."""

    SEV1 = 1
    SEV2 = 2
    SEV3 = 3
    SEV4 = 4

    @property
    def word(self) -> str:
        """The severity with its word: `SEV1 critical`."""
        return f"{self.name} {('critical', 'major', 'minor', 'low')[self - 1]}"


class Functional(StrEnum):
    """What the service can no longer do."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Recoverability(StrEnum):
    """What recovery takes: what there is, more of it, help from outside, or it is not possible."""

    REGULAR = "regular"
    SUPPLEMENTED = "supplemented"
    EXTENDED = "extended"
    NONE = "not recoverable"


class Information(StrEnum):
    """What happened to information: persons', a company's own, or that it is no longer right."""

    NONE = "none"
    PRIVACY = "privacy"
    PROPRIETARY = "proprietary"
    INTEGRITY = "integrity"


_Steps = TypeVar("_Steps", Functional, Recoverability, Information)


@dataclass(frozen=True)
class Rating:
    """The three ratings, by whom and when."""

    functional: Functional
    recoverability: Recoverability
    information: Information
    rated_by: str
    rated_at: datetime

    @property
    def severity(self) -> Severity:
        """What the ratings propose: the worst of the three.

        Risk to customers' data is SEV1, other information SEV2; the scale is Onus's own.
        """
        return min(
            _BY_FUNCTION[self.functional],
            _BY_RECOVERY[self.recoverability],
            _BY_INFORMATION[self.information],
        )


_BY_FUNCTION = {
    Functional.NONE: Severity.SEV4,
    Functional.LOW: Severity.SEV3,
    Functional.MEDIUM: Severity.SEV2,
    Functional.HIGH: Severity.SEV1,
}
_BY_RECOVERY = {
    Recoverability.REGULAR: Severity.SEV4,
    Recoverability.SUPPLEMENTED: Severity.SEV3,
    Recoverability.EXTENDED: Severity.SEV2,
    Recoverability.NONE: Severity.SEV1,
}
_BY_INFORMATION = {
    Information.NONE: Severity.SEV4,
    Information.PROPRIETARY: Severity.SEV2,
    Information.INTEGRITY: Severity.SEV2,
    Information.PRIVACY: Severity.SEV1,
}


class NoSuchRatingError(Refusal):
    """The words name no severity, or none of a rating's steps."""


def read_severity(words: str) -> Severity:
    """Return the severity that `1`, `sev1` or `critical` names; raises NoSuchRatingError."""
    typed = words.strip().lower()
    for severity in Severity:
        if typed in {str(int(severity)), severity.name.lower(), *severity.word.lower().split()}:
            return severity
    what = f"“{words.strip()[:40]}” is no severity." if typed else "Which severity?"
    known = ", ".join(severity.word for severity in Severity)
    raise NoSuchRatingError(f"{what} There are {known}.", field="sev")


def read_rating(words: str, steps: type[_Steps]) -> _Steps:
    """Return the step that is named, of one of the three ratings; raises NoSuchRatingError."""
    field = steps.__name__.lower()
    typed = " ".join(words.lower().replace("-", " ").split())
    for step in steps:
        if typed == step:
            return step
    what = f"“{words.strip()[:40]}” is no {field} rating." if typed else f"Which {field} rating?"
    raise NoSuchRatingError(
        f"{what} There are {', '.join(steps)}.",
        instead=("/incident rate functional high recoverability extended information privacy",),
        field=field,
    )
