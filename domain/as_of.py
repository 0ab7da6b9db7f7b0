"""A question about the past: `who patches the OS on AKS as of 2026-03-01`."""

import re
from dataclasses import dataclass
from datetime import datetime

from domain.instants import iso

_AS_OF = re.compile(r"(?:^|\s)(as of (?:[^\s\d]+ ){0,2}?(\S*\d\S*))", re.IGNORECASE)


@dataclass(frozen=True)
class Dated:
    """A question without its date. words: the date as it was typed, at: the instant it means."""

    question: str
    words: str = ""
    at: datetime | None = None


def read_dated(question: str) -> Dated:
    """Take `as of 2026-03-01` off a question; a day means its beginning in UTC.

    Raises NoSuchTimeError where a date follows that cannot be read.
    """
    found = _AS_OF.search(question)
    if found is None:
        return Dated(question)
    words = found[1]
    at = iso(words[len("as of ") :].strip(" ?.!,"))
    rest = f"{question[: found.start()]} {question[found.end() :]}".strip()
    return Dated(rest, words, at)
