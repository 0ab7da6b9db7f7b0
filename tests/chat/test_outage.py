"""Telling customers of an outage, of its estimate, and of its end."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person, buttons_of
from tests.chat.slack import Json

OUTAGE = "/incident outage Virtual Machines, West Europe: partial outage impact partial services vm"


def shown(message: Json) -> list[Json]:
    """Return a message's blocks without the ids that Slack gives them."""
    return [
        {key: part for key, part in block.items() if key != "block_id"}
        for block in message["blocks"]
    ]


@pytest.mark.usefixtures("customers", "incident")
async def test_the_preview_is_exactly_what_goes_to_exactly_whom(
    carol: Person, acme: Channel, globex: Channel, initech: Channel
) -> None:
    preview = await carol.types(f"{OUTAGE} eta 15:45 next 15m")
    assert (
        "*Preview: not sent yet.* It goes to Acme in <#C0ACME>, Globex in <#C0GLOBEX>." in preview
    )
    assert preview.buttons == ["Send to 2 customers", "Discard"]
    assert await acme.messages() == await globex.messages() == []
    told = await carol.clicks("Send to")
    assert "On its way to Acme in <#C0ACME>, Globex in <#C0GLOBEX>." in told
    (at_acme,), (at_globex,) = await acme.messages(), await globex.messages()
    assert at_acme["text"] == at_globex["text"]
    assert at_acme["text"] in preview
    sent = shown(at_acme)
    previewed = shown(preview.messages[0])
    start = next(n for n, block in enumerate(previewed) if block["type"] == "divider") + 1
    assert previewed[start : start + len(sent)] == sent
    assert previewed[start + len(sent)]["type"] == "divider"
    assert await initech.messages() == []


@pytest.mark.usefixtures("customers", "incident")
async def test_the_first_notice_says_what_is_affected_until_when_and_when_the_next_comes(
    carol: Person, acme: Channel
) -> None:
    await carol.types(f"{OUTAGE} eta 15:45 next 15m")  # Berlin is at UTC+1
    await carol.clicks("Send to")
    text = await acme.latest()
    assert text.startswith("*Outage · Virtual Machines, West Europe: partial outage*\n")
    assert "Part of the service is not available" in text
    assert "Estimated recovery: 14:45 UTC." in text
    assert "Next update by 14:15 UTC." in text
    assert "<!date^1772460900^" in text  # each reader's own zone


@pytest.mark.parametrize(
    ("impact", "feel", "following"),
    [
        ("full", "The service is not available", "14:15"),
        ("partial", "Part of the service is not available", "14:30"),
        ("degraded", "slower or less reliable", "15:00"),
    ],
)
@pytest.mark.usefixtures("customers", "incident")
async def test_cadence_follows_what_customers_feel_and_no_estimate_is_said_honestly(
    carol: Person, acme: Channel, impact: str, feel: str, following: str
) -> None:
    await carol.types(f"/incident outage Disks impact {impact} services disks")
    await carol.clicks("Send to 1 customer")
    text = await acme.latest()
    assert feel in text
    assert f"Next update by {following} UTC." in text
    assert "There is no estimate of recovery yet." in text


@pytest.mark.usefixtures("customers", "incident")
async def test_named_customers_are_told_instead_of_all_users(
    carol: Person, acme: Channel, initech: Channel
) -> None:
    preview = await carol.types("/incident outage Mail impact full customers initech")
    assert "It goes to Initech in <#C0INITECH>." in preview
    await carol.clicks("Send to 1 customer")
    assert len(await initech.messages()) == 1
    assert await acme.messages() == []


WRONG = {
    "VMs services vm": "what do customers feel?",
    "VMs impact bad services vm": "“bad” is no impact",
    "VMs impact full": "which services are affected?",
    "VMs impact full services fax": "No customer uses fax",
    "VMs impact full customers hooli": "There is no customer “hooli”. There are: Acme",
    "impact full services vm": "The title for customers is empty",
    "VMs impact full services vm eta yesterday": "not a time that I can read",
    "VMs impact full services vm eta 2026-03-02T13:00Z": "has passed",
    "VMs impact full services vm next never": "not a time that I can read",
    "VMs impact full services vm impact full": "“impact” stands there twice",
}


@pytest.mark.usefixtures("customers", "incident")
async def test_what_is_wrong_with_the_line_is_said_and_nothing_goes_out(
    carol: Person, acme: Channel
) -> None:
    for line, answer in WRONG.items():
        told = await carol.types(f"/incident outage {line}")
        assert answer in told, line
        assert told.buttons == []
    assert await acme.messages() == []


@pytest.mark.usefixtures("customers", "incident")
async def test_the_form_keeps_what_was_typed_and_shows_the_same_preview(
    carol: Person, acme: Channel
) -> None:
    form = await carol.clicks_for_form("Tell customers")
    assert form.fields == ["text", "impact", "services", "regions", "customers", "eta", "next"]
    refused = await form.fill(text="@here VMs", impact="full", services="vm")
    assert "a mention of everybody" in next(iter(refused.errors.values()))
    preview = await form.fill(text="VMs", impact="full", services="vm", eta="+45m")
    assert preview.buttons == ["Send to 2 customers", "Discard"]
    await carol.clicks("Send to")
    assert (await acme.latest()).startswith("*Outage · VMs*")


@pytest.mark.usefixtures("outage")
async def test_all_that_follows_stands_in_the_outages_one_thread(
    carol: Person, acme: Channel, globex: Channel, incidents: Channel
) -> None:
    for line in ("update We are restarting hosts", "eta 16:30", "recovered Thank you"):
        await carol.types(f"/incident {line}")
        await carol.clicks("Send to")
    for channel in (acme, globex):
        (thread,) = await channel.threads()
        kinds = [one["text"].partition(" · ")[0] for one in thread]
        assert kinds == ["*Outage", "*Update", "*New estimate", "*Resolved"]
    told = [text for text in await incidents.reads() if "customers" in text]
    assert any(":loudspeaker: <@U0CAROL> updated customers." in text for text in told)


@pytest.mark.usefixtures("outage")
async def test_a_moved_estimate_shows_the_one_before_to_customers_and_the_reason_stays_inside(
    carol: Person, acme: Channel, incidents: Channel
) -> None:
    preview = await carol.types("/incident eta 16:30 the firmware is slow")
    assert "The reason stays inside: the firmware is slow" in preview
    await carol.clicks("Send to")
    text = await acme.latest()
    assert "Estimated recovery: 15:30 UTC. Before, it was 14:45 UTC." in text
    assert "firmware" not in text
    inside = await incidents.latest()
    assert "the estimate of recovery moved from 14:45 UTC to *15:30 UTC*" in inside
    assert "Reason: the firmware is slow" in inside


@pytest.mark.usefixtures("outage")
async def test_an_estimate_that_passes_pages_the_liaison_until_customers_hear_of_it(
    carol: Person, incidents: Channel, time: Time
) -> None:
    await carol.types("/incident update Half of it is back next 2h")
    await carol.clicks("Send to")
    await time.passes(minutes=45)
    said = (await incidents.message("has not come"))["text"]
    assert "<@U0CAROL>: the recovery that customers expect by 14:45 UTC has not come" in said
    assert "expect recovery by 14:45 UTC, which has passed" in await carol.direct.latest()
    await carol.types("/incident eta none")
    await carol.clicks("Send to")
    paged = len(await carol.direct.messages())
    await time.passes(minutes=6)
    assert len(await carol.direct.messages()) == paged


@pytest.mark.usefixtures("outage")
async def test_an_estimate_can_be_taken_back_and_an_update_can_carry_a_new_one(
    carol: Person, acme: Channel
) -> None:
    await carol.types("/incident eta none")
    await carol.clicks("Send to")
    assert "There is no estimate of recovery at present. Before, it was 14:45 UTC." in (
        await acme.latest()
    )
    await carol.types("/incident update Half of it is back eta +2h next 20m")
    await carol.clicks("Send to")
    text = await acme.latest()
    assert "Half of it is back" in text
    assert "Estimated recovery: 16:00 UTC. Before, it was 14:45 UTC." in text
    assert "Next update by 14:20 UTC." in text


@pytest.mark.usefixtures("outage")
async def test_an_estimate_that_customers_know_is_not_told_again(carol: Person) -> None:
    await carol.types("/incident eta none")
    await carol.clicks("Send to")
    assert "Customers know this estimate already" in await carol.types("/incident eta none")
    form = await carol.types_for_form("/incident eta")
    assert form.fields == ["text"]


@pytest.mark.usefixtures("outage")
async def test_recovered_ends_it_and_the_card_says_so(
    carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await time.passes(minutes=10)
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    text = await acme.latest()
    assert text.startswith("*Resolved · Virtual Machines, West Europe: partial outage*")
    assert "It began at 14:00 UTC and is over as of 14:10 UTC." in text
    assert "No further update is planned." in text
    assert "Over since 2 March 2026, 14:10 UTC" in (await incidents.reads())[0]
    assert "has no open outage" in await carol.types("/incident update more")


@pytest.mark.usefixtures("outage")
async def test_one_outage_at_a_time(carol: Person) -> None:
    told = await carol.types(OUTAGE)
    assert "Customers know of an open outage already" in told
    assert "/incident INC-1 recovered" in told


@pytest.mark.usefixtures("outage")
async def test_the_incident_is_not_closed_while_customers_wait(alice: Person) -> None:
    for line in ("advance", "advance security incident", "plan isolate it", "advance"):
        await alice.types(f"/incident {line}")
    told = await alice.types("/incident close")
    assert "is not over: customers wait for its end" in told
    assert "/incident INC-1 recovered" in told


@pytest.mark.usefixtures("incident")
async def test_update_before_any_outage_says_how_to_begin(carol: Person) -> None:
    for line in ("update all well", "eta 15:30", "recovered"):
        told = await carol.types(f"/incident {line}")
        assert "INC-1 has no open outage: customers have not been told of one." in told
        assert "/incident INC-1 outage" in told


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_a_discarded_preview_goes_nowhere_and_cannot_be_sent(
    carol: Person, acme: Channel, incidents: Channel
) -> None:
    preview = await carol.types("/incident update All is well")
    confirm = next(
        each["value"] for each in buttons_of(preview.messages[0]) if "confirm" in each["value"]
    )
    assert "Discarded; nothing was sent." in await carol.clicks("Discard")
    assert "already" in await carol.types(f"/incident {confirm}")
    assert len(await acme.messages()) == 1
    assert "discarded a drafted update notice" in (await carol.types("/incident timeline")).text
    assert "All is well" not in "\n".join(await incidents.reads())


@pytest.mark.usefixtures("outage")
async def test_a_preview_is_sent_once_whoever_clicks(
    carol: Person, alice: Person, acme: Channel
) -> None:
    preview = await carol.types("/incident update All is well")
    line = next(
        each["value"] for each in buttons_of(preview.messages[0]) if "confirm" in each["value"]
    )
    await carol.clicks("Send to")
    assert "This was sent already, by <@U0CAROL>." in await alice.types(f"/incident {line}")
    assert len(await acme.messages()) == 2


@pytest.mark.usefixtures("outage")
async def test_a_preview_goes_stale_when_customers_were_told_something_since(
    carol: Person, alice: Person, acme: Channel
) -> None:
    await carol.types("/incident update Half of it is back")
    stale = (await carol.reads())[-1]
    await alice.types("/incident recovered")
    await alice.clicks("Send to")
    told = await carol.clicks("Send to", message=stale)
    assert "Customers were told something else since this preview" in told
    assert "Half of it is back" not in "\n".join(await acme.reads())


@pytest.mark.usefixtures("outage")
async def test_a_preview_goes_stale_when_its_promise_has_passed(carol: Person, time: Time) -> None:
    await carol.types("/incident update One next 5m")
    await time.passes(minutes=6)
    late = await carol.clicks("Send to")
    assert "The preview promises an update by 14:05 UTC, which has passed" in late


@pytest.mark.usefixtures("customers", "incident")
async def test_a_preview_goes_stale_when_its_recipients_have_changed(
    carol: Person, acme: Channel
) -> None:
    await carol.types("/incident outage Machines impact partial services vm")
    stale = (await carol.reads())[-1]
    await carol.types("/customers remove Globex")
    assert "The recipients have changed" in await carol.clicks("Send to", message=stale)
    assert await acme.messages() == []


@pytest.mark.usefixtures("outage")
async def test_a_customer_who_waits_for_the_end_of_an_outage_is_not_removed(carol: Person) -> None:
    told = await carol.types("/customers remove Globex")
    assert "Globex is promised an update by 14:15 UTC" in told
    assert "/incident INC-1 recovered" in told
