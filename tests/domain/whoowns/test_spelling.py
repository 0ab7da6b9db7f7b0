"""A mistyped word stands for the one known word that it is most likely a slip of, else for none."""

import pytest

from domain.question.spelling import Rank, Spelling

SPELLING = Spelling(
    {
        Rank.NAME: ["cable", "rule", "role", "user", "hypervisor", "center", "centre", "account"],
        Rank.FRAME: ["accountable", "whose"],
        Rank.PRODUCT: ["salesforce"],
        Rank.EVERYDAY: ["under", "fixes", "cakes"],
    }
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hypervsior", "hypervisor"),
        ("hyprvisr", "hypervisor"),
        ("cabels", "cables"),
        ("cabes", "cables"),
        ("cablle", "cable"),
        ("accountsble", "accountable"),
        ("whoes", "whose"),
        ("centr", "center"),
        ("salesfroce", "salesforce"),
    ],
)
def test_letters_swapped_left_out_or_doubled_are_mended(typed: str, meant: str) -> None:
    assert SPELLING.correct(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("uder", "under is nearer than user, and says nothing"),
        ("rile", "rule and role are as near"),
        ("fices", "fixes says nothing"),
        ("usr", "it is too short"),
        ("frobnitz", "nothing is near"),
        ("rul3", "it is no word"),
    ],
)
def test_what_may_be_another_word_is_left_as_it_is(typed: str, why: str) -> None:
    assert SPELLING.correct(typed) is None, why


def test_names_that_are_added_are_known_beside_the_rest() -> None:
    both = SPELLING.extended(["warpcore"])
    assert both.correct("warpcroe") == "warpcore"
    assert both.correct("cabels") == "cables"
    assert SPELLING.correct("warpcroe") is None


def test_only_names_are_offered_as_nearest() -> None:
    assert SPELLING.nearest("hyperwizzor") == ["hypervisor", "hypervisors"]
    assert SPELLING.nearest("undder") == []
