"""App Home: what is open, what waits for you, what is yours to do."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.deliveries import on_both_deliveries
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")


async def test_it_shows_what_is_open_what_waits_and_what_is_yours_and_a_click_renews_it(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await alice.types(f"/incident action Rotate the keys <@{bob.id}> due 2026-03-03")
    await alice.types("/incident obligation cert-in noticed at 13:30")
    await alice.types("/incident mitigate restart the hosts for 45m services vm")
    shown = await bob.opens_home()
    assert "*Open incidents*: 1" in shown
    assert "*INC-1 · detect · SEV1 critical* · Hypervisor escape" in shown
    assert "INC-1: approve or decline “restart the hosts”" in shown
    assert "INC-1: CERT-In, cyber incident report, by 2 March 2026, 19:30 UTC" in shown
    assert ":white_circle: INC-1 · *1* Rotate the keys" in shown
    assert "approve or decline" not in (await alice.opens_home()).partition("Open inc")[0]
    await time.passes(minutes=3 * 24 * 60)
    assert ":red_circle: INC-1 · *1*" in (await bob.opens_home()).partition("Open incidents")[0]

    told, shown = await bob.clicks_at_home("Done: INC-1 1")
    assert told == "Action 1 of INC-1 is done. It was the last one."
    assert "*Your action items*\nNone." in shown
    assert ":white_check_mark: <@U0BOB> did action 1" in await incidents.latest()
    told, _ = await bob.clicks_at_home("Catch up")
    assert "*What happened last*" in told


@on_both_deliveries
async def test_who_has_no_part_in_incidents_reads_nothing_of_them(dave: Person) -> None:
    shown = await dave.opens_home()
    assert "Ask who is responsible" in shown
    assert "INC-1" not in shown
    assert "Hypervisor escape" not in shown
