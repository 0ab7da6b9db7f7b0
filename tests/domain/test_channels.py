"""What of a change of a customer's channel matters to its notices."""

import pytest

from domain.channels import UNSEEN, Change, Channel, changes, strangers

FINE = Channel("acme-status", member=True, archived=False, organisations=("T0ACME",))
KNOWN = ("T0ACME",)


def seen(**different: object) -> Channel:
    return Channel(**{**vars(FINE), **different})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (FINE, FINE, []),
        (FINE, UNSEEN, [Change.GONE]),
        (UNSEEN, FINE, [Change.BACK]),
        (FINE, seen(archived=True), [Change.ARCHIVED]),
        (FINE, seen(member=False), [Change.LEFT]),
        (seen(member=False), seen(archived=True), []),
        (seen(archived=True), FINE, [Change.BACK]),
        (FINE, seen(name="acme-prod"), [Change.RENAMED]),
        (FINE, seen(private=True), []),
        (seen(private=False), seen(private=True), [Change.CONVERTED]),
        (FINE, seen(organisations=("T0ACME", "T0GLOBEX")), [Change.STRANGERS]),
        (seen(organisations=("T0ACME", "T0GLOBEX")), FINE, [Change.PARTED]),
        (FINE, seen(organisations=()), [Change.CUT_OFF]),
        (FINE, seen(organisations=("T0GLOBEX",)), [Change.STRANGERS, Change.CUT_OFF]),
        (
            FINE,
            seen(name="x", archived=True, organisations=()),
            [Change.ARCHIVED, Change.RENAMED, Change.CUT_OFF],
        ),
    ],
)
def test_each_change_is_told_once_and_what_does_not_matter_is_not(
    before: Channel, after: Channel, told: list[Change]
) -> None:
    assert list(changes(before, after, known=KNOWN)) == told


def test_nobody_is_a_stranger_where_nobody_has_looked_yet() -> None:
    assert strangers(FINE, None) == ()
    assert strangers(FINE, ()) == ("T0ACME",)
    assert strangers(FINE, KNOWN) == ()
