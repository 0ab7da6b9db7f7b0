"""A security advisory reaches the named security contacts alone, and always takes two people."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import on_both_databases
from tests.chat.people import Person

ADVISORY = "/incident advisory Rotate the keys of your machines today. customers Acme,Initech"


@pytest.mark.usefixtures("customers", "incident")
@on_both_databases
async def test_an_advisory_goes_to_the_contacts_alone_once_a_second_person_approved_it(
    carol: Person, bob: Person, dave: Person, acme: Channel, initech: Channel, globex: Channel
) -> None:
    refused = await carol.types(ADVISORY)
    assert "Acme, Initech: nobody is named as security contact" in refused
    no_contact = "/customers set Initech security-contact #general"
    assert "“#general” is no security contact" in await carol.types(no_contact)
    await carol.types("/customers set Initech security-contact <#C0INITECH|initech-status>")
    shown = await carol.types("/customers set Acme security-contact <@U0DAVE|dave>")
    assert "advisories to <@U0DAVE>" in shown
    preview = await carol.types(ADVISORY)
    assert "It goes to Acme directly to <@U0DAVE>, Initech in <#C0INITECH>." in preview
    assert preview.buttons == ["Ask for approval", "Discard"]
    await carol.clicks("Ask for approval")
    assert "always takes two people" in await carol.types("/incident send-alone it burns")
    assert [await each.messages() for each in (acme, initech, globex)] == [[], [], []]
    await bob.clicks("Approve and send")
    for read in (await dave.direct.latest(), await initech.latest()):
        assert read.startswith("*Security advisory*\nRotate the keys of your machines today.")
        assert "your time" in read
        assert "INC-" not in read
    assert [await each.messages() for each in (acme, globex)] == [[], []]
    assert "sent a security advisory" in await carol.types("/incident timeline")


@pytest.mark.usefixtures("customers", "incident")
async def test_what_holds_inside_words_changed_contacts_or_cannot_be_delivered_is_said(
    carol: Person, bob: Person, acme: Channel, incidents: Channel
) -> None:
    await carol.types("/customers set Acme security-contact <@U0EVE>")
    inside = await carol.types("/incident advisory Globex is attacked too customers Acme")
    assert "another customer's name (“Globex”)" in inside
    assert "Ask for approval anyway…" in inside.buttons
    await carol.types("/incident advisory Rotate your keys customers Acme")
    await carol.clicks("Ask for approval")
    await carol.types("/customers set Acme security-contact <@U0DAVE>")
    assert "The security contacts have changed" in await bob.clicks("Approve and send")
    await carol.types("/customers set Acme security-contact <@U0EVE>")
    await bob.clicks("Approve and send")
    failed = await incidents.message("could not be delivered")
    assert "A message to <@U0EVE> could not be delivered: user_not_visible" in failed["text"]
    assert "Name another security contact" in failed["text"]
    assert await acme.messages() == []
    frozen = await carol.types("/incident freeze wait for the lawyers")
    assert "Nothing of INC-1 goes to customers now" in frozen


@pytest.mark.usefixtures("outage")
async def test_customers_read_a_review_in_their_thread_once_the_outage_is_over(
    carol: Person, bob: Person, acme: Channel
) -> None:
    text = "/incident explain A faulty update. We test updates on one cluster first now."
    assert "Customers read a review once their outage is over." in await carol.types(text)
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    assert "Ask for approval" in (await carol.types(text)).buttons
    await carol.clicks("Ask for approval")
    await bob.clicks("Approve and send")
    review = (await acme.messages())[-1]
    assert review["text"].startswith("*Review · Virtual Machines, West Europe")
    assert "It began at 14:00 UTC and was over at 14:00 UTC." in review["text"]
    assert "A faulty update." in review["text"]
    assert review["thread_ts"] == (await acme.messages())[0]["ts"]
