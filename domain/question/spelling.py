"""Spelling: the known word that a mistyped one stands for, found through its deletions."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from enum import IntEnum
from itertools import combinations, pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Hamming

from domain.question.text import stem, tokens

_PREFIX = 7
_SHORTEST = 4
_LONG = 8
_RESEMBLING = 60
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_COLUMNS = ("qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "ik", "ol")


class Rank(IntEnum):
    """What a known word is: a name, part of how people ask, another's product, or any other word.

    No word is corrected into one that says nothing here, but such a word may be the nearest.
    """

    NAME = 0
    FRAME = 1
    PRODUCT = 2
    EVERYDAY = 3


class Spelling:
    """An index of known words by what remains of them when one or two letters are left out.

    A mistyped word shares such a remainder with the word that was meant, so a look-up costs a few
    dictionary reads, however many words are known. Only the first seven letters are indexed.
    """

    def __init__(self, words: Mapping[Rank, Iterable[str]]) -> None:
        by_remainder: dict[str, list[str]] = defaultdict(list)
        self._indexes: tuple[Mapping[str, list[str]], ...] = (by_remainder,)
        self._ranks: MutableMapping[str, Rank] = {}
        for rank in sorted(words, reverse=True):
            forms = {form for word in words[rank] for form in _forms(word, rank)}
            self._ranks.update(dict.fromkeys(sorted(forms), rank))
        for word in self._ranks:
            for remainder in _remainders(word, most=_slips(len(word) + 2)):
                by_remainder[remainder].append(word)

    def extended(self, names: Iterable[str]) -> "Spelling":
        """Return an index of these names beside the words that are known already."""
        spelling = Spelling({Rank.NAME: names})
        spelling._indexes += self._indexes
        spelling._ranks = ChainMap(spelling._ranks, self._ranks)
        return spelling

    def correct(self, word: str) -> str | None:
        """Return the known word nearest to a mistyped one, within one slip (two, of a long word).

        None where there is none, where two words are as near, or where it is an everyday word.
        """
        best = self._nearest_of_all(word) if len(word) >= _SHORTEST and word.isalpha() else []
        means_one = len({stem(tokens(known)[0]) for known in best}) == 1
        says_something = means_one and self._ranks[best[0]] is not Rank.EVERYDAY
        return best[0] if says_something else None

    def _nearest_of_all(self, word: str) -> list[str]:
        """Return the known words that a mistyped one is most likely a slip of."""
        allowed = _slips(len(word))
        ranked = sorted(
            ((distance, _unlikely(word, known), self._ranks[known]), known)
            for known in self._near(word, allowed)
            if (distance := OSA.distance(word, known, score_cutoff=allowed)) <= allowed
            if word[0] == known[0] or len(word) > _SHORTEST
            if distance == 1 or not _is_another_word(word, known)
        )
        return [known for cost, known in ranked if cost == ranked[0][0]]

    def nearest(self, word: str) -> list[str]:
        """Return names that resemble a word, the closest first; for offers, not for facts."""
        ranked = sorted(
            (-score, known)
            for known in self._near(word, 2)
            if self._ranks[known] is Rank.NAME
            if (score := fuzz.ratio(word, known)) >= _RESEMBLING
        )
        return [known for _, known in ranked]

    def _near(self, word: str, most: int) -> set[str]:
        return {
            known
            for rest in _remainders(word, most=most)
            for index in self._indexes
            for known in index.get(rest, ())
        }


def _forms(word: str, rank: Rank) -> Iterator[str]:
    """Yield a word as it can be mistyped: a name in its plural too."""
    if len(word) >= _SHORTEST and word.isalpha():
        yield word
        if rank is Rank.NAME and not word.endswith("s"):
            yield f"{word}s"


def _slips(length: int) -> int:
    """Return how many slips a word of this length may hold."""
    return 2 if length >= _LONG else 1


def _unlikely(word: str, known: str) -> int:
    """Tell how unlikely a slip is: letters swapped, left out or doubled are the likeliest."""
    first = 0 if word[0] == known[0] else 2
    if len(word) < len(known) or _is_doubled(word, known):
        return first
    differing = [(one, other) for one, other in zip(word, known, strict=False) if one != other]
    if len(word) > len(known):
        return first + 2
    if len(differing) > 1:
        return 0
    return first + (1 if _adjacent(*differing[0]) else 3)


def _is_doubled(word: str, known: str) -> bool:
    return any(
        one == other and word[:at] + word[at + 1 :] == known
        for at, (one, other) in enumerate(pairwise(word))
    )


def _adjacent(one: str, other: str) -> bool:
    """Tell whether two keys stand side by side."""
    return any(f"{one}{other}" in keys or f"{other}{one}" in keys for keys in (*_ROWS, *_COLUMNS))


def _is_another_word(word: str, known: str) -> bool:
    """Tell whether two words differ in letters alone: `passport` is no slip of `password`."""
    return len(word) == len(known) and OSA.distance(word, known) == Hamming.distance(word, known)


def _remainders(word: str, *, most: int) -> Iterator[str]:
    """Yield the start of a word with none of its letters left out, and with up to so many."""
    start = word[:_PREFIX]
    for count in range(most + 1):
        for kept in combinations(start, max(len(start) - count, 0)):
            yield "".join(kept)
