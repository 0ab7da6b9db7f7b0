"""Finding one's way: catchup, find, list, and what is related."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")


async def test_who_joins_late_reads_on_one_screen_where_things_stand(
    alice: Person, bob: Person, carol: Person, incidents: Channel, time: Time
) -> None:
    for number in range(9):
        await bob.types(f"/incident note step {number}")
    await alice.types("/incident advance on-call has it")
    await alice.types(f"/incident action Rotate the keys <@{bob.id}>")
    await alice.types("/incident obligation gdpr-33-1 aware at 13:30")
    await time.passes(minutes=5)
    before = len(await incidents.messages())
    told = await carol.types("/incident catchup")
    assert "*INC-1 · assess · SEV1 critical*" in told
    assert "*Next:*" in told
    assert "Incident Commander: <@U0ALICE>\nAt work lately: <@U0BOB>" in told
    assert "They have been told of no outage" in told
    assert "step 8" in told
    assert "step 2" not in told
    assert ":white_circle: *1* Rotate the keys · <@U0BOB>" in told
    assert "GDPR 33(1), notice of a breach: 5 March 2026, 13:30 UTC" in told
    assert len(await incidents.messages()) == before


async def test_incidents_are_found_listed_and_told_as_related(
    alice: Person, bob: Person, dave: Person
) -> None:
    await alice.types("/incident note the attacker came by the billing interface")
    told = await bob.types("/incident open Login storm sev 2 services vm")
    assert "Related" not in told
    related = await bob.types("/incident open Disks slow services disks,vm")
    assert "Related: *INC-2* · detect · Login storm" in related
    outside = await dave.types("/incident open Disks gone services disks")
    assert "Related" not in outside
    assert "*INC-1*" in await bob.types("/incident find BILLING attack")
    assert "No incident that you can see holds “billing storm”" in await bob.types(
        "/incident find billing storm"
    )
    assert "at least two letters" in await bob.types("/incident find ?")
    mine = await bob.types("/incident list mine")
    assert "INC-2" in mine
    assert "INC-1" not in mine
    assert "*INC-2* · SEV2 major" in await bob.types("/incident list sev 2 service VM")
    assert "No incident that you can see fits" in await bob.types("/incident list closed in 7d")
    assert "“urgent” narrows no list" in await bob.types("/incident list urgent")
    assert "“later” is no phase" in await bob.types("/incident list phase later")
    for line in ("find billing", "list", "catchup"):
        assert "Only members of #incidents can" in await dave.types(f"/incident {line}")
