"""A phrasebook: phrases of several words, found in a question by their longest match."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

from domain.question.data import word_list
from domain.question.text import Word, stem, tokens

Meaning = TypeVar("Meaning")

_SKIPPED = word_list("skipped")


@dataclass(frozen=True, slots=True)
class Match(Generic[Meaning]):
    """A phrase found: the half-open range of its words, how many count, what it means."""

    start: int
    end: int
    size: int
    meanings: tuple[Meaning, ...]

    def overlaps(self, other: "Match[Meaning]") -> bool:
        """Tell whether two phrases share a word."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Match[Meaning]") -> bool:
        """Tell whether another phrase stands inside this longer one."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and self.size > other.size


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    """A place in the tree of phrases: what follows by key, and what the phrase so far means."""

    following: "dict[str, _Node[Meaning]]" = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


class Phrasebook(Generic[Meaning]):
    """Phrases with their meanings. A key is a word's stem, or `=word` for exactly that form."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        root: _Node[Meaning] = _Node()
        self._roots: tuple[_Node[Meaning], ...] = (root,)
        self.words: set[str] = set()
        for pattern, meaning in entries:
            for phrase in expand(pattern):
                self._add(root, phrase, meaning)

    def extended(self, entries: Iterable[tuple[str, Meaning]]) -> "Phrasebook[Meaning]":
        """Return the phrases with others before them, which win where both fit as long."""
        book = Phrasebook(entries)
        book._roots += self._roots
        book.words |= self.words
        return book

    def _add(self, root: _Node[Meaning], phrase: Sequence[str], meaning: Meaning) -> None:
        node = root
        for word in phrase:
            bare = word.lstrip("=^")
            self.words.add(bare)
            key = word if word != bare else stem(bare)
            node = node.following.setdefault(key, _Node())
        if meaning not in node.meanings:
            node.meanings.append(meaning)

    def matches(self, words: Sequence[Word]) -> Iterator[Match[Meaning]]:
        """Yield every phrase that stands in a question, shorter ones inside longer ones too."""
        for start in range(len(words)):
            yield from self._from(words, start)

    def _from(self, words: Sequence[Word], start: int) -> Iterator[Match[Meaning]]:
        """Yield every phrase that begins at a word; articles inside a phrase may be skipped."""
        for root in self._roots:
            yield from self._below(root, words, start)

    def _below(
        self, root: _Node[Meaning], words: Sequence[Word], start: int
    ) -> Iterator[Match[Meaning]]:
        open_: list[tuple[_Node[Meaning], int, int]] = [(root, start, 0)]
        while open_:
            node, at, size = open_.pop()
            if node.meanings:
                yield Match(start, at, size, tuple(node.meanings))
            if at < len(words) and node.following and words[at].clause == words[start].clause:
                word = words[at]
                following = (node.following[key] for key in _keys(word) if key in node.following)
                open_ += [(next_, at + 1, size + 1) for next_ in following]
                if at > start and word.text in _SKIPPED:
                    open_.append((node, at + 1, size))


def _keys(word: Word) -> tuple[str, ...]:
    """Return what a word may stand under; its exact form, which is last, is looked at first."""
    at_the_start = (f"^{word.text}",) if word.first else ()
    return (word.stem, *at_the_start, f"={word.text}")


def longest(matches: Iterable[Match[Meaning]]) -> list[Match[Meaning]]:
    """Keep the longest of matches that overlap, in order of place."""
    taken: set[int] = set()
    chosen = []
    for match in sorted(matches, key=lambda match: (-match.size, match.start)):
        if taken.isdisjoint(range(match.start, match.end)):
            taken.update(range(match.start, match.end))
            chosen.append(match)
    return sorted(chosen, key=lambda match: match.start)


def expand(pattern: str) -> Iterator[tuple[str, ...]]:
    """Write out `a/b c?` as every phrase that it stands for, each as its words."""
    slots = [_alternatives(slot) for slot in pattern.split()]
    for choice in product(*slots):
        yield tuple(word for words in choice for word in words)


def _alternatives(slot: str) -> list[tuple[str, ...]]:
    bare = slot.removesuffix("?")
    alternatives = [_marked(word) for word in bare.split("/")]
    return [*alternatives, ()] if bare != slot else alternatives


def _marked(word: str) -> tuple[str, ...]:
    """Normalise a word of a pattern and keep its mark (`=` or `^`)."""
    mark = word[0] if word[0] in "=^" else ""
    return tuple(mark + token for token in tokens(word.removeprefix(mark)))
