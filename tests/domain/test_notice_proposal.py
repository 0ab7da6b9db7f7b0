"""A second person approves exactly what was shown, never their own, and not for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.customers import Recipient
from domain.notice_proposal import (
    WAITS,
    NoticeProposal,
    NoticeProposalError,
    check_alone,
    check_second,
    digest_of,
    expires_at,
    read_kinds,
)
from domain.outage import NoticeKind
from domain.seen import mark_of
from domain.words import PublicMessage
from tests.domain.made import NOW

TO = (Recipient("1", "Acme", "C1"), Recipient("2", "Globex", "C2"))
WORDS = PublicMessage("Half of it is back", ({"type": "divider"},))
DIGEST = digest_of(WORDS, TO)
WAITING = NoticeProposal(
    workspace_id="T1",
    notice_id="n1",
    incident=7,
    kind=NoticeKind.UPDATE,
    digest=DIGEST,
    drafted_by="carol",
    proposed_by="carol",
    proposed_at=NOW,
    expires_at=NOW + WAITS,
    post_id="p1",
)


def test_any_other_word_or_reader_has_another_digest() -> None:
    edit = PublicMessage("All of it")
    others = [
        digest_of(replace(WORDS, text="All of it is back"), TO),
        digest_of(replace(WORDS, blocks=()), TO),
        digest_of(WORDS, TO[:1]),
        digest_of(WORDS, TO[::-1]),
        digest_of(WORDS, TO, edit=edit),
    ]
    assert len({DIGEST, *others}) == len(others) + 1


@pytest.mark.parametrize(
    ("by", "seen", "digest", "later", "why"),
    [
        ("carol", mark_of(DIGEST), DIGEST, timedelta(0), "You wrote it"),
        ("bob", "", DIGEST, timedelta(0), "Read first"),
        ("bob", DIGEST[:1], DIGEST, timedelta(0), "Read first"),
        ("bob", "0" * 12, DIGEST, timedelta(0), "Read first"),
        ("bob", mark_of(DIGEST), "another", timedelta(0), "not what was shown"),
        ("bob", mark_of(DIGEST), DIGEST, WAITS + timedelta(seconds=1), "has expired"),
    ],
)
def test_nobody_approves_their_own_or_what_they_have_not_read_or_too_late(
    by: str, seen: str, digest: str, later: timedelta, why: str
) -> None:
    check_second(WAITING, by="bob", seen=mark_of(DIGEST), digest=DIGEST, now=NOW + WAITS)
    with pytest.raises(NoticeProposalError, match=why):
        check_second(WAITING, by=by, seen=seen, digest=digest, now=NOW + later)


@pytest.mark.parametrize(
    ("by", "reason", "later", "why"),
    [
        ("bob", "it burns", timedelta(0), "You are the second person"),
        ("carol", "  ", timedelta(0), "Say why"),
        ("carol", "it burns", WAITS + timedelta(seconds=1), "has expired"),
    ],
)
def test_only_whoever_wrote_it_goes_alone_and_with_a_reason(
    by: str, reason: str, later: timedelta, why: str
) -> None:
    check_alone(WAITING, by="carol", reason="it burns", digest=DIGEST, now=NOW)
    with pytest.raises(NoticeProposalError, match=why):
        check_alone(WAITING, by=by, reason=reason, digest=DIGEST, now=NOW + later)


def test_it_waits_no_longer_than_until_the_update_that_it_promises() -> None:
    assert expires_at(NOW, next_update_at=None) == NOW + WAITS
    assert expires_at(NOW, next_update_at=NOW + timedelta(minutes=30)) == NOW + timedelta(
        minutes=30
    )
    assert expires_at(NOW, next_update_at=NOW + timedelta(hours=9)) == NOW + WAITS


def test_nobody_goes_alone_with_an_advisory() -> None:
    advisory = replace(WAITING, kind=NoticeKind.ADVISORY)
    with pytest.raises(NoticeProposalError, match="always takes two people"):
        check_alone(advisory, by="carol", reason="it burns", digest=DIGEST, now=NOW)


def test_the_setting_names_kinds_and_says_why_some_take_one_person() -> None:
    always = NoticeKind.ADVISORY
    assert read_kinds("update, Recovered,") == {NoticeKind.UPDATE, NoticeKind.RESOLVED, always}
    assert read_kinds("") == {always}
    with pytest.raises(ValueError, match="outage takes no second person: the first notice"):
        read_kinds("update,outage")
    with pytest.raises(ValueError, match="'fax' is no kind of notice: there are update,"):
        read_kinds("fax")
