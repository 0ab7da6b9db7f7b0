"""Drills: everything is real, and customers read nothing."""

import pytest

from bot.settings import Settings
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person

DRILL = "/incident drill Ransomware on the build hosts sev 1 services vm"
pytestmark = pytest.mark.usefixtures("customers")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"onus_drill_channel": "#general"})


@on_both_databases
async def test_what_customers_would_read_goes_to_the_channel_of_drills_in_threads_of_their_own(
    alice: Person,
    carol: Person,
    bob: Person,
    incidents: Channel,
    general: Channel,
    acme: Channel,
    time: Time,
) -> None:
    told = await alice.types(DRILL)
    assert told.text.startswith("*DRILL*: what customers would read goes to <#C0GENERAL> alone.")
    assert "DRILL Ransomware on the build hosts" in (await incidents.reads())[0]
    preview = await carol.types(
        "/incident outage Virtual Machines: partial outage impact partial services vm next 15m"
    )
    assert "goes to <#C0GENERAL> alone" in preview
    await carol.clicks("Send to")
    await carol.types("/incident update Half of it is back next 15m")
    await carol.clicks("Send to")
    await time.passes(minutes=15)
    await carol.types("/incident correct All of it is back")
    await carol.clicks("Only edit")
    for customer, thread in zip(("C0ACME", "C0GLOBEX"), await general.threads(), strict=True):
        assert len(thread) == 3
        for one in thread:
            assert one["text"].startswith(f"*DRILL*: not sent to <#{customer}>.\n")
        assert "All of it is back" in thread[1]["text"]
        assert "holding" not in thread[2]["text"]
    assert await acme.messages() == []
    await alice.types("/incident page <@U0BOB> look")
    (page,) = [one for one in await bob.direct.reads() if ":pager:" in one]
    assert page.startswith(":pager: *DRILL INC-1 · SEV1 critical* needs you: look")
    assert all("DRILL" in text for text in await incidents.reads())


async def test_an_advisory_of_a_drill_reaches_no_security_contact(
    carol: Person, bob: Person, dave: Person, general: Channel
) -> None:
    await carol.types("/customers set Acme security-contact <@U0DAVE|dave>")
    await carol.types(DRILL)
    await carol.types("/incident advisory Rotate your keys customers Acme")
    await carol.clicks("Ask for approval")
    await bob.clicks("Approve and send")
    assert (await general.latest()).startswith("*DRILL*: not sent directly to <@U0DAVE>.\n")
    assert await dave.direct.messages() == []


async def test_no_list_and_no_number_counts_it_but_the_list_of_drills(
    alice: Person, carol: Person, eve: Person, time: Time
) -> None:
    await alice.types("/incident open Escape services vm")
    await alice.types(DRILL)
    await alice.types("/incident INC-2 action Rotate the keys <@U0ALICE> due 2026-03-03")
    await carol.types("/incident INC-2 outage Outage impact partial services vm next 15m")
    await carol.clicks("Send to")
    await time.passes(minutes=20)
    assert "INC-2" not in await alice.types("/incident list")
    assert "*INC-2* · SEV1 critical · detect · DRILL Ransomware" in await alice.types(
        "/incident list drills"
    )
    assert "INC-2" not in await alice.opens_home()
    assert "INC-2" not in await alice.types("/incident actions mine")
    stats = await alice.types("/incident stats")
    assert "*The last 90 days*\nOpened: 1\n" in stats
    assert "Updates to customers" not in stats
    assert "Related: *INC-2" not in await alice.types("/incident open Another services vm")
    assert "no outage that is still open" in await eve.says("@onus status")
    merging = await alice.types("/incident INC-2 merge INC-1")
    assert "INC-2 is a drill: it is never merged with what is real" in merging
    assert "never merged" in await alice.types("/incident INC-1 merge INC-2")


@pytest.mark.usefixtures("onus")
class TestWithoutAPlace:
    """A drill is refused where its words could go to customers, or nowhere."""

    @pytest.fixture(params=["", "nowhere", "acme-status", "globex-status"])
    def settings(self, settings: Settings, request: pytest.FixtureRequest) -> Settings:
        return settings.model_copy(update={"onus_drill_channel": request.param})

    async def test_it_is_refused_with_what_mends_it(self, alice: Person, onus: Onus) -> None:
        told = await alice.types(DRILL)
        assert {
            "": "set ONUS_DRILL_CHANNEL",
            "nowhere": "I am not in #nowhere",
            "acme-status": "#acme-status is shared with another organisation",
            "globex-status": "is a channel of Globex",
        }[onus.settings.onus_drill_channel or ""] in told
        assert "No incident is open" in await alice.types("/incident list")


async def test_the_channel_of_drills_is_given_to_no_customer(carol: Person) -> None:
    told = await carol.types("/customers add Umbrella <#C0GENERAL|general> uses vm")
    assert "#general is where drills tell everything" in told
