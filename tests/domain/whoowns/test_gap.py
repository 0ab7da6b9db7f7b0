"""Questions without an answer: which are one, and which are about the company itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question.gap import FOLDED_LIMIT, folded, is_inside_a_company


def test_case_punctuation_and_spacing_make_no_second_question() -> None:
    assert folded("The  FLUX capacitor?!") == folded("the flux capacitor")
    assert folded("the flux capacitor") != folded("a flux capacitor")


@given(st.text())
def test_any_text_folds_to_something_short(question: str) -> None:
    assert len(folded(question)) <= FOLDED_LIMIT
    assert folded(question) == folded(question.upper().lower()) or not question.isascii()


@pytest.mark.parametrize(
    "question", ["who owns the billing repo?", "Which TEAM has this?", "whose tickets are these"]
)
def test_what_a_company_has_is_told_from_what_a_platform_has(question: str) -> None:
    assert is_inside_a_company(question)
    assert not is_inside_a_company("who patches the guest OS")
