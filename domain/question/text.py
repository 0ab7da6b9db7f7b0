"""The words of a question, without Slack's escapes, case, spelling by country and endings."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from domain.question.data import vocabulary, word_list

MOST_WORDS = 240
"""A question is read up to this many words; what follows is no question any more."""
_MOST_CHARACTERS = 4_000

_ESCAPE = re.compile(r"<(?:[@#!][^>]*|(?:https?|mailto):[^|>]*)(?:\|([^>]*))?>")
_EMOJI = re.compile(r":[a-z0-9_+-]+(?::skin-tone-\d)?:", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_PIECE = re.compile(
    r"\.net\b|[^\W_]+(?:[.'][^\W_]+)*#?|[.?!;:,()\n\u2013\u2014]|\s-+\s", re.IGNORECASE
)
_SENTENCE_ENDS = frozenset(".?!\n")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": " ", "“": " ", "”": " ", '"': " "})
_SPOKEN = {
    "who's": ("who", "is"),
    "whos": ("who", "is"),
    "what's": ("what", "is"),
    "whats": ("what", "is"),
    "where's": ("where", "is"),
    "how's": ("how", "is"),
    "it's": ("it", "is"),
    "that's": ("that", "is"),
    "there's": ("there", "is"),
    "i'm": ("i", "am"),
    "we're": ("we", "are"),
    "they're": ("they", "are"),
    "we've": ("we", "have"),
    "i've": ("i", "have"),
    "it'll": ("it", "will"),
    "who'll": ("who", "will"),
    "who'd": ("who", "would"),
    "cannot": ("can", "not"),
    **{short: (word,) for short, word in vocabulary("general")["abbreviations"].items()},
}
_AMERICAN = (
    (re.compile(r"centre"), "center"),
    (re.compile(r"fibre"), "fiber"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"labelle?(?=[ds]|$)|labell(?=i)"), "label"),
    (re.compile(r"colour"), "color"),
    (re.compile(r"behaviour"), "behavior"),
    (re.compile(r"licence"), "license"),
    (re.compile(r"programme"), "program"),
    (
        re.compile(
            r"(?<=[a-z]{4})is(?=(?:e|ed|es|ing|er)$)(?<!rais)(?<!promis)(?<!compromis)(?<!premis)"
        ),
        "iz",
    ),
)
_KEPT = word_list("kept_whole")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as typed, normalised, its stem, and the clause and sentence that it stands in."""

    typed: str
    text: str
    stem: str
    clause: int
    sentence: int
    first: bool


def clean(question: str) -> str:
    """Take out what Slack adds: mentions, links, entities, emoji codes; and unify quotes."""
    plain = unicodedata.normalize("NFKC", question[:_MOST_CHARACTERS])
    text = _ESCAPE.sub(lambda match: f" {match[1] or ''} ", plain)
    text = _ADDRESS.sub(" ", html.unescape(text))
    return _EMOJI.sub(" ", text).translate(_QUOTES)


def read(question: str) -> tuple[Word, ...]:
    """Split a question into words; punctuation ends a clause, and a full stop a sentence."""
    words: list[Word] = []
    clause = sentence = 0
    first = True
    for piece in _PIECE.findall(clean(question)):
        if not piece.strip("-–— \n.?!;:,()"):
            clause += 1
            if piece in _SENTENCE_ENDS:
                sentence, first = sentence + 1, True
            continue
        for text in _spoken(piece):
            words.append(Word(piece, text, stem(text), clause, sentence, first))
            first = False
        if len(words) >= MOST_WORDS:
            break
    return tuple(words)


def tokens(phrase: str) -> tuple[str, ...]:
    """Split and normalise a phrase of the vocabulary as a question is split."""
    return tuple(text for piece in _PIECE.findall(phrase) for text in _spoken(piece))


def _spoken(piece: str) -> tuple[str, ...]:
    """Normalise one piece of text: contractions apart, possessive and apostrophes away."""
    folded = piece.casefold()
    if folded in _SPOKEN:
        return _SPOKEN[folded]
    return (_american(folded.removesuffix("'s").replace("'", "")),)


@lru_cache(maxsize=20_000)
def _american(word: str) -> str:
    for pattern, spelling in _AMERICAN:
        word = pattern.sub(spelling, word)
    return word


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut plural and verb endings: patch, patches, patched and patching are one."""
    if word in _KEPT or len(word) < 3:  # noqa: PLR2004 - shorter words have no ending to cut
        return word
    return _without_e(_without_verb_ending(_singular(word)))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "is")) else word


def _without_verb_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and any(letter in "aeiouy" for letter in rest):  # noqa: PLR2004 - "ring" is no verb form of "r"
            doubled = rest[-1] == rest[-2] and rest[-1] not in "lsz"
            return rest[:-1] if doubled else rest
    return word


def _without_e(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("e") else word  # noqa: PLR2004 - "note" is not "not"
