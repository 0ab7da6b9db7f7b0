"""What an incident is made of: its title, its notes, its verdict."""

import pytest

from domain import incident as decide
from domain.incident import Verdict
from tests.domain.made import NOW, an_incident


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("security incident", (Verdict.SECURITY_INCIDENT, "")),
        ("Customer_Reportable because", (Verdict.CUSTOMER_REPORTABLE, "because")),
        ("false-positive: the scanner", (Verdict.FALSE_POSITIVE, "the scanner")),
        (" privacy breach", (Verdict.PRIVACY_BREACH, "")),
    ],
)
def test_a_verdict_is_read_however_it_is_written_with_what_follows_it(
    typed: str, verdict: tuple[Verdict, str]
) -> None:
    assert decide.read_verdict(typed) == verdict


def test_a_title_is_one_line_of_at_most_150_characters() -> None:
    assert decide.check_title("  a\n b\t c ") == "a b c"
    assert decide.check_title("x" * 150) == "x" * 150
    for wrong in ("", " \n", "x" * 151):
        with pytest.raises(decide.BadValueError) as refused:
            decide.check_title(wrong)
        assert refused.value.field == "title"


def test_a_note_has_a_text_of_at_most_3000_characters() -> None:
    assert decide.note(an_incident(), " x ", by="bob", happened_at=NOW).data["text"] == "x"
    for wrong in ("", "  ", "x" * 3001):
        with pytest.raises(decide.BadValueError):
            decide.note(an_incident(), wrong, by="bob", happened_at=NOW)
