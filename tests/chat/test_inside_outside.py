"""What customers can never read: numbers, severities, layers, inner titles, other customers."""

import json

import pytest

from domain.words import InternalMessage
from storage import outbox
from tests.chat.channels import Channel
from tests.chat.conftest import STARTS_AT, Onus, Time
from tests.chat.people import Person
from tests.chat.workspace import TEAM

HOSTILE = (
    "<!channel> <@U0EVE> *bold* `code` <https://evil.example|click> & &lt;b&gt; \u202ecba \u0007"
)


@pytest.mark.usefixtures("customers", "incident")
async def test_inside_words_are_shown_in_their_place_and_go_out_only_with_a_reason(
    alice: Person, carol: Person, acme: Channel
) -> None:
    preview = await carol.types(
        "/incident outage VMs of Initech, see https://status.example impact full services vm"
    )
    assert (
        "It would tell customers another customer's name (“Initech”); a link "
        "(“https://status.example”)." in preview
    )
    assert "VMs of *⟦Initech⟧*, see *⟦https://status.example⟧*" in preview
    assert preview.buttons == ["Send anyway…", "Discard"]
    assert "Send it with a reason, or type it anew" in await carol.types("/incident confirm")
    await carol.types("/incident discard")
    await carol.types("/incident outage VMs, see https://status.example impact full services vm")
    form = await carol.clicks_for_form("Send anyway")
    await form.fill(anyway="our public status page")
    assert "VMs, see https://status.example" in await acme.latest()
    timeline = await alice.types("/incident timeline")
    assert "sends it although it tells customers a link (“https://status.example”)" in timeline
    assert "Reason: our public status page" in timeline


@pytest.mark.usefixtures("customers", "incident")
async def test_broadcasts_and_secrets_go_out_for_no_reason(carol: Person, acme: Channel) -> None:
    for words, what in (("@channel VMs", "a mention of everybody"), ("xoxb-1-abc", "a secret")):
        told = await carol.types(f"/incident outage {words} impact full services vm")
        assert f"The title would tell customers {what}" in told
        assert told.buttons == []
    assert "There is no such preview" in await carol.types("/incident confirm anyway I must")
    assert await acme.messages() == []


@pytest.mark.usefixtures("customers")
async def test_the_incidents_own_title_never_becomes_the_public_one(
    alice: Person, carol: Person, acme: Channel
) -> None:
    await alice.types("/incident open Strange noise in Dublin")
    told = await carol.types("/incident outage strange  NOISE in dublin impact full services vm")
    assert "It would tell customers the incident's inner title" in told
    assert told.buttons == ["Send anyway…", "Discard"]
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
        assert "Send to 2 customers" not in told.buttons
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
    why = await carol.clicks_for_form("Send anyway")
    await why.fill(anyway="it mentions nobody")
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
