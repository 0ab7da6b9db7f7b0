"""A gap: a question that no matrix answers, as it is counted, and what else it may be about."""

from domain.catalog import Catalog
from domain.question.data import word_list
from domain.question.lexicon import lexicon_of
from domain.question.reading import read_question
from domain.question.text import read, stem

FOLDED_LIMIT = 300
_INSIDE_A_COMPANY = frozenset(stem(word) for word in word_list("inside_a_company"))


def folded(question: str) -> str:
    """Return the question so that case, punctuation and spacing make no second one of it."""
    return " ".join(word.text for word in read(question))[:FOLDED_LIMIT]


def likely_name(question: str, catalog: Catalog) -> str:
    """Return the words of a question that nobody knows, as a name to teach; else all of it."""
    reading = read_question(question, lexicon_of(catalog))
    at = [reading.words.index(word) for word in reading.strange]
    run = [place for offset, place in enumerate(at) if place - offset == at[0]]
    return " ".join(reading.words[place].typed for place in run) or question


def is_inside_a_company(question: str) -> bool:
    """Tell whether it asks who has a thing of the company's own, such as a repository."""
    return any(word.stem in _INSIDE_A_COMPANY for word in read(question))
