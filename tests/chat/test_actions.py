"""Action items: given in a line or a form, listed, reminded of, done."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")


@on_both_databases
async def test_an_item_has_an_owner_and_a_day_and_reminds_until_it_is_done(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    told = await alice.types(f"/incident action Rotate the keys <@{bob.id}|bob> due 2026-03-09")
    assert "Action 1 of INC-1 is <@U0BOB>'s: Rotate the keys." in told
    assert "in the morning of 2026-03-09" in told
    assert await incidents.latest() == (
        ":clipboard: <@U0ALICE> gave <@U0BOB> action 1: Rotate the keys. Due 2026-03-09."
    )
    await alice.types("/incident action Write the review")
    mine = await bob.types("/incident actions mine")
    assert ":white_circle: INC-1 · *1* Rotate the keys · <@U0BOB> · due 2026-03-09" in mine
    assert "Write the review" not in mine
    assert "Write the review · <@U0ALICE> · no day" in await bob.types("/incident actions")

    await time.passes(minutes=6 * 24 * 60 + 19 * 60)
    reminded = [text for text in await incidents.reads() if "still to be done" in text]
    engineer_s, commander_s = reminded
    assert commander_s.startswith(":bell: <@U0ALICE>: action 2 is still to be done: Write the")
    assert engineer_s == (
        ":bell: <@U0BOB>: action 1 is still to be done: Rotate the keys. Due 2026-03-09. "
        "Then: `@onus done 1`"
    )
    await time.passes(minutes=7 * 24 * 60)
    assert ":red_circle: INC-1 · *1*" in await bob.types("/incident actions mine")
    assert "Action 1 of INC-1 is done. 1 of INC-1 are left." in await bob.clicks("Done: INC-1 1")
    assert await incidents.latest() == ":white_check_mark: <@U0BOB> did action 1: Rotate the keys."
    assert "done already, by <@U0BOB>" in await alice.types("/incident done 1")
    await alice.types("/incident done 2 it is in the wiki")
    before = len(await incidents.messages())
    await time.passes(minutes=30 * 24 * 60)
    assert len(await incidents.messages()) == before
    assert "Nothing is yours to do" in await bob.types("/incident actions mine")
    assert "done by <@U0ALICE>: it is in the wiki" in await bob.types("/incident INC-1 actions")


async def test_bare_it_asks_by_a_form_and_what_is_wrong_stands_beside_the_field(
    alice: Person, incidents: Channel
) -> None:
    form = await alice.types_for_form("/incident action")
    assert form.fields == ["text", "owner", "due"]
    told = await form.fill(text="Rotate the keys", owner="U0BOB", due="2026-02-01")
    assert "has passed" in told.errors["due"]
    assert "<@U0BOB>'s" in await form.fill(text="Rotate the keys", owner="U0BOB", due="7d")
    assert "Due 2026-03-09." in await incidents.latest()


async def test_an_owner_takes_part_in_incidents_and_others_give_nothing(
    alice: Person, dave: Person, incidents: Channel
) -> None:
    refused = await alice.types(f"/incident action Rotate the keys <@{dave.id}>")
    assert "<@U0DAVE> has no part in incidents" in refused
    for line in ("action x", "actions", "actions mine", "done 1"):
        assert "Only members of #incidents can" in await dave.types(f"/incident {line}")
    assert "Which action?" in await alice.types("/incident done")
    assert "INC-1 has no action “7”" in await alice.types("/incident done 7")
    assert len(await incidents.messages()) == 1
