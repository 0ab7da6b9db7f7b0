"""A customer is told nothing until an instant: alone for half an hour, longer with a second one."""

from datetime import timedelta

import pytest

from domain.embargo import (
    ALONE_FOR,
    Embargo,
    EmbargoError,
    Stage,
    agree,
    expire,
    propose,
    read_until,
)
from domain.facts import FactKind
from tests.domain.made import NOW

UNTIL = NOW + timedelta(hours=3)
ASKED = Embargo(
    workspace_id="T1",
    id="e1",
    incident=7,
    customer_id="c1",
    customer="Globex",
    until_at=UNTIL,
    reason="the suspect may be one of its people",
    proposed_by="U1",
    proposed_at=NOW,
)


def test_alone_it_holds_for_half_an_hour_and_never_longer_than_asked_for() -> None:
    assert ASKED.ends_at == NOW + ALONE_FOR
    soon = Embargo(**{**vars(ASKED), "until_at": NOW + timedelta(minutes=5)})
    assert soon.ends_at == soon.until_at
    assert expire(ASKED, now=NOW + timedelta(minutes=29), missed=[]) is None
    ended = expire(ASKED, now=NOW + ALONE_FOR, missed=["outage at 14:05 UTC"])
    assert ended is not None
    assert (ended.embargo.stage, ended.fact.data["alone"]) == (Stage.EXPIRED, True)
    assert expire(ended.embargo, now=UNTIL, missed=[]) is None


def test_a_second_person_makes_it_last_until_its_instant() -> None:
    agreed = agree(ASKED, by="U2", now=NOW).embargo
    assert agreed.ends_at == UNTIL
    assert expire(agreed, now=NOW + ALONE_FOR, missed=[]) is None
    ended = expire(agreed, now=UNTIL, missed=[])
    assert ended is not None
    assert ended.fact.kind is FactKind.EMBARGO_EXPIRED
    assert ended.fact.data["alone"] is False


def test_nobody_agrees_to_their_own_or_twice_and_nothing_is_withheld_without_a_reason() -> None:
    with pytest.raises(EmbargoError, match="You asked for it yourself"):
        agree(ASKED, by="U1", now=NOW)
    with pytest.raises(EmbargoError, match="agreed already"):
        agree(agree(ASKED, by="U2", now=NOW).embargo, by="U3", now=NOW)
    for reason in ("", "  ", "x" * 301):
        with pytest.raises(EmbargoError, match="Say why"):
            propose(Embargo(**{**vars(ASKED), "reason": reason}))


@pytest.mark.parametrize(
    ("words", "after", "reason"),
    [
        ("2h a tenant may be the suspect", timedelta(hours=2), "a tenant may be the suspect"),
        ("+45m", timedelta(minutes=45), ""),
        (f"{UNTIL:%H:%M} utc because", timedelta(hours=3), "because"),
        (f"{UNTIL.isoformat()} x y", timedelta(hours=3), "x y"),
    ],
)
def test_the_instant_comes_first_and_the_reason_after_it(
    words: str, after: timedelta, reason: str
) -> None:
    assert read_until(words, now=NOW, timezone="Europe/Berlin") == (NOW + after, reason)


def test_words_that_name_no_instant_are_refused_beside_the_field() -> None:
    with pytest.raises(EmbargoError, match="is not a time") as refused:
        read_until("morning", now=NOW, timezone="UTC")
    assert refused.value.field == "until"
