"""People of a customer report what they see and ask about their own outage; no more than that."""

import pytest

from tests.chat.channels import Channel
from tests.chat.people import Person

SEEN = "our machines do not start, sev 1 for <!here>"


@pytest.mark.usefixtures("customers")
async def test_a_customers_report_reaches_the_people_on_duty_with_a_form_to_open_an_incident(
    eve: Person, bob: Person, acme: Channel, incidents: Channel
) -> None:
    thanked = await eve.says(f"@onus report {SEEN}")
    assert "Thank you. At 14:00 UTC your report was passed on" in thanked
    assert not any(word in thanked for word in ("INC", "SEV", "incident"))
    assert await incidents.latest() == (
        ":mega: *Acme* reports, by <@U0EVE>: our machines do not start, sev 1 for &lt;!here&gt;"
    )
    form = await bob.clicks_for_form("Open incident")
    assert "our machines do not start" in str(form.view["blocks"][0])
    assert "INC-1* is open as SEV2 major" in await form.fill(text="No starts at Acme", sev="2")
    assert {one["user"] for one in await acme.messages()} == {"U0EVE"}


@pytest.mark.usefixtures("customers")
async def test_a_report_says_something_and_in_a_customers_channel(
    eve: Person, dave: Person
) -> None:
    assert "What do you see?" in await eve.says("@onus report")
    assert "/incident open" in await dave.types("/incident report the door is open")


@pytest.mark.usefixtures("outage")
async def test_a_customer_reads_of_its_own_outage_and_of_nobody_elses(
    eve: Person, alice: Person, carol: Person
) -> None:
    told = await eve.says("@onus status")
    assert "*Virtual Machines, West Europe: partial outage* since 2 March 2026" in told
    assert "estimated recovery 2 March 2026, 14:45 UTC; next update by 2 March 2026" in told
    assert not any(word in told for word in ("INC", "SEV", "Globex", "ypervisor", "detect"))
    await alice.types("/incident open Slow mail")
    await carol.types("/incident INC-2 outage Mail is slow impact degraded services m365")
    await carol.clicks("Send to 1 customer")
    assert "Mail" not in await eve.says("@onus status")
    await carol.types("/incident INC-1 recovered")
    await carol.clicks("Send to")
    assert "You were told of no outage that is still open" in await eve.says("@onus status")
