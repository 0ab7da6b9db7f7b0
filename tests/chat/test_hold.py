"""Legal hold: whoever had a part is told to keep everything, and when that is over."""

import pytest

from tests.chat.channels import Channel
from tests.chat.people import Person


@pytest.mark.usefixtures("incident")
async def test_a_hold_is_on_the_card_and_told_to_everyone_who_had_a_part(
    alice: Person, bob: Person, carol: Person, incidents: Channel
) -> None:
    await bob.types("/incident note the ledger was read")
    assert "2 people have been told" in await alice.types("/incident hold the regulator has asked")
    assert "Keep everything you have of it" in await bob.direct.latest()
    assert await carol.direct.messages() == []
    assert "*Legal hold*\nthe regulator has asked" in (await incidents.reads())[0]
    assert "on hold already: the regulator" in await alice.types("/incident hold again")
    assert "2 people have been told" in await alice.types("/incident release the case is closed")
    assert "was released by <@U0ALICE>" in await bob.direct.latest()
    assert "Legal hold" not in (await incidents.reads())[0]
    assert "is not on hold" in await alice.types("/incident release again")


@pytest.mark.usefixtures("incident")
async def test_only_admins_place_and_release_one(alice: Person, bob: Person) -> None:
    assert "Only admins can place legal holds: <@U0ALICE>" in await bob.types(
        "/incident hold the regulator has asked"
    )
    assert "needs a reason" in await alice.types("/incident hold")
