"""Customers: what is needed of one, and who is affected by an outage."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.customers import (
    Customer,
    CustomerError,
    Felt,
    affected,
    check_customer,
    named,
    recipients,
)
from domain.outage import Impact, OutageError
from domain.profile import VALUE_LIMIT, Profile, ProfileError, changed

ACME = Customer("T1", "1", "Acme", ("vm", "Disks"), ("C1", "C2"))
GLOBEX = Customer("T1", "2", "Globex & Sons", ("vm",), ("C3",))
BOTH = [ACME, GLOBEX]


def felt(*services: str, impact: Impact = Impact.PARTIAL, regions: tuple[str, ...] = ()) -> Felt:
    return Felt(impact, services, regions)


def test_who_is_affected_are_those_named_else_those_who_use_it() -> None:
    assert affected(BOTH, felt("VM"), names=()) == (ACME, GLOBEX)
    assert affected(BOTH, felt("disks"), names=()) == (ACME,)
    assert affected(BOTH, felt("vm"), names=("globex & sons", "Globex & Sons")) == (GLOBEX,)
    with pytest.raises(CustomerError, match="No customer uses fax"):
        affected(BOTH, felt("fax"), names=())
    with pytest.raises(CustomerError, match="There are: Acme, Globex & Sons"):
        named(BOTH, "Hooli")
    assert [each.channel_id for each in recipients(BOTH)] == ["C1", "C2", "C3"]


@pytest.mark.parametrize(
    ("profile", "impact", "regions", "is_told"),
    [
        (Profile(), Impact.DEGRADED, ("west",), True),
        (Profile(regions=("West",)), Impact.DEGRADED, (), True),
        (Profile(regions=("West",)), Impact.DEGRADED, ("west", "north"), True),
        (Profile(regions=("East",)), Impact.FULL, ("west",), False),
        (Profile(threshold=Impact.PARTIAL), Impact.DEGRADED, (), False),
        (Profile(threshold=Impact.PARTIAL), Impact.PARTIAL, (), True),
        (Profile(threshold=Impact.FULL), Impact.PARTIAL, (), False),
    ],
)
def test_who_uses_it_elsewhere_or_wants_to_hear_of_worse_only_is_not_told(
    *, profile: Profile, impact: Impact, regions: tuple[str, ...], is_told: bool
) -> None:
    mine = replace(ACME, profile=profile)
    told = affected([mine, GLOBEX], felt("vm", impact=impact, regions=regions), names=())
    assert (mine in told) is is_told
    assert affected([mine], felt("vm", impact=impact, regions=regions), names=("acme",)) == (mine,)


def test_where_all_users_are_spared_naming_them_is_the_way() -> None:
    mine = replace(ACME, profile=Profile(threshold=Impact.FULL))
    with pytest.raises(CustomerError, match="Acme: in other regions") as refused:
        affected([mine], felt("disks"), names=())
    assert refused.value.instead == (
        "/incident outage <public title> impact partial customers Acme",
    )


def test_particulars_are_read_and_emptied() -> None:
    typed = {"regions": "west, north", "threshold": "Partial", "cadence": "20m"}
    kept = changed(Profile(owner="U1"), typed)
    assert kept == Profile(("west", "north"), Impact.PARTIAL, timedelta(minutes=20), "U1")
    assert changed(kept, dict.fromkeys(typed, "none")) == Profile(owner="U1")
    with pytest.raises(OutageError):
        changed(Profile(), {"threshold": "huge"})
    with pytest.raises(ProfileError, match="at most"):
        changed(Profile(), {"regions": "x" * (VALUE_LIMIT + 1)})


def test_a_customer_needs_name_channel_and_services() -> None:
    assert check_customer(" Acme  Corp ", channels=("C1",), services=("vm",)) == "Acme Corp"
    for name, channels, services in (
        ("", ("C1",), ("vm",)),
        ("x" * 81, ("C1",), ("vm",)),
        ("Acme", (), ("vm",)),
        ("Acme", ("C1",), ()),
    ):
        with pytest.raises(CustomerError):
            check_customer(name, channels=channels, services=services)
