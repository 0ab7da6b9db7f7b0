"""Five phases: forward, back, and what each asks for before it lets go."""

import asyncio

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = pytest.mark.usefixtures("incident")


async def test_an_incident_goes_through_its_five_phases_and_each_move_says_who_and_why(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    assert "INC-1 is in *assess* now" in await alice.types("/incident advance on-call has it")
    assert "*diagnose*" in await alice.types("/incident advance verdict security incident")
    await alice.types("/incident plan isolate cluster 7")
    assert "*stabilize*" in await alice.types("/incident next")
    await alice.types("/incident exposed unknown no logs")
    assert "*close*" in await alice.types("/incident resolve")
    await time.passes(minutes=1)
    assert "*closed*" in await bob.types("/incident close all done")
    card, *thread = await incidents.reads()
    assert card.startswith("*INC-1 · closed · SEV1 critical*")
    assert "Verdict: security incident" in card
    assert thread == [
        ":arrow_right: <@U0ALICE> moved it from detect to *assess*. Reason: on-call has it",
        ":arrow_right: <@U0ALICE> moved it from assess to *diagnose*. Verdict: security incident.",
        ":shield: <@U0ALICE> put down how it is to be contained: *isolate cluster 7*.",
        ":arrow_right: <@U0ALICE> moved it from diagnose to *stabilize*.",
        ":file_folder: <@U0ALICE> decided: customer data exposed, *unknown*. Reason: no logs",
        ":arrow_right: <@U0ALICE> moved it from stabilize to *close*.",
        ":lock: <@U0BOB> closed the incident. Reason: all done",
    ]


async def test_the_card_is_edited_in_place_and_its_bar_shows_the_phase(
    alice: Person, incidents: Channel
) -> None:
    before = (await incidents.messages())[0]
    await alice.types("/incident advance")
    after = (await incidents.messages())[0]
    assert after["ts"] == before["ts"]
    assert after["text"].splitlines()[0].startswith("*INC-1 · assess · ")
    assert ":white_check_mark: detect  ›  :large_blue_circle: *assess*" in after["text"]
    assert len(await incidents.threads()) == 1


@on_both_databases
async def test_assess_asks_for_a_verdict_and_a_button_gives_it(alice: Person) -> None:
    await alice.types("/incident advance")
    asked = await alice.types("/incident advance")
    assert "what is the verdict?" in asked
    assert asked.buttons == [
        "False positive",
        "Security incident",
        "Customer-reportable",
        "Privacy breach",
    ]
    assert "INC-1 is in *diagnose* now" in await alice.clicks("Privacy breach")


async def test_a_verdict_needs_no_key(alice: Person) -> None:
    await alice.types("/incident advance")
    assert "*diagnose*" in await alice.types("/incident advance security incident")


async def test_a_false_positive_closes_from_assess_with_its_evidence(
    alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident advance")
    form = await alice.types_for_form("/incident advance verdict false positive")
    assert form.fields == ["evidence"]
    again = await alice.types("/incident advance verdict false positive")
    assert "what shows that it is a false positive?" in again
    form = await alice.clicks_for_form("Fill it in")
    assert "INC-1 is *closed* now" in await form.fill(evidence="the scanner was ours")
    *_, said_together = await incidents.reads()
    moved, closed = said_together.splitlines()
    assert moved.endswith(
        "from assess to *close*. Verdict: false positive. Reason: the scanner was ours"
    )
    assert closed == ":lock: <@U0ALICE> closed the incident."


async def test_the_card_asks_for_exactly_what_is_missing_and_moves_on_with_it(
    bob: Person, alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident open A second one")
    for line in ("INC-2 advance", "INC-2 advance"):
        told = await alice.types(f"/incident {line}")
    assert "INC-2 is in assess: what is the verdict? How severe is it?" in told
    assert "`/incident INC-2 sev 2`" in told
    assert (
        "*Next:* settle the verdict and the severity, then advance"
        in (await incidents.message("*INC-2"))["text"]
    )
    form = await bob.clicks_for_form("Advance")
    assert form.fields == ["verdict", "evidence", "sev"]
    wrong = await form.fill(verdict="security incident")
    assert "how severe is it?" in wrong.errors["sev"]
    assert "*diagnose*" in await form.fill(verdict="security incident", sev="2")
    form = await bob.clicks_for_form("Advance")
    assert form.fields == ["plan"]
    assert "*stabilize*" in await form.fill(plan="take the host off the net")
    form = await bob.clicks_for_form("Advance")
    assert form.fields == ["exposed", "why"]
    assert "*close*" in await form.fill(exposed="no", why="the host held no data")
    card = (await incidents.message("*INC-2"))["text"]
    assert "Plan: take the host off the net" in card
    assert "Customer data exposed: *no*, <@U0BOB>" in card
    assert (
        ":thermometer: <@U0BOB> changed the severity from SEV3 minor to *SEV2 major*.\n"
        ":arrow_right: <@U0BOB> moved it from assess to *diagnose*. Verdict: security incident."
    ) in await incidents.reads()


async def test_in_the_thread_what_is_missing_is_said_with_lines_to_type(
    alice: Person, bob: Person, time: Time
) -> None:
    await alice.types("/incident advance")
    await alice.types("/incident advance security incident")
    await time.passes(minutes=1)
    asked = await bob.says("@onus advance", under="*INC-1")
    assert "INC-1 is in diagnose: how is it to be contained?" in asked
    assert "`/incident INC-1 plan &lt;what contains it&gt;`" in asked
    assert asked.buttons == ["Fill it in"]
    assert "the plan is put down" in await bob.says("@onus plan isolate it", under="*INC-1")
    assert "*stabilize*" in await bob.says("@onus advance", under="*INC-1")


async def test_the_commander_forces_a_move_with_a_reason_nobody_else_does(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await alice.types("/incident advance")
    await time.passes(minutes=1)
    refused = await bob.types("/incident force it spreads")
    assert "Only its Incident Commander or Deputy, <@U0ALICE>, can force INC-1 on" in refused
    assert "needs a reason" in await alice.types("/incident advance force")
    assert "*diagnose*" in await alice.types("/incident advance force it spreads")
    assert await incidents.latest() == (
        ":fast_forward: <@U0ALICE> moved it from assess to *diagnose* by force, without "
        "the verdict. Reason: it spreads"
    )
    form = await alice.types_for_form("/incident force")
    assert "*stabilize*" in await form.fill(text="all hands are needed")


async def test_ratings_propose_a_severity_and_a_person_decides_it(
    bob: Person, incidents: Channel
) -> None:
    form = await bob.types_for_form("/incident rate")
    told = await form.fill(functional="medium", recoverability="regular", information="none")
    assert "That proposes *SEV2 major*" in told
    assert "Severity: by <@U0ALICE>; the ratings propose SEV2 major" in (await incidents.reads())[0]
    assert "INC-1 is SEV2 major now" in await bob.clicks("SEV2")
    assert "The ratings propose SEV2 major." in await incidents.latest()


async def test_the_verdict_can_become_worse_in_any_phase(alice: Person) -> None:
    await alice.types("/incident advance")
    await alice.types("/incident advance security incident")
    await alice.types("/incident verdict privacy breach mail was read")
    assert (
        ":label: <@U0ALICE> gave the verdict: *privacy breach*. Before: security incident. "
        "Reason: mail was read"
    ) in await alice.types("/incident timeline")
    refused = await alice.types("/incident verdict false positive")
    assert "A false positive closes the incident, from assess and with its evidence" in refused


async def test_exposure_is_decided_at_the_instant_that_is_stated_also_after_closing(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    await alice.types("/incident advance")
    await alice.types("/incident advance false positive a drill")
    told = await bob.types("/incident INC-1 exposed yes a dump was found at 13:30 utc")
    assert "customer data exposed, *yes* (08:30 America/New_York, 13:30 UTC" in told
    assert "their clocks are a person's to start" in told
    assert (
        "exposed: *yes*, <@U0BOB> 2 March 2026, 13:30 UTC: a dump was found"
        in (await incidents.reads())[0]
    )
    assert "There are yes, no and unknown" in await bob.types("/incident INC-1 exposed perhaps")


async def test_help_names_the_phases_in_nists_terms_and_what_each_needs(alice: Person) -> None:
    told = await alice.types("/incident help")
    assert "*stabilize* (NIST: containment, eradication and recovery) begins with a need" in told
    assert "It needs the verdict, the severity and the evidence of a false positive." in told


async def test_going_back_takes_a_reason_typed_or_from_the_form_of_its_button(
    alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident advance")
    form = await alice.clicks_for_form("Back")
    assert "INC-1 is back in *detect*" in await form.fill(text="not enough seen")
    assert "Reason: not enough seen" in await incidents.latest()
    await alice.types("/incident advance")
    assert "back in *detect*" in await alice.types("/incident back premature")
    first = await alice.types("/incident back again")
    assert "the first phase" in first


async def test_two_people_press_advance_one_moves_it_and_the_other_is_told_who_did(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    (card,) = await incidents.messages()
    told = await asyncio.gather(
        alice.clicks("Advance", message=card), bob.clicks("Advance", message=card)
    )
    moved = [each for each in told if "INC-1 is in *assess* now" in each]
    refused = [each for each in told if "Nothing was done twice" in each]
    assert len(moved) == len(refused) == 1
    winner = alice if moved[0] is told[0] else bob
    assert f"<@{winner.id}> has just moved INC-1 to assess" in refused[0]
    assert len(await incidents.messages()) == 2


async def test_a_button_on_a_card_that_is_out_of_date_moves_nothing(
    alice: Person, bob: Person, incidents: Channel, slack: Slack, time: Time
) -> None:
    await slack.breaks("500", method="chat.update", times=10)
    await alice.types("/incident advance")
    await time.passes(minutes=10)
    (card, _) = await incidents.messages()
    assert "· detect ·" in card["text"]
    told = await bob.clicks("Advance", message=card)
    assert "<@U0ALICE> has just moved INC-1 to assess" in told
    assert len(await incidents.messages()) == 2


async def test_two_people_type_advance_within_three_seconds_and_it_moves_once(
    alice: Person, bob: Person, time: Time
) -> None:
    await alice.types("/incident advance")
    collided = await bob.types("/incident advance verdict security incident")
    assert "<@U0ALICE> has just moved INC-1 to assess" in collided
    await time.passes(minutes=0.1)
    assert "*diagnose*" in await bob.types("/incident advance verdict security incident")


async def test_the_same_person_may_type_on_at_once(alice: Person) -> None:
    await alice.types("/incident advance")
    assert "*diagnose*" in await alice.types("/incident advance security incident")


async def test_close_too_early_says_where_it_stands(alice: Person) -> None:
    told = await alice.types("/incident close")
    assert "INC-1 is in detect; it is closed after stabilize" in told
    assert "/incident INC-1 advance" in told


async def test_a_closed_incident_moves_no_more_but_takes_notes(
    alice: Person, incidents: Channel
) -> None:
    for line in ("", "false positive a drill"):
        await alice.types(f"/incident advance {line}")
    (card, *_) = await incidents.messages()
    assert [block for block in card["blocks"] if block["type"] == "actions"] == []
    assert "INC-1 is closed" in await alice.types("/incident INC-1 advance")
    assert "INC-1 is closed" in await alice.types("/incident INC-1 sev 2")
    assert "Noted on INC-1" in await alice.types("/incident INC-1 note the report is out")
