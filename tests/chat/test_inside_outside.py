"""What customers can never read: numbers, severities, layers, inner titles, other customers."""

import json

import pytest

from domain.words import InternalMessage
from storage import outbox
from tests.chat.channels import Channel
from tests.chat.conftest import STARTS_AT, Onus, Time, on_one_database
from tests.chat.people import Person
from tests.chat.workspace import TEAM

pytestmark = on_one_database

HOSTILE = (
    "<!channel> <@U0EVE> *bold* `code` <https://evil.example|click> & &lt;b&gt; \u202ecba \u0007"
)


INSIDE_WORDS = {
    "VMs down (INC-1)": "an incident number",
    "VMs down inc1": "an incident number",
    "SEV1 on VMs": "a severity",
    "severity 1 on VMs": "a severity",
    "The Hypervisor is down": "a layer of the platform",
    "physical hosts are down": "a layer of the platform",
    "VMs of Initech are down": "another customer's name (“Initech”)",
    "VMs of GLOBEX and others": "another customer's name (“Globex”)",
    "@channel VMs are down": "a mention of everybody",
    "<!here> VMs are down": "a mention of everybody",
    "use xoxb-1-abc to log in": "a secret",
}


@pytest.mark.usefixtures("customers", "incident")
async def test_the_outbound_check_says_which_inside_word_a_text_holds(
    carol: Person, acme: Channel
) -> None:
    for title, why in INSIDE_WORDS.items():
        told = await carol.types(f"/incident outage {title} impact full services vm")
        assert f"The title would tell customers {why}" in told, title
        assert told.buttons == []
    assert await acme.messages() == []


@pytest.mark.usefixtures("customers")
async def test_the_incidents_own_title_never_becomes_the_public_one(
    alice: Person, carol: Person, acme: Channel
) -> None:
    await alice.types("/incident open Strange noise in Dublin")
    told = await carol.types("/incident outage strange  NOISE in dublin impact full services vm")
    assert "the incident's inner title" in told
    assert await acme.messages() == []


@pytest.mark.usefixtures("customers", "incident")
async def test_a_sole_reader_may_read_its_own_name(carol: Person, acme: Channel) -> None:
    await carol.types("/incident outage Disks of Acme impact full services disks")
    await carol.clicks("Send to 1 customer")
    assert (await acme.latest()).startswith("*Outage · Disks of Acme*")


@pytest.mark.usefixtures("outage")
async def test_updates_and_last_words_are_checked_too(carol: Person, acme: Channel) -> None:
    for line in ("update INC-1 is nearly over", "recovered the hypervisor is back"):
        told = await carol.types(f"/incident {line}")
        assert "would tell customers" in told
    assert len(await acme.messages()) == 1


@pytest.mark.usefixtures("customers")
async def test_nothing_of_the_inside_is_on_any_surface_that_customers_can_read(
    alice: Person, carol: Person, acme: Channel, globex: Channel, initech: Channel, time: Time
) -> None:
    """Text, blocks, metadata, button values: what_always_holds looks for numbers and layers."""
    await alice.types("/incident open Zebra leak sev 1 layer hypervisor model iaas services vm")
    await alice.types("/incident mitigate restart cluster 7 for 45m services vm")
    await carol.types("/incident outage Virtual Machines impact partial services vm eta +45m")
    await carol.clicks("Send to")
    await time.passes(minutes=30)
    await carol.types("/incident eta +90m because zebra")
    await carol.clicks("Send to")
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    for channel, other in ((acme, "Globex"), (globex, "Acme")):
        messages = await channel.messages()
        assert len(messages) == 4
        for one in messages:
            surface = json.dumps({**one, "channel": ""}).lower()
            for word in ("zebra", "cluster 7", "provider", "iaas", "detect", other.lower()):
                assert word not in surface
            assert "action_id" not in surface
    assert await initech.messages() == []


@pytest.mark.usefixtures("customers")
async def test_hostile_words_are_shown_as_typed_and_mention_nobody(
    alice: Person, carol: Person, acme: Channel, incidents: Channel
) -> None:
    form = await alice.types_for_form("/incident open")
    await form.fill(text=HOSTILE)
    await alice.types(f"/incident note {HOSTILE}")
    form = await carol.clicks_for_form("Tell customers")
    refused = await form.fill(text=HOSTILE, impact="full", services="vm")
    assert "a mention of everybody" in refused.errors["text"]
    await form.fill(text="VM <b> & *x* `y` <@U0EVE>", impact="full", services="vm")
    await carol.clicks("Send to")
    for one in [*await incidents.messages(), *await acme.messages()]:
        surface = json.dumps(one)
        assert "<!channel>" not in surface
        assert "<@U0EVE>" not in surface
        assert "<https://evil" not in surface
    assert "VM &lt;b&gt; &amp; *x* `y` &lt;@U0EVE&gt;" in await acme.latest()


@pytest.mark.usefixtures("customers")
async def test_internal_words_for_a_customers_channel_stop_at_the_outbox(
    onus: Onus, acme: Channel
) -> None:
    message = InternalMessage("INC-1 is bad")
    with pytest.raises(outbox.InternalWordsError):
        async with onus.replica.database.write() as tx:
            await outbox.post(tx, TEAM, channel_id="C0ACME", message=message, now=STARTS_AT)
    assert await acme.messages() == []


@pytest.mark.usefixtures("outage")
async def test_the_only_metadata_is_a_delivery_id(acme: Channel) -> None:
    (notice,) = await acme.messages()
    assert notice["metadata"].keys() == {"event_type", "event_payload"}
    assert notice["metadata"]["event_type"] == "onus_delivery"
    assert len(notice["metadata"]["event_payload"]["delivery_id"]) == 36
