"""Who holds which right: by being in the channel, by a grant, or by owning the workspace."""

from datetime import UTC, datetime

import pytest

from domain.people import Act, Grant, NotAllowedError, Person, Right, Staff, may

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
FRESH = Staff("incidents", members=("A", "B"), owners=("A",))


def given(right: Right, subject: str, *, is_group: bool = False) -> Grant:
    return Grant("T1", right, subject, is_group, "A", NOW)


def with_grants(*grants: Grant) -> Staff:
    return Staff("incidents", FRESH.members, FRESH.owners, {"S": ("C", "D")}, grants)


def test_on_a_fresh_install_the_channel_runs_incidents_and_the_workspaces_owner_is_admin() -> None:
    assert FRESH.rights_of("A") == set(Right)
    assert FRESH.rights_of("B") == set(Right) - {Right.ADMIN}
    assert FRESH.rights_of("C") == set()


def test_a_right_that_is_given_is_theirs_alone_from_then_on() -> None:
    staff = with_grants(given(Right.APPROVER, "S", is_group=True))
    assert staff.holders(Right.APPROVER) == ("C", "D")
    assert staff.rights_of("C") == {Right.APPROVER, Right.VIEWER}
    assert staff.rights_of("B") == {
        Right.VIEWER,
        Right.RESPONDER,
        Right.COMMANDER,
        Right.LIAISON,
    }
    assert staff.rights_of("A") == set(Right), "an admin holds every right"


def test_being_in_the_channel_is_always_enough_to_respond() -> None:
    staff = with_grants(given(Right.RESPONDER, "E"), given(Right.VIEWER, "F"))
    assert {"B", "E"} <= set(staff.holders(Right.RESPONDER))
    assert staff.rights_of("F") == {Right.VIEWER}
    assert with_grants(given(Right.COMMANDER, "E")).rights_of("E") == {
        Right.COMMANDER,
        Right.RESPONDER,
        Right.VIEWER,
    }


def test_an_admin_by_name_takes_the_place_of_the_workspaces_owners() -> None:
    staff = with_grants(given(Right.ADMIN, "B"))
    assert staff.holders(Right.ADMIN) == ("B",)
    assert Right.ADMIN not in staff.rights_of("A")


def test_a_group_that_slack_no_longer_tells_of_gives_nobody_the_right() -> None:
    staff = with_grants(given(Right.APPROVER, "GONE", is_group=True))
    assert staff.holders(Right.APPROVER) == ()
    with pytest.raises(NotAllowedError, match="nobody now"):
        may(Person("B", "UTC", colleague=True), Act.APPROVE, staff=staff)


def test_a_refusal_names_who_can_and_who_gives_the_right() -> None:
    staff = with_grants(given(Right.APPROVER, "C"))
    person = Person("B", "UTC", colleague=True, rights=staff.rights_of("B"))
    with pytest.raises(NotAllowedError) as refused:
        may(person, Act.APPROVE, staff=staff)
    assert refused.value.why == (
        "Only those with the right “approver” can approve mitigations and notices: <@C>. Ask one "
        "of them to do it, or an admin (<@A>) for the right."
    )
