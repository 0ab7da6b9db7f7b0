"""Milestones: colleagues see how far it is; customers read what was typed for them."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_colleagues_see_how_far_it_is_and_customers_what_was_typed_for_them(
    alice: Person, carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    told = await alice.types("/incident milestone")
    assert "INC-1 has no milestones. Set one: `/incident INC-1 milestone Restart half" in told
    await alice.types("/incident milestone Isolate cluster 7 due 14:20 utc")
    told = await alice.types(
        "/incident milestone Restart the hosts due +60m public Half of the machines run again"
    )
    assert "░░░░░░░░░░ 0 of 2 · next: Isolate cluster 7, due 14:20 UTC" in told
    (chart,) = [one for one in told.messages[0]["blocks"] if one["type"] == "data_visualization"]
    planned, now = chart["chart"]["series"]
    assert [point["label"] for point in planned["data"]] == [
        "1 Isolate cluster 7",
        "2 Restart the hosts",
    ]
    assert planned["data"] == now["data"]
    await time.passes(minutes=20)
    assert "Milestone 1 is due and not done: Isolate cluster 7." in "\n".join(
        await incidents.reads()
    )
    await alice.clicks("30 min later")
    await alice.types("/incident milestone done 2")
    told = await alice.types("/incident milestones")
    assert "○ 1 · Isolate cluster 7 · due 14:50" in told
    assert "30 min later than planned" in told
    assert "✓ 2 · Restart the hosts · done 14:20 UTC, 40 min sooner than planned" in told
    assert "Milestones ▓▓▓▓▓░░░░░ 1 of 2" in (await incidents.reads())[0]
    await carol.types("/incident update Half of it is back")
    await carol.clicks("Send to")
    update = await acme.latest()
    assert "Half of it is back\n✓ Half of the machines run again\n" in update
    assert "Isolate" not in update
    timeline = await alice.types("/incident timeline")
    assert "moved milestone 1 from 14:20 UTC to *14:50 UTC*" in timeline


WRONG = {
    "milestone Restart the hosts": "By when?",
    "milestone Restart the hosts due yesterday": "not a time that I can read",
    "milestone move 1": "INC-1 has no milestone 1",
    "milestone Go due 16:00 public Acme is back": "another customer's name (“Acme”)",
}


@pytest.mark.usefixtures("customers", "incident")
async def test_what_is_wrong_with_a_milestone_is_said_and_nothing_is_set(alice: Person) -> None:
    for line, answer in WRONG.items():
        assert answer in await alice.types(f"/incident {line}"), line
    assert "has no milestones" in await alice.types("/incident milestone")
