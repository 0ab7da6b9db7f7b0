"""What e-mail and webhooks carry: the words of the notice, and nothing beside them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.letter import letter, plain_words
from domain.outage import Change, NoticeKind
from domain.words import Inside, PublicMessage, PublicText, outbound_check
from tests.domain.made import NOW, an_outage

SOON, PASSED = NOW + timedelta(minutes=45), NOW - timedelta(minutes=1)
MESSAGE = PublicMessage(
    "*Outage · Virtual Machines &amp; disks*\nSlow.\n_Corrected at 14:10 UTC._\n"
    "Reference AAAAAA · 2 March 2026, 14:00 UTC (your time: <!date^1772460000^{time}|14:00 UTC>) · "
    "next update in your time: <!date^1772462700^{time}|2 March 2026, 14:45 UTC>"
)


def test_a_letter_has_the_words_without_slacks_marks() -> None:
    made = letter(
        an_outage(), Change(NoticeKind.UPDATE, SOON), MESSAGE, reference="AAAAAA", now=NOW
    )
    assert made.subject == "Outage · Virtual Machines & disks [AAAAAA]"
    assert made.text == (
        "Outage · Virtual Machines & disks\nSlow.\nCorrected at 14:10 UTC.\n"
        "Reference AAAAAA · 2 March 2026, 14:00 UTC · next update 2 March 2026, 14:45 UTC"
    )


def test_what_programs_read_is_what_people_read() -> None:
    change = Change(NoticeKind.NEWCOMER, SOON, revises=True, estimate=SOON)
    assert letter(an_outage(), change, MESSAGE, reference="AAAAAA", now=NOW).data == {
        "kind": "outage",
        "reference": "AAAAAA",
        "title": "Virtual Machines",
        "impact": "partial",
        "status": "investigating",
        "estimate": "2026-03-02T14:45:00+00:00",
        "next_update_at": "2026-03-02T14:45:00+00:00",
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(NoticeKind.HOLDING, SOON), {"estimate": None}),
        (Change(NoticeKind.RESOLVED, None), {"status": "resolved", "next_update_at": None}),
        (Change(NoticeKind.CLEARED, None), {"status": None, "impact": None}),
    ],
    ids=["an estimate that has passed", "the end", "one that it does not affect"],
)
def test_programs_are_told_nothing_that_no_longer_holds(
    change: Change, told: dict[str, str | None]
) -> None:
    outage = an_outage(estimates=(PASSED,))
    data = letter(outage, change, MESSAGE, reference="AAAAAA", now=NOW).data
    assert told.items() <= data.items()


def test_what_is_of_no_outage_tells_programs_of_none() -> None:
    change = Change(NoticeKind.ADVISORY, None)
    data = letter(None, change, MESSAGE, reference="BBBBBB", now=NOW).data
    assert {name: value for name, value in data.items() if value} == {
        "kind": "advisory",
        "reference": "BBBBBB",
    }


def test_a_subject_is_one_short_line_whatever_the_title_holds() -> None:
    message = PublicMessage(f"*Outage · a\rBcc: x\u2028{'long ' * 400}*\nrest")
    subject = letter(
        an_outage(), Change(NoticeKind.UPDATE, SOON), message, reference="AAAAAA", now=NOW
    ).subject
    assert len(subject.splitlines()) == 1
    assert len(subject) < 170


@given(st.text(alphabet="INC-7sev 1*_~`\n", min_size=1))
def test_taking_marks_away_makes_no_inside_word_that_the_check_did_not_see(typed: str) -> None:
    """`I*N*C-7` stays three pieces: only the marks around a whole line go."""
    inside = Inside()
    kept = PublicText(typed).words.strip()
    if kept and not outbound_check(kept, inside=inside, field="text").finds:
        plain = plain_words(kept)
        assert not plain.strip() or not outbound_check(plain, inside=inside, field="text").finds
