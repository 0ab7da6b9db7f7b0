"""Obligations: clocks that only people start, reminders, and what was met when."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")


@on_both_databases
async def test_a_clock_runs_from_what_somebody_stated_and_reminds_until_it_is_met(
    alice: Person, carol: Person, incidents: Channel, time: Time
) -> None:
    told = await carol.types("/incident obligation gdpr-33-1 aware at 14:30")
    assert (
        "due by 5 March 2026, 13:30 UTC (05 Mar 14:30 Europe/Berlin, 13:30 UTC, in 2 d 23 h)"
        in told
    )
    assert "unverified" not in told
    assert await incidents.latest() == (
        ":hourglass: <@U0CAROL> started the clock of *GDPR 33(1), notice of a breach*: the "
        "controller became aware of the breach at 13:30 UTC. Due by 5 March 2026, 13:30 UTC to "
        "supervisory authority."
    )
    assert (
        "*Deadlines*\nGDPR 33(1), notice of a breach to supervisory authority: by 5 March"
        in (await incidents.reads())[0]
    )
    again = await alice.types("/incident obligation gdpr-33-1 at 14:00 utc")
    assert "runs already, started by <@U0CAROL>" in again

    await time.passes(minutes=36 * 60 - 30)
    assert "<@U0ALICE>: Half of the time has gone for *GDPR 33(1)" in await incidents.latest()
    await time.passes(minutes=22 * 60)
    assert "80 % of the time has gone" in await incidents.latest()
    await time.passes(minutes=14 * 60)
    assert ":rotating_light: <@U0ALICE>: The time is over" in await incidents.latest()

    await time.passes(minutes=20)
    await carol.types("/incident deadlines")
    form = await carol.clicks_for_form("Met: gdpr")
    told = await form.fill(text="Case 2026-117", at="14:45")
    assert "met as of 14:45 Europe/Berlin, 13:45 UTC, 5 min ago: Case 2026-117" in told
    assert (
        ":white_check_mark: <@U0CAROL> met *GDPR 33(1), notice of a breach*, 15 min late: "
        "Case 2026-117" in await incidents.latest()
    )
    assert "Deadlines" not in (await incidents.reads())[0]
    assert "is met already, by <@U0CAROL>" in await alice.types("/incident met gdpr-33-1 again")
    before = len(await incidents.messages())
    await time.passes(minutes=7 * 24 * 60)
    assert len(await incidents.messages()) == before


async def test_nobody_is_aware_by_opening_and_an_instant_is_asked_for(
    alice: Person, incidents: Channel
) -> None:
    assert "No clock runs. Only a person starts one" in await alice.types("/incident deadlines")
    asked = await alice.types("/incident obligation gdpr-33-1")
    assert "State the instant at which the controller became aware" in asked
    assert len(await incidents.messages()) == 1
    assert "does not start with “discovered”" in await alice.types(
        "/incident obligation gdpr-33-1 discovered at 13:00"
    )
    assert "/incident obligation gdpr-33-1 at 02:51" in await alice.types(
        "/incident obligation gdpr at 13:00"
    )
    assert "not a time that has passed" in await alice.types(
        "/incident obligation gdpr-33-1 at 2026-03-02T15:00Z"
    )
    asked = await alice.types("/incident obligation gdpr-33-1")
    assert "due by 5 March 2026, 14:00 UTC" in await alice.clicks("It is now")


async def test_a_regime_s_steps_follow_and_what_is_unverified_says_so(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    told = await alice.types("/incident obligation nis2-early-warning aware at 13:00")
    assert "unverified: have somebody read the law" in told
    assert "NIS2 23(4)(a), early warning* to CSIRT or competent authority: due by 3 March" in told
    assert "NIS2 23(4)(b), incident notification" in told
    assert "(unverified)" in await incidents.latest()
    await alice.types("/incident met nis2-early-warning Case 1")
    assert "final report" not in (await bob.types("/incident INC-1 deadlines")).text
    told = await alice.types("/incident met nis2-notification Case 2 at 13:30")
    assert "*NIS2 23(4)(d), final report* runs now, due by 2 April 2026, 13:30 UTC" in told
    listed = await bob.types("/incident INC-1 deadlines")
    assert "09:30 America/New_York" in listed
    assert ":white_check_mark: NIS2 23(4)(a), early warning: met 2 March 2026, 14:00 UTC" in listed


@pytest.mark.usefixtures("customers")
async def test_the_provider_s_promise_and_the_customer_s_duty_are_two_entries(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    menu = await alice.types("/incident obligation")
    (options,) = [
        block["elements"][0]["options"]
        for block in menu.messages[0]["blocks"]
        if block["type"] == "actions"
    ]
    assert "INC-1 obligation-of provider-72h" in [each["value"] for each in options]
    unknown = await alice.types("/incident obligation gdpr-33-1 aware at 13:30 customer Umbrella")
    assert "There is no customer “Umbrella”" in unknown
    assert "INC-1 obligation-of nis2-final" not in [each["value"] for each in options]
    form = await alice.chooses("INC-1 obligation-of provider-72h", menu.messages[0])
    await form.fill(at="13:00")
    await alice.types("/incident obligation gdpr-33-1 aware at 13:30 customer Acme")
    await alice.types("/incident obligation gdpr-33-1 aware at 13:50 customer Globex")
    (card, *_) = await incidents.reads()
    assert "The provider's own promise to customers to affected customers" in card
    assert "and 2 more" in card
    which = await bob.types("/incident met gdpr-33-1 sent by mail")
    assert which.buttons == [
        "2: GDPR 33(1), notice of a breach, for Acme",
        "3: GDPR 33(1), notice of a breach, for Globex",
    ]
    assert (
        "for Acme* is met as of 09:00 America/New_York, 14:00 UTC, in 0 min: sent by mail"
        in await bob.clicks("2: GDPR")
    )
    told = await bob.types("/incident waive 3 no data of theirs was reached")
    assert "does not apply" in told
    assert "Reason: no data of theirs was reached" in await incidents.latest()


@pytest.mark.usefixtures("customers")
async def test_a_customer_s_own_rules_are_offered_first_and_start_together(
    alice: Person, carol: Person
) -> None:
    told = await carol.types("/customers set Acme obligations gdpr-33-3")
    assert "There is no rule “gdpr-33-3”. Did you mean gdpr-33-1" in told
    told = await carol.types("/customers set Acme obligations gdpr-33-1,nis2-early-warning,sec-8-k")
    assert "must tell by gdpr-33-1, nis2-early-warning and sec-8-k" in told
    assert "Acme chose" not in await alice.types("/incident obligation")
    await carol.types("/incident outage Virtual Machines impact full services vm")
    await carol.clicks("Send to")
    menu = await alice.types("/incident obligation")
    assert "Acme chose `gdpr-33-1` GDPR 33(1)" in menu
    assert "starts several clocks" in await alice.types("/incident obligation aware at 13:30")
    form = await alice.chooses("INC-1 obligation-of sec-8-k customer Acme", menu.messages[0])
    assert "for Acme" in await form.fill(at="13:00", customer="acme")
    told = await alice.types("/incident obligation aware at 13:30 customer Acme")
    for name in ("GDPR 33(1), notice", "NIS2 23(4)(a)", "NIS2 23(4)(b)"):
        assert f"{name}" in told
    assert "SEC" not in told


async def test_others_neither_start_nor_read_deadlines(dave: Person, incidents: Channel) -> None:
    for line in ("obligation gdpr-33-1 at 13:00", "deadlines", "met gdpr-33-1 x", "waive 1 x"):
        assert "Only members of #incidents can" in await dave.types(f"/incident {line}")
    assert len(await incidents.messages()) == 1
