"""A date can stand anywhere in a question; what is no date is not taken for one."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.as_of import Dated, read_dated
from domain.instants import NoSuchTimeError

MARCH = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "question", "at"),
    [
        ("hypervisor iaas as of 2026-03-01", "hypervisor iaas", MARCH),
        ("As Of 2026-03-01 who patches AKS?", "who patches AKS?", MARCH),
        ("who patches AKS as of 2026-03-01?", "who patches AKS", MARCH),
        ("as of 2026-03-01", "", MARCH),
        ("data saas as of 2026-03-01T10:00+02:00", "data saas", MARCH.replace(hour=8)),
    ],
)
def test_a_date_is_taken_off_the_question(typed: str, question: str, at: datetime) -> None:
    dated = read_dated(typed)
    assert (dated.question, dated.at) == (question, at)
    assert read_dated(dated.words).at == at


@pytest.mark.parametrize(
    "typed", ["who patches AKS as of today", "aks", "", "canvas of 2026-03-01"]
)
def test_a_question_without_a_date_stays_as_it_is(typed: str) -> None:
    assert read_dated(typed) == Dated(typed)


@pytest.mark.parametrize("date", ["2026-13-01", "March 2026", "1 March", "the year 2026", "9999"])
def test_a_date_that_cannot_be_read_is_refused_with_one_that_can(date: str) -> None:
    with pytest.raises(NoSuchTimeError, match="Type 2026-03-01"):
        read_dated(f"hypervisor iaas as of {date}")


@given(st.text())
def test_any_words_after_it_are_a_question_or_a_refusal(words: str) -> None:
    try:
        dated = read_dated(f"data iaas as of {words}")
    except NoSuchTimeError:
        return
    assert dated.at is None or dated.at.tzinfo is UTC
