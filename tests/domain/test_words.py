"""What may leave: the outbound check, and who may do what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import ONUS, Act, NotAllowedError, Person, Staff, may, stranger
from domain.words import PUBLIC_LIMIT, Inside, InsideWordError, outbound_check


@given(before=st.text(max_size=20), number=st.integers(1, 9999), after=st.text(max_size=20))
def test_no_incident_number_and_no_severity_leaves_whatever_stands_around_it(
    before: str, number: int, after: str
) -> None:
    for word in (f"INC-{number}", f"sev {number % 4 + 1}", "@channel", "hypervisor"):
        with pytest.raises(InsideWordError):
            outbound_check(f"{before} {word} {after}", inside=Inside(), field="text")


@given(st.text(max_size=300))
def test_what_leaves_is_what_was_typed_but_for_blanks(text: str) -> None:
    try:
        out = outbound_check(text, inside=Inside(), field="text")
    except InsideWordError:
        return
    assert out.words.split() == text.split()
    assert 0 < len(out.words) <= PUBLIC_LIMIT


@pytest.mark.parametrize(
    "text",
    ["The incident is over", "Several hosts restart", "Severe weather", "province-wide", "include"],
)
def test_words_that_only_look_alike_may_leave(text: str) -> None:
    assert outbound_check(text, inside=Inside(customers=("Ac",)), field="text").words == text


def test_names_and_titles_from_inside_stay_in_any_case() -> None:
    inside = Inside(customers=("Globex & Sons",), incident_title="Noise in Dublin")
    for text in ("globex & SONS too", "There is noise in dublin."):
        with pytest.raises(InsideWordError):
            outbound_check(text, inside=inside, field="text")
    assert outbound_check("Globexia", inside=Inside(customers=("Globex",)), field="t").words


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
    if act in {Act.GRANT, Act.HOLD, Act.MATRICES}:
        with pytest.raises(NotAllowedError, match=f"Only admins can {act}: <@U3>"):
            may(responder, act, staff=staff)
        return
    may(responder, act, staff=staff)
    if act in {Act.OPEN, Act.SHARE}:
        may(colleague, act, staff=staff)
        return
    with pytest.raises(NotAllowedError, match="Only members of #incidents"):
        may(colleague, act, staff=staff)
