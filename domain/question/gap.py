"""A gap: a question that no matrix answers, as it is counted, and what else it may be about."""

from domain.question.data import word_list
from domain.question.text import read, stem

FOLDED_LIMIT = 300
_INSIDE_A_COMPANY = frozenset(stem(word) for word in word_list("inside_a_company"))


def folded(question: str) -> str:
    """Return the question so that case, punctuation and spacing make no second one of it."""
    return " ".join(word.text for word in read(question))[:FOLDED_LIMIT]


def is_inside_a_company(question: str) -> bool:
    """Tell whether it asks who has a thing of the company's own, such as a repository."""
    return any(word.stem in _INSIDE_A_COMPANY for word in read(question))
