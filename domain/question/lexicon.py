"""The lexicon: every phrase that means something, from the data files and a catalog's services."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from domain.catalog import Catalog
from domain.matrix import Layer, Model
from domain.question.data import vocabulary, word_list
from domain.question.phrasebook import Phrasebook, expand
from domain.question.spelling import Rank, Spelling
from domain.question.text import read, stem

_LONG_NAME = 6  # a mistyped word is no guess at a shorter name of a product that is not listed


class Kind(StrEnum):
    """What a phrase can be."""

    LAYER = "layer"
    HINT = "hint"
    MODEL = "model"
    SERVICE = "service"
    WEAK_SERVICE = "weak service"
    GENERIC_SERVICE = "generic service"
    EITHER_SERVICE = "either service"
    PROVIDER = "provider"
    AMBIGUOUS = "ambiguous"
    PRODUCT = "unlisted product"
    OFF_TOPIC = "off topic"
    ASIDE_TOPIC = "perhaps off topic"
    QUESTION = "asks who"
    SCOPE = "asks for all of it"
    RESPONSIBILITY = "speaks of responsibility"
    POLITE = "polite"
    RULED_OUT_AFTER = "rules out what follows"
    RULED_OUT_NEXT = "rules out what stands next"
    RULED_OUT_BEFORE = "rules out what stands before"
    PAST_AFTER = "past"
    CORRECTION = "takes back what was named before"
    GENERAL = "the cloud in general"
    IDIOM = "an idiom"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: its kind, and the id that it stands for (empty where there is none).

    The words inside a closed phrase mean nothing on their own.
    """

    kind: Kind
    id: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A word that fits several layers, and what settles it."""

    candidates: tuple[str, ...]
    settled: Mapping[str, str]
    over: frozenset[str]
    weak: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Phrases for layers, for places and for the frame of the question, and all known words."""

    subjects: Phrasebook[Meaning]
    places: Phrasebook[Meaning]
    frames: Phrasebook[Meaning]
    ambiguities: Mapping[str, Ambiguity]
    either: Mapping[str, tuple[str, ...]]
    spelling: Spelling
    ids_by_word: dict[str, tuple[str, ...]]
    known: frozenset[str]
    everyday: frozenset[str]
    until: frozenset[str]
    subordinate: frozenset[str]

    def knows(self, text: str) -> bool:
        """Tell whether a word is part of the vocabulary or an everyday word."""
        return text in self.known or stem(text) in self.known

    def is_everyday(self, text: str) -> bool:
        """Tell whether a word says nothing about layers or places."""
        return text.isdigit() or text in self.everyday or stem(text) in self.everyday


def _with_stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, stem(word)))


@lru_cache(maxsize=64)
def lexicon_of(catalog: Catalog) -> Lexicon:
    """Build the lexicon of a catalog: the shipped vocabulary and the catalog's own names.

    That of an overlay shares what its base has, and costs no more than the names it adds.
    """
    if catalog.base is None:
        return _built(catalog)
    base = lexicon_of(catalog.base)
    return _extended(base, catalog) if catalog.aliases else base


def _extended(base: Lexicon, catalog: Catalog) -> Lexicon:
    """Add a catalog's aliases; one that is as long as a name of the base goes before it."""
    added = list(_aliases(catalog))
    places = base.places.extended(added)
    words = {word for phrase, _ in added for word in phrase.split()}
    ids = {word: base.ids_by_word.get(word, ()) for word in words}
    for phrase, meaning in added:
        ids |= {word: (*ids[word], meaning.id) for word in phrase.split()}
    return replace(
        base,
        places=places,
        spelling=base.spelling.extended(words),
        ids_by_word=base.ids_by_word | ids,
        known=base.known | _with_stems(words),
    )


def _aliases(catalog: Catalog) -> Iterator[tuple[str, Meaning]]:
    """Yield the catalog's aliases as they are read in a question, each with its meaning.

    One for a product that the active matrices no longer have means nothing.
    """
    for alias in catalog.aliases:
        phrase = " ".join(word.text for word in read(alias.phrase))
        if alias.target in list(Layer):
            yield phrase, Meaning(Kind.LAYER, alias.target)
        elif alias.target in list(Model):
            yield phrase, Meaning(Kind.MODEL, alias.target)
        elif alias.target in catalog.services:
            yield phrase, Meaning(Kind.SERVICE, alias.target)


def _built(catalog: Catalog) -> Lexicon:
    intent = vocabulary("intent")
    subjects = Phrasebook(_subjects())
    places = Phrasebook([*_places(), *_catalog_names(catalog)])
    frames, products = Phrasebook(_frames(intent)), Phrasebook(_products())
    everyday = word_list("words")
    known = everyday | subjects.words | places.words | frames.words
    return Lexicon(
        subjects=subjects,
        places=places,
        frames=frames,
        ambiguities={name: _ambiguity(entry) for name, entry in vocabulary("ambiguous").items()},
        either={name: tuple(entry["services"]) for name, entry in vocabulary("services").items()},
        spelling=Spelling(
            {
                Rank.NAME: _named(catalog) | word_list("british"),
                Rank.FRAME: frames.words,
                Rank.PRODUCT: [word for word in products.words if len(word) >= _LONG_NAME],
                Rank.EVERYDAY: everyday,
            }
        ),
        ids_by_word=_ids_by_word(catalog),
        known=_with_stems(known),
        everyday=_with_stems(everyday | frames.words),
        until=frozenset(intent["until"]),
        subordinate=frozenset(intent["subordinate"]),
    )


def _named(catalog: Catalog) -> set[str]:
    """Return the words in names of layers, models, services and providers."""
    return Phrasebook([*_subjects(), *_own_places(), *_catalog_names(catalog)]).words


def aliases(catalog: Catalog) -> Iterator[tuple[str, Meaning]]:
    """Yield every name of a layer, model, service or provider, written out, with its meaning."""
    for pattern, meaning in (*_subjects(), *_places(), *_catalog_names(catalog)):
        for phrase in expand(pattern):
            yield " ".join(word.lstrip("=") for word in phrase), meaning


def _ids_by_word(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Map each word to the layers, models and services that have it in a name."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for alias, meaning in aliases(catalog):
        if meaning.kind in {Kind.LAYER, Kind.MODEL, Kind.SERVICE}:
            for word in alias.split():
                ids[word][meaning.id] = None
    return {word: tuple(found) for word, found in ids.items()}


_LAYER_LISTS = {
    "names": (Kind.LAYER, False),
    "closed": (Kind.LAYER, True),
    "hints": (Kind.HINT, False),
    "closed_hints": (Kind.HINT, True),
}


def _subjects() -> Iterator[tuple[str, Meaning]]:
    """Yield the names of layers and the words that fit several of them."""
    for layer, entry in vocabulary("layers").items():
        yield layer, Meaning(Kind.LAYER, layer)
        for key, (kind, closed) in _LAYER_LISTS.items():
            yield from ((name, Meaning(kind, layer, closed)) for name in entry.get(key, ()))
    for name, entry in vocabulary("ambiguous").items():
        yield from ((word, Meaning(Kind.AMBIGUOUS, name)) for word in entry["words"])


def _idioms() -> Iterator[tuple[str, Meaning]]:
    """Yield the phrases that hide the names inside them."""
    yield from ((phrase, Meaning(Kind.IDIOM)) for phrase in vocabulary("general")["idioms"])


def _places() -> Iterator[tuple[str, Meaning]]:
    """Yield the names of models, of services that are not certain, and of unlisted products."""
    yield from (*_idioms(), *_own_places(), *_products())


def _products() -> Iterator[tuple[str, Meaning]]:
    yield from ((name, Meaning(Kind.PRODUCT)) for name in vocabulary("products")["names"])


def _own_places() -> Iterator[tuple[str, Meaning]]:
    """Yield the names of models, and those that fit two services."""
    for model, entry in vocabulary("models").items():
        yield from ((name, Meaning(Kind.MODEL, model)) for name in entry["names"])
    for name, entry in vocabulary("services").items():
        yield from ((word, Meaning(Kind.EITHER_SERVICE, name)) for word in entry["names"])


def _catalog_names(catalog: Catalog) -> Iterator[tuple[str, Meaning]]:
    """Yield the names of a catalog's providers and services."""
    for provider, entry in catalog.providers.items():
        yield from ((name, Meaning(Kind.PROVIDER, provider)) for name in entry.names)
        for service_id, service in entry.services.items():
            yield from ((name, Meaning(Kind.SERVICE, service_id)) for name in service.names)
            yield from ((name, Meaning(Kind.WEAK_SERVICE, service_id)) for name in service.weak)
            generic = Meaning(Kind.GENERIC_SERVICE, service_id)
            yield from ((name, generic) for name in service.generic)


_FRAMES = {
    "question": Kind.QUESTION,
    "scope": Kind.SCOPE,
    "responsibility": Kind.RESPONSIBILITY,
    "polite": Kind.POLITE,
    "off_topic": Kind.OFF_TOPIC,
    "aside_topic": Kind.ASIDE_TOPIC,
    "ruled_out_after": Kind.RULED_OUT_AFTER,
    "ruled_out_next": Kind.RULED_OUT_NEXT,
    "ruled_out_before": Kind.RULED_OUT_BEFORE,
    "past_after": Kind.PAST_AFTER,
    "correction": Kind.CORRECTION,
    "general": Kind.GENERAL,
}


def _frames(intent: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Yield the phrases that say what kind of question it is."""
    for key, kind in _FRAMES.items():
        yield from ((phrase, Meaning(kind)) for phrase in intent[key])


def _ambiguity(entry: Mapping[str, Any]) -> Ambiguity:
    return Ambiguity(
        candidates=tuple(entry["candidates"]),
        settled={stem(word): layer for word, layer in entry["settled"].items()},
        over=frozenset(entry.get("over", ())),
        weak=entry.get("weak", False),
    )
