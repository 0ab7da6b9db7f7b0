"""Roles: who commands, who tells customers; given, taken and handed over where all can read it."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person
from tests.chat.test_paging import pages


@pytest.mark.usefixtures("incident")
@on_both_databases
async def test_roles_are_given_taken_and_handed_over_with_how_things_stand(
    alice: Person, bob: Person, carol: Person, incidents: Channel
) -> None:
    assert "<@U0CAROL> is *Customer Liaison*" in await alice.types(
        "/incident assign liaison <@U0CAROL|carol>"
    )
    assert "You are *Customer Liaison* of *INC-1*" in await carol.direct.latest()
    assert "You are *Scribe*" in await bob.types("/incident take scribe")
    told = await alice.types("/incident handover commander <@U0BOB> two hosts left, proxy is next")
    assert "<@U0BOB> is *Incident Commander* of INC-1 now, and has your summary" in told
    assert "How things stand: two hosts left, proxy is next" in await bob.direct.latest()
    card = (await incidents.reads())[0]
    assert "Incident Commander: <@U0BOB>" in card
    assert "Customer Liaison: <@U0CAROL>" in card
    assert "Scribe: <@U0BOB>" in card
    timeline = await alice.types("/incident timeline")
    assert "<@U0ALICE> handed *Incident Commander* over to <@U0BOB>" in timeline
    assert "<@U0CAROL> is *Customer Liaison* now. <@U0ALICE> decided so." in timeline


@pytest.mark.usefixtures("incident")
async def test_a_role_is_refused_with_who_could_have_it(alice: Person, bob: Person) -> None:
    for line, refusal in {
        "assign scribe <@U0DAVE>": "<@U0DAVE> cannot be Scribe: it takes the right “responder”",
        "assign commander <@U0EVE>": "<@U0EVE> is not of your organisation",
        "assign king <@U0BOB>": "“king” is no role. There are commander, liaison",
        "assign scribe bob": "Pick one person",
        "take commander": "<@U0ALICE> is Incident Commander already",
        "handover liaison <@U0BOB> all is well": "Nobody is Customer Liaison, not you",
        "handover commander <@U0BOB>": "Say how things stand",
    }.items():
        assert refusal in await alice.types(f"/incident {line}"), line
    assert "<@U0ALICE> is Incident Commander, not you" in await bob.types(
        "/incident handover commander <@U0ALICE> done"
    )
    await alice.types("/incident grant commander <@U0ALICE>")
    assert "<@U0BOB> cannot be Incident Commander" in await bob.types("/incident take ic")
    assert "Only those with the right “commander” can choose a commander: <@U0ALICE>" in (
        await bob.types("/incident assign commander <@U0ALICE>")
    )


@pytest.mark.usefixtures("incident")
async def test_forms_ask_for_the_same(alice: Person, bob: Person) -> None:
    form = await alice.types_for_form("/incident handover")
    assert form.fields == ["role", "to", "text"]
    await form.fill(role="commander", to="U0BOB", text="proxy is next")
    assert "How things stand: proxy is next" in await bob.direct.latest()
    form = await alice.types_for_form("/incident page")
    await form.fill(to="U0BOB", text="look at the proxy")
    assert "look at the proxy" in (await pages(bob))[-1]["text"]


async def test_without_a_commander_those_who_could_are_paged_then_the_channel_then_nobody(
    dave: Person, alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await dave.types("/incident open Hypervisor escape suspected on cluster 7 sev 1")
    assert "Incident Commander: nobody" in (await incidents.reads())[0]
    assert "nobody commands it" in (await pages(alice))[0]["text"]
    assert await dave.direct.messages() == []
    await time.passes(minutes=60)
    asked = [text for text in await incidents.reads() if "Nobody is *Incident Commander*" in text]
    assert len(asked) == 1
    assert "Nobody is asked again" in asked[0]
    assert len(await pages(alice)) == 1
    assert "You are *Incident Commander*" in await bob.clicks("Take it")
    assert "Incident Commander: <@U0BOB>" in (await incidents.reads())[0]


async def test_whoever_takes_command_ends_the_page_for_it(
    dave: Person, alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await dave.types("/incident open Hypervisor escape suspected on cluster 7 sev 1")
    await alice.types("/incident take commander")
    before = len(await incidents.messages())
    await time.passes(minutes=60)
    assert len(await incidents.messages()) == before
    assert len(await pages(bob)) == 1


@pytest.mark.usefixtures("outage")
async def test_whoever_tells_customers_is_their_liaison(
    carol: Person, incidents: Channel, time: Time
) -> None:
    assert "Customer Liaison: <@U0CAROL>" in (await incidents.reads())[0]
    await time.passes(minutes=120)
    assert "Nobody is *Customer Liaison*" not in "".join(await incidents.reads())
    assert "You are" not in await carol.direct.latest()


@pytest.mark.usefixtures("customers", "incident")
async def test_where_the_commander_tells_customers_a_liaison_is_asked_for_twice(
    alice: Person, carol: Person, incidents: Channel, time: Time
) -> None:
    await alice.types("/incident outage Virtual Machines impact partial services vm")
    await alice.clicks("Send to")

    def asked(texts: list[str]) -> int:
        return sum("Nobody is *Customer Liaison*" in text for text in texts)

    assert asked(await incidents.reads()) == 0
    await time.passes(minutes=5)
    assert asked(await incidents.reads()) == 1
    await time.passes(minutes=120)
    assert asked(await incidents.reads()) == 2
    assert "You are *Customer Liaison*" in await carol.clicks("Take it")


@pytest.mark.usefixtures("incident")
async def test_a_page_goes_to_a_role_and_past_the_commander_to_the_deputy(
    alice: Person, bob: Person, carol: Person, time: Time
) -> None:
    assert "Nobody is Customer Liaison" in await bob.types("/incident page liaison look")
    await alice.types("/incident assign deputy <@U0CAROL>")
    assert "Paged: <@U0ALICE>" in await bob.types("/incident page commander look")
    await time.passes(minutes=5)
    assert [len(await pages(one)) for one in (alice, bob, carol)] == [1, 0, 1]
    assert "Paged: <@U0ALICE>, <@U0BOB>" in await carol.types(
        "/incident page security-oncall look again"
    )
