"""Resolve a question: read it, find place and subject, and decide by the first rule that fits."""

from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from domain.catalog import Catalog
from domain.matrix import Layer, Model
from domain.question.data import word_list
from domain.question.focus import cue
from domain.question.lexicon import Kind, Lexicon, lexicon_of
from domain.question.place import Place, find_place
from domain.question.reading import Reading, read_question
from domain.question.resolution import Outcome, Resolution, Why
from domain.question.subject import Subject, find_subject
from domain.question.text import Word
from domain.question.topic import off_topic

_OFFERED_WHEN_NOTHING_IS_NAMED = (
    *(Model.IAAS, Model.PAAS, Model.SAAS, Model.ON_PREM),
    *(Layer.DATA, Layer.OPERATING_SYSTEM, Layer.APPLICATIONS, Layer.NETWORK_CONTROLS),
)
_BEFORE_PRODUCTS = word_list("before_products")
_DUTY = word_list("duty")
_LOOKED_UP = 5
_MOST_OFFERED = 3


class _Outcome(Protocol):
    """Builds a resolution of one kind from what was found."""

    def __call__(
        self, kind: Outcome, candidates: tuple[str, ...] = (), offered: tuple[str, ...] = ()
    ) -> Resolution: ...


def resolve(question: str, catalog: Catalog) -> Resolution:
    """Say what a question asks. Deterministic; any text has an outcome."""
    lexicon = lexicon_of(catalog)
    reading = read_question(question, lexicon)
    place = find_place(reading, lexicon, catalog)
    subject = find_subject(reading, lexicon)
    why = tuple(_why(reading))
    precise = place.named and subject.layer is not None
    reason = off_topic(reading, lexicon, precise=precise) or _unfamiliar(
        reading, place, subject, lexicon
    )
    if reason is None:
        resolution = _decide(reading, place, subject, why)
        if resolution is not None:
            return resolution
        reason = "no layer, model or service is named"
    why = (*why, Why("", reason))
    unlisted = next((product.words for product in reading.of(Kind.PRODUCT)), "")
    nearest = _of(subject) if unlisted else _nearest(reading, lexicon)
    return Resolution(Outcome.UNKNOWN, nearest=nearest, unlisted=unlisted, why=why)


def asks_who(line: str, catalog: Catalog) -> bool:
    """Tell whether a line asks who: its first or second word does, or a later one and its end."""
    asking = read_question(line, lexicon_of(catalog)).of(Kind.QUESTION)
    return bool(asking) and (asking[0].start <= 1 or line.rstrip().endswith("?"))


def _decide(
    reading: Reading, place: Place, subject: Subject, why: tuple[Why, ...]
) -> Resolution | None:
    """Decide between the outcomes; nothing where the question names nothing."""

    def outcome(
        kind: Outcome, candidates: tuple[str, ...] = (), offered: tuple[str, ...] = ()
    ) -> Resolution:
        return Resolution(
            kind,
            layer=subject.layer,
            model=place.model,
            service=place.service,
            provider=place.provider,
            candidates=candidates,
            offered=offered or candidates,
            why=why,
        )

    if subject.candidates or place.unclear:
        return outcome(
            Outcome.ASK,
            (*place.unclear, *subject.candidates),
            (*(place.services or place.unclear), *subject.candidates),
        )
    if subject.layer:
        return outcome(Outcome.ANSWER if place.named else Outcome.ROW)
    if place.named:
        return _all_of_it(reading, outcome)
    if _is_understood(reading) and (place.provider_named or reading.of(Kind.GENERAL)):
        return outcome(Outcome.ASK, _OFFERED_WHEN_NOTHING_IS_NAMED)
    return None


def _all_of_it(reading: Reading, outcome: _Outcome) -> Resolution | None:
    """Decide where only a place is named: all of it, unless some other word is left unread."""
    if not _unread(reading) or reading.of(Kind.SCOPE):
        return outcome(Outcome.COLUMN)
    return outcome(Outcome.ASK, tuple(Layer)) if cue(reading) else None


def _is_understood(reading: Reading) -> bool:
    """Tell whether a question that names nothing speaks of responsibility all the same."""
    about = reading.of(Kind.SCOPE, Kind.RESPONSIBILITY, Kind.GENERAL)
    return not _unread(reading) or (cue(reading) is not None and bool(about))


def _unread(reading: Reading) -> list[Word]:
    """Return the words that say something which nobody understood."""
    return [word for word in reading.idle if word.text not in _DUTY]


def _unfamiliar(reading: Reading, place: Place, subject: Subject, lexicon: Lexicon) -> str | None:
    """Return why unknown words forbid an answer: a product by its look, or too much unread."""
    if not reading.strange or place.service or (place.named and subject.layer):
        return None
    strange = reading.strange[0].typed
    if cue(reading) is None and not (subject.layer and reading.is_described()):
        return f"“{strange}” is not known"
    unheard = (word for word in reading.strange if not lexicon.knows(word.text))
    products = [word for word in unheard if _looks_like_product(reading, word)]
    if products and not place.named:
        return f"{products[0].typed} is not in the catalogue"
    if not (subject.layer or subject.candidates or place.named):
        return f"“{strange}” is not known"
    return None


def _looks_like_product(reading: Reading, word: Word) -> bool:
    """Tell whether an unknown word stands where a product's name stands: `on Frobnitz`."""
    at = reading.words.index(word)
    return at > 0 and reading.words[at - 1].text in _BEFORE_PRODUCTS


def _why(reading: Reading) -> Iterator[Why]:
    """Say which words did what, in the order of the question."""
    yield from (Why(typed, f"read as “{meant}”") for typed, meant in reading.corrected)
    for mention in sorted((*reading.things, *reading.frames), key=lambda m: m.start):
        named = f"{mention.kind.value} {', '.join(mention.ids)}".strip()
        yield Why(mention.words, named if mention.counts else f"{named} (in passing)")


def _of(subject: Subject) -> tuple[str, ...]:
    """Return the one layer that is asked about."""
    return (subject.layer,) if subject.layer else ()


def _nearest(reading: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the ids of which a name resembles the words that nobody knows."""
    words = (reading.strange or reading.words)[:_LOOKED_UP]
    names = (name for word in words for name in lexicon.spelling.nearest(word.text))
    ids = (name_id for name in names for name_id in lexicon.ids_by_word.get(name, ()))
    return tuple(islice(dict.fromkeys(ids), _MOST_OFFERED))
