"""What may leave: the outbound check, and who may do what."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import ONUS, Act, NotAllowedError, Person, Staff, may, stranger
from domain.words import PUBLIC_LIMIT, Inside, InsideWordError, outbound_check


def finds(text: str, **inside: tuple[str, ...] | str) -> list[tuple[str, str]]:
    """Return what the check finds that a reason would let out: which words, and what they are."""
    checked = outbound_check(text, inside=Inside(**inside), field="text")  # type: ignore[arg-type]  # by name
    words = checked.text.words
    return [(words[find.start : find.end], find.what) for find in checked.finds]


@given(before=st.text(max_size=20), number=st.integers(1, 9999), after=st.text(max_size=20))
def test_an_inside_word_is_found_whatever_stands_around_it(
    before: str, number: int, after: str
) -> None:
    for word in (f"INC-{number}", f"sev {number % 4 + 1}", "hypervisor"):
        assert any(word in found for found, _ in finds(f"{before} {word} {after}"))
    with pytest.raises(InsideWordError):
        outbound_check(f"{before} @channel {after}", inside=Inside(), field="text")


LOOSE = {
    "VMs down inc1": ("inc1", "an incident number"),
    "severity 1 on VMs": ("severity 1", "a severity"),
    "physical hosts are down": ("physical hosts", "a layer of the platform"),
    "ask @bob": ("@bob", "a mention of somebody"),
    "write to ops@acme.example": ("ops@acme.example", "an e-mail address"),
    "on 10.20.30.40 it works": ("10.20.30.40", "an internal host or address"),
    "on 172.20.1.1": ("172.20.1.1", "an internal host or address"),
    "on fe80::1 it works": ("fe80::1", "an internal host or address"),
    "db-1.eu.internal is slow": ("db-1.eu.internal", "an internal host or address"),
    "see https://wiki.example/x now": ("https://wiki.example/x", "a link"),
    "as of OPS-1234.": ("OPS-1234", "a ticket"),
    "I\u200bNC-1 is near": ("INC-1", "an incident number"),
}


@pytest.mark.parametrize(("text", "found"), LOOSE.items())
def test_each_kind_of_inside_word_is_found_in_its_place(text: str, found: tuple[str, str]) -> None:
    assert finds(text) == [found]


FIRM = {
    "@here VMs": "a mention of everybody",
    "<!channel> VMs": "a mention of everybody",
    "xoxb-1-abc": "a secret",
    "AKIAIOSFODNN7EXAMPLE": "a secret",
    "ghp_" + "a1" * 18: "a secret",
    "eyJhbGciOi.eyJzdWIiOi.c2ln": "a secret",
    "-----BEGIN RSA PRIVATE KEY-----": "a secret",
    "postgres://onus:pw@db/onus": "a secret",
    "password: hunter2": "a secret",
    "Bearer abcdefghijklmnopqrst": "a secret",
    "the quiet leak goes on": "the title of a restricted incident",
}


@pytest.mark.parametrize(("text", "what"), FIRM.items())
def test_no_reason_lets_broadcasts_secrets_and_restricted_words_out(text: str, what: str) -> None:
    with pytest.raises(InsideWordError, match=f"would tell customers .*{what}"):
        outbound_check(text, inside=Inside(restricted=("Quiet leak",)), field="text")


@given(st.text(max_size=300))
def test_what_leaves_is_what_was_typed_but_for_blanks(text: str) -> None:
    try:
        out = outbound_check(text, inside=Inside(), field="text")
    except InsideWordError:
        return
    seen = re.sub("[\u00ad\u200b\u200e\u200f\u2060\ufeff]", "", text)
    assert out.text.words.split() == seen.split()
    assert 0 < len(out.text.words) <= PUBLIC_LIMIT


@pytest.mark.parametrize(
    "text",
    [
        *("The incident is over", "Several hosts restart", "Severe weather", "province-wide"),
        *("include", "from 14:30 to 15:00", "SHA-256 and UTF-8", "version 2.1.3"),
    ],
)
def test_words_that_only_look_alike_may_leave(text: str) -> None:
    assert finds(text, customers=("Ac",)) == []


def test_names_titles_and_own_words_are_found_in_any_case() -> None:
    inside: dict[str, tuple[str, ...] | str] = {
        "customers": ("Globex & Sons",),
        "incident_title": "Noise in Dublin",
        "words": ("Blue Zebra",),
    }
    text = "globex & SONS hear noise in dublin, says blue zebra"
    assert [what for _, what in finds(text, **inside)] == [
        "another customer's name",
        "the incident's inner title",
        "a word that the organisation keeps inside",
    ]
    assert finds("Globexia", customers=("Globex",)) == []


def test_too_much_is_refused_with_its_length() -> None:
    with pytest.raises(InsideWordError, match="2001 characters"):
        outbound_check("x" * 2001, inside=Inside(), field="text")


@pytest.mark.parametrize("act", list(Act))
def test_who_may_do_what(act: Act) -> None:
    outsider = stranger("U9")
    staff = Staff("incidents", members=("U2",), owners=("U3",))
    colleague = Person("U1", "UTC", colleague=True)
    responder = replace(colleague, rights=staff.rights_of("U2"))
    may(replace(colleague, rights=staff.rights_of("U3")), act, staff=staff)
    may(ONUS, act, staff=staff)
    if act in {Act.ASK, Act.REPORT}:
        may(outsider, act, staff=staff)
        return
    with pytest.raises(NotAllowedError, match="Only people of the organisation"):
        may(outsider, act, staff=staff)
    if act in {Act.GRANT, Act.HOLD, Act.MATRICES, Act.GAPS, Act.RUNBOOKS}:
        with pytest.raises(NotAllowedError, match=f"Only admins can {act}: <@U3>"):
            may(responder, act, staff=staff)
        return
    may(responder, act, staff=staff)
    if act in {Act.OPEN, Act.SHARE}:
        may(colleague, act, staff=staff)
        return
    with pytest.raises(NotAllowedError, match="Only members of #incidents"):
        may(colleague, act, staff=staff)
