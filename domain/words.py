"""Inside and outside words as two types; only the second can reach a customer's channel.

The one way from what somebody typed to a PublicText is the outbound check.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.refusal import Refusal

Blocks = Sequence[Mapping[str, Any]]
PUBLIC_LIMIT = 2000


@dataclass(frozen=True)
class InternalMessage:
    """Words for colleagues: the text is the whole message in mrkdwn, the blocks its better form."""

    text: str
    blocks: Blocks = ()


@dataclass(frozen=True)
class PublicMessage:
    """Words for customers, in the same two forms."""

    text: str
    blocks: Blocks = ()


@dataclass(frozen=True)
class PublicText:
    """Words that passed the outbound check; made by `outbound_check` alone."""

    words: str


@dataclass(frozen=True)
class Inside:
    """What must not leave, beside what never may: names of other customers, the inner title."""

    customers: tuple[str, ...] = ()
    incident_title: str = ""


class InsideWordError(Refusal):
    """The text for customers holds a word from inside."""


_NEVER = (
    (re.compile(r"\binc[\s#-]*\d+\b", re.IGNORECASE), "an incident number"),
    (re.compile(r"\bsev(?:erity)?[\s:#-]*[1-4]\b", re.IGNORECASE), "a severity"),
    (re.compile(r"\bhypervisor|\bphysical[- ]hosts?\b", re.IGNORECASE), "a layer of the platform"),
    (re.compile(r"@(?:here|channel|everyone)\b|<!", re.IGNORECASE), "a mention of everybody"),
    (re.compile(r"\bxox[a-z]-|\bxapp-|-----BEGIN"), "a secret"),
)


def outbound_check(text: str, *, inside: Inside, field: str) -> PublicText:
    """Let the text out, on bounded lines, or say which inside word it holds.

    field names the part of the notice that the text is for.

    Raises InsideWordError.
    """
    words = re.sub(r"[ \t]+", " ", text).strip()
    if not words:
        raise InsideWordError(f"The {field} for customers is empty.", field=field)
    length = len(words) + 4 * sum(words.count(escaped) for escaped in "&<>")
    if length > PUBLIC_LIMIT:
        raise InsideWordError(
            f"The {field} for customers is {length} characters long as Slack counts them; at most "
            f"{PUBLIC_LIMIT} go out.",
            field=field,
        )
    found = next(_inside_words(words, inside), None)
    if found:
        raise InsideWordError(
            f"The {field} would tell customers {found}. Say it in words from outside.",
            field=field,
        )
    return PublicText(words)


def _inside_words(words: str, inside: Inside) -> Iterator[str]:
    for pattern, what in _NEVER:
        if hit := pattern.search(words):
            yield f"{what} (“{hit.group()}”)"
    folded = words.casefold()
    for name in inside.customers:
        if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded):
            yield f"another customer's name (“{name}”)"
    if inside.incident_title and inside.incident_title.casefold() in folded:
        yield "the incident's inner title"
