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
class Variant:
    """The words of a notice for some customers, by their ids, who read other ones than most."""

    customers: tuple[str, ...]
    message: PublicMessage


@dataclass(frozen=True)
class PublicText:
    """Words that passed the outbound check; made by `outbound_check` alone."""

    words: str


@dataclass(frozen=True)
class Inside:
    """What must not leave, beside what never may.

    customers: names of other customers. incident_title: the inner one. words: what the
    organisation keeps to itself, such as code names. restricted: titles of restricted incidents.
    """

    customers: tuple[str, ...] = ()
    incident_title: str = ""
    words: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Find:
    """An inside word in a text: where it stands, and what it is.

    firm: no reason lets it out.
    """

    start: int
    end: int
    what: str
    firm: bool


@dataclass(frozen=True)
class Checked:
    """A text that may go: as it is, or with a reason for what was found in it."""

    text: PublicText
    finds: tuple[Find, ...] = ()


class InsideWordError(Refusal):
    """The text for customers holds what can never leave, is empty, or too long."""


_SECRETS = r"""
    \bxox[a-z]-\S+ | \bxapp-\S+                                # Slack
    | \b(?:AKIA|ASIA)[0-9A-Z]{16}\b | \bAIza[\w-]{35}\b        # AWS, Google
    | \bgh[pousr]_\w{20,} | \bgithub_pat_\w{20,} | \bglpat-[\w-]{15,}
    | \b[sr]k_(?:live|test)_\w{10,} | \bsk-[\w-]{20,}
    | \beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*                         # a JSON web token
    | -----BEGIN[ A-Z]* | \bAccountKey=\S+ | \bSharedAccessSignature\S+
    | \b[a-z]+://[^\s/@:]+:[^\s/@]+@\S+                         # an address with a password
    | \b(?:password|passwd|secret|token|api[ _-]?key)\s*[:=]\s*\S+
    | \bBearer\s+[\w.~+/-]{16,}
"""
_HOSTS = r"""
    \b(?:10|127)(?:\.\d{1,3}){3}\b | \b192\.168(?:\.\d{1,3}){2}\b | \b169\.254(?:\.\d{1,3}){2}\b
    | \b172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}\b | \b\d{1,3}(?:\.\d{1,3}){3}\b
    | \b(?:fe80|f[cd][0-9a-f]{2}):[0-9a-f:]+
    | \b[\w-]+(?:\.[\w-]+)*\.(?:internal|local|localdomain|lan|corp|intra|intranet|svc)\b
    | \blocalhost\b
"""
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # they hide a word from the check
_NO_TICKETS = "AES|CVE|GPT|HTTP|IPV|ISO|RFC|RSA|SHA|TLS|USB|UTC|UTF"
_FIRM = (
    (r"@(?:here|channel|everyone)\b | <!", "a mention of everybody"),
    (_SECRETS, "a secret"),
)
_LOOSE = (
    (r"\binc[\s#-]*\d+\b", "an incident number"),
    (r"\bsev(?:erity)?[\s:#-]*[1-4]\b", "a severity"),
    (r"\bhypervisor | \bphysical[-\ ]hosts?\b", "a layer of the platform"),
    (r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b", "an e-mail address"),
    (r"(?<![\w@])@[\w.-]+", "a mention of somebody"),
    (_HOSTS, "an internal host or address"),
    (r"\b(?:https?|ftp|ssh)://\S+ | \bwww\.\S+", "a link"),
    (rf"\b(?!(?:{_NO_TICKETS})-)[A-Z][A-Z0-9]{{1,9}}-\d+\b", "a ticket"),
)


def _compiled(kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    flags = re.IGNORECASE | re.VERBOSE
    return tuple(
        (re.compile(pattern, flags if what != "a ticket" else re.VERBOSE), what)
        for pattern, what in kinds
    )


_FIRM_PATTERNS, _LOOSE_PATTERNS = _compiled(_FIRM), _compiled(_LOOSE)


def outbound_check(text: str, *, inside: Inside, field: str) -> Checked:
    """Return the text on bounded lines, with the inside words that only a reason lets out.

    field names the part of the notice that the text is for.

    Raises InsideWordError where it holds what no reason lets out.
    """
    words = re.sub(r"[ \t]+", " ", _UNSEEN.sub("", text)).strip()
    if not words:
        raise InsideWordError(f"The {field} for customers is empty.", field=field)
    length = len(words) + 4 * sum(words.count(escaped) for escaped in "&<>")
    if length > PUBLIC_LIMIT:
        raise InsideWordError(
            f"The {field} for customers is {length} characters long as Slack counts them; at most "
            f"{PUBLIC_LIMIT} go out.",
            field=field,
        )
    finds = look_through(words, inside=inside)
    if firm := [find for find in finds if find.firm]:
        told = "; ".join(f"{find.what} (“{words[find.start : find.end][:40]}”)" for find in firm)
        raise InsideWordError(
            f"The {field} would tell customers {told}. Say it in words from outside.", field=field
        )
    return Checked(PublicText(words), finds)


def without_finds(checked: Checked, *, field: str) -> PublicText:
    """Return a text that nobody sees in a preview first.

    Raises InsideWordError where it holds anything from inside.
    """
    if checked.finds:
        words = checked.text.words
        told = "; ".join(f"{one.what} (“{words[one.start : one.end]}”)" for one in checked.finds)
        raise InsideWordError(
            f"The {field} would tell customers {told}. Say it in words from outside.", field=field
        )
    return checked.text


def look_through(words: str, *, inside: Inside) -> tuple[Find, ...]:
    """Return every inside word in order, the firm one where two overlap."""
    kept: list[Find] = []
    for find in sorted(_finds(words, inside), key=lambda find: (not find.firm, find.start)):
        if all(find.end <= other.start or find.start >= other.end for other in kept):
            kept.append(find)
    return tuple(sorted(kept, key=lambda find: find.start))


def never_leaves(words: str) -> Iterator[Find]:
    """Give what no reason lets out of any text: mentions of everybody, and secrets."""
    for pattern, what in _FIRM_PATTERNS:
        yield from (_find(hit, what, firm=True) for hit in pattern.finditer(words))


def _finds(words: str, inside: Inside) -> Iterator[Find]:
    yield from never_leaves(words)
    for pattern, what in _LOOSE_PATTERNS:
        yield from (_find(hit, what, firm=False) for hit in pattern.finditer(words))
    named = (
        (inside.restricted, "the title of a restricted incident", True),
        ((inside.incident_title,), "the incident's inner title", False),
        (inside.customers, "another customer's name", False),
        (inside.words, "a word that the organisation keeps inside", False),
    )
    for names, what, firm in named:
        for name in filter(None, names):
            whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
            yield from (_find(hit, what, firm=firm) for hit in whole.finditer(words))


def _find(hit: re.Match[str], what: str, *, firm: bool) -> Find:
    return Find(hit.start(), hit.end(), what, firm)
