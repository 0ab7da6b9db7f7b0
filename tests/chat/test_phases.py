"""Five phases: forward, back, and what each asks for before it lets go."""

import asyncio

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = pytest.mark.usefixtures("incident")


async def test_an_incident_goes_through_its_five_phases_and_each_move_says_who_and_why(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    assert "INC-1 is in *assess* now" in await alice.types("/incident advance on-call has it")
    assert "*diagnose*" in await alice.types("/incident advance verdict privacy breach")
    assert "*stabilize*" in await alice.types("/incident next")
    assert "*close*" in await alice.types("/incident resolve")
    await time.passes(minutes=1)
    assert "*closed*" in await bob.types("/incident close all done")
    card, *thread = await incidents.reads()
    assert card.startswith("*INC-1 · closed · SEV1 critical*")
    assert "Verdict: privacy breach" in card
    assert thread == [
        ":arrow_right: <@U0ALICE> moved it from detect to *assess*. Reason: on-call has it",
        ":arrow_right: <@U0ALICE> moved it from assess to *diagnose*. Verdict: privacy breach.",
        ":arrow_right: <@U0ALICE> moved it from diagnose to *stabilize*.",
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


async def test_a_false_positive_goes_straight_to_close(alice: Person, incidents: Channel) -> None:
    await alice.types("/incident advance")
    told = await alice.types("/incident advance verdict false positive")
    assert "INC-1 is in *close* now" in told
    assert "from assess to *close*. Verdict: false positive." in await incidents.latest()


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
    for line in ("", "false positive", ""):
        await alice.types(f"/incident advance {line}")
    (card, *_) = await incidents.messages()
    assert [block for block in card["blocks"] if block["type"] == "actions"] == []
    assert "INC-1 is closed" in await alice.types("/incident INC-1 advance")
    assert "INC-1 is closed" in await alice.types("/incident INC-1 sev 2")
    assert "Noted on INC-1" in await alice.types("/incident INC-1 note the report is out")
