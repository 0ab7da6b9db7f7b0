"""A file of rights is read whole, or every fault in it is told."""

import pytest

from domain.grants_file import Holders, read_grants
from domain.people import Right


def test_a_file_names_people_and_groups_for_each_right() -> None:
    given = read_grants(
        '[approver]\npeople = ["U1", "U2"]\ngroups = ["S1"]\n[admin]\npeople = []\n'
    )
    assert given == {
        Right.APPROVER: Holders(people=("U1", "U2"), groups=("S1",)),
        Right.ADMIN: Holders(),
    }
    assert read_grants("") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[boss]\npeople = []", "boss: Input should be 'viewer'"),
        ("[admin]\npersons = []", "admin.persons: Extra inputs"),
        ('[admin]\npeople = "U1"\n[liaison]\ngroups = [1]', "liaison.groups.0"),
        ("[admin", "no TOML"),
    ],
)
def test_every_fault_is_told_by_its_path(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told.replace("[", r"\[")):
        read_grants(text)
