"""How a typed line is taken apart: a verb, a text, and keys with their values.

`verb text key value …`: the text runs to the first known key, and so does each value. Quotes
around the text are optional and keep a key's word inside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from domain.refusal import Refusal

INCIDENT = re.compile(r"inc-?(\d{1,9})", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "'": "'"}
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Line:
    """A line taken apart: the incident it names, its verb in lower case, and the rest."""

    verb: str
    rest: str
    incident: int | None = None


@dataclass(frozen=True)
class Words:
    """The rest of a line: its text, and the value of each key that was typed."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)

    def items(self, key: str) -> tuple[str, ...]:
        """Return a comma-separated value as its parts, empty ones left out."""
        return split_items(self.values.get(key, ""))


class RepeatedKeyError(Refusal):
    """A key stands twice in the line."""


class EmptyKeyError(Refusal):
    """A key has no value."""


def split_items(value: str) -> tuple[str, ...]:
    """Return the parts of `a, b,c` in order, each once."""
    return tuple(dict.fromkeys(part for raw in value.split(",") if (part := raw.strip())))


def split_line(line: str) -> Line:
    """Take the incident (`INC-7`) and the verb off the front of a line."""
    words = line.split(maxsplit=1)
    incident = None
    if words and (named := INCIDENT.fullmatch(words[0])):
        incident = int(named.group(1))
        words = words[1].split(maxsplit=1) if len(words) > 1 else []
    verb = words[0].lower() if words else ""
    return Line(verb=verb, rest=words[1].strip() if len(words) > 1 else "", incident=incident)


def incident_after_verb(line: Line) -> Line:
    """Return the line with the incident that its rest begins with: `advance INC-7 contained`."""
    words = line.rest.split(maxsplit=1)
    named = INCIDENT.fullmatch(words[0]) if words else None
    if named is None:
        return line
    rest = words[1].strip() if len(words) > 1 else ""
    return replace(line, rest=rest, incident=int(named.group(1)))


def split_words(rest: str, *, keys: tuple[str, ...], flags: tuple[str, ...] = ()) -> Words:
    """Take a text and `key value` pairs apart.

    flags: words that stand alone, at the end or before a key; their value is themselves.

    Raises RepeatedKeyError when a key stands twice, EmptyKeyError when one has no value.
    """
    quoted, rest = _leading_quote(rest)
    marks = _marks(rest, keys=keys, flags=flags)
    _refuse_repeats([mark.group().lower() for mark in marks])
    ends = [mark.start() for mark in marks[1:]] + [len(rest)]
    values = {
        mark.group().lower(): mark.group().lower()
        if mark.group().lower() in flags
        else _unquote(rest[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=False)
    }
    _refuse_empty(values)
    before = rest[: marks[0].start()] if marks else rest
    text = " ".join(part for part in (quoted, before.strip()) if part)
    return Words(text=text, values=values)


def _marks(rest: str, *, keys: tuple[str, ...], flags: tuple[str, ...]) -> list[re.Match[str]]:
    """Return the keys and flags of a line; a flag's word before other words is one of them."""
    words = list(_WORD.finditer(rest))
    marks: list[re.Match[str]] = []
    for word, after in zip(reversed(words), [None, *reversed(words[1:])], strict=False):
        typed = word.group().lower()
        stands_alone = after is None or (bool(marks) and marks[-1] is after)
        if typed in keys or (typed in flags and stands_alone):
            marks.append(word)
    return marks[::-1]


def _refuse_repeats(names: list[str]) -> None:
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated:
        raise RepeatedKeyError(
            f"“{repeated}” stands there twice. Put the text in quotes if it belongs to the text."
        )


def _refuse_empty(values: Mapping[str, str]) -> None:
    empty = next((name for name, value in values.items() if not value), None)
    if empty:
        raise EmptyKeyError(
            f"“{empty}” needs a value after it. Put the text in quotes if it belongs to the text."
        )


def _leading_quote(rest: str) -> tuple[str, str]:
    closing = _QUOTES.get(rest[:1])
    end = rest.find(closing, 1) if closing else -1
    if end < 0 or (end + 1 < len(rest) and not rest[end + 1].isspace()):
        return "", rest
    return rest[1:end].strip(), rest[end + 1 :].strip()


def _unquote(value: str) -> str:
    quoted, rest = _leading_quote(value)
    return quoted if quoted and not rest else value
