"""Spelling: the known word that a mistyped one stands for, found through its deletions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Hamming

_PREFIX = 7
_SHORTEST = 4
_LONG = 8
_RESEMBLING = 60


class Spelling:
    """An index of known words by what remains of them when one or two letters are left out.

    A mistyped word shares such a remainder with the word that was meant, so a look-up costs a few
    dictionary reads, however many words are known. Only the first seven letters are indexed.
    """

    def __init__(self, words: Iterable[str]) -> None:
        by_remainder: dict[str, list[str]] = defaultdict(list)
        self._indexes: tuple[Mapping[str, list[str]], ...] = (by_remainder,)
        for word in sorted(set(words)):
            if len(word) >= _SHORTEST and word.isalpha():
                for remainder in _remainders(word):
                    by_remainder[remainder].append(word)

    def extended(self, words: Iterable[str]) -> "Spelling":
        """Return an index of these words beside the ones that are known already."""
        spelling = Spelling(words)
        spelling._indexes += self._indexes
        return spelling

    def correct(self, word: str) -> str | None:
        """Return the one known word within one slip of a word (two, of a long word), if any."""
        if len(word) < _SHORTEST or not word.isalpha():
            return None
        allowed = 2 if len(word) >= _LONG else 1
        ranked = sorted(
            (distance, word[0] != known[0], abs(len(known) - len(word)), known)
            for known in self._near(word)
            if (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
            if word[0] == known[0] or len(word) > _SHORTEST
            if distance == 1 or not _is_another_word(word, known)
        )
        return ranked[0][-1] if ranked else None

    def nearest(self, word: str) -> list[str]:
        """Return known words that resemble a word, the closest first; for offers, not for facts."""
        ranked = sorted(
            (-score, known)
            for known in self._near(word)
            if (score := fuzz.ratio(word, known)) >= _RESEMBLING
        )
        return [known for _, known in ranked]

    def _near(self, word: str) -> set[str]:
        return {
            known
            for rest in _remainders(word)
            for index in self._indexes
            for known in index.get(rest, ())
        }


def _is_another_word(word: str, known: str) -> bool:
    """Tell whether two words differ in letters alone: `passport` is no slip of `password`."""
    return len(word) == len(known) and OSA.distance(word, known) == Hamming.distance(word, known)


def _remainders(word: str) -> Iterator[str]:
    """Yield the start of a word with none, one or two of its letters left out."""
    start = word[:_PREFIX]
    for count in range(3):
        for kept in combinations(start, max(len(start) - count, 0)):
            yield "".join(kept)
