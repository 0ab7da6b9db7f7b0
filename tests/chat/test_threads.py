"""In an incident's thread, buttons and mentions do what is typed elsewhere."""

import pytest

from tests.chat.channels import Channel
from tests.chat.deliveries import on_both_deliveries
from tests.chat.people import Person

pytestmark = [pytest.mark.usefixtures("incident")]


@on_both_deliveries
async def test_a_mention_in_the_thread_advances_that_incident(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    await alice.types("/incident open Another one")
    told = await bob.says("@onus advance", under="*INC-1")
    assert "INC-1 is in *assess* now" in told
    assert told.messages[0]["thread_ts"] == (await incidents.message("*INC-1"))["ts"]


async def test_what_is_asked_in_the_thread_is_answered_there_and_only_for_who_asked(
    bob: Person, alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident advance")
    before = len(await incidents.messages())
    told = await bob.says("@onus, timeline", under="*INC-1")
    assert "opened it as SEV1 critical" in told
    assert "thread_ts" in told.messages[0]
    assert len(await incidents.messages()) == before + 1


async def test_a_mention_without_a_verb_is_a_question(bob: Person) -> None:
    assert "Provider, not the customer" in await bob.says("@onus hypervisor iaas", under="*INC-1")


async def test_a_question_that_begins_with_a_verb_is_answered_as_a_question(dave: Person) -> None:
    for words in (
        "list who patches the guest OS on AKS",
        "status of the guest OS on AKS, whose job is it?",
        "open port 22 on our VM: who closes it?",
    ):
        told = await dave.says(f"@onus {words}")
        assert "Your agreement with the provider takes precedence" in told, words


async def test_in_the_thread_what_follows_a_verb_that_takes_words_is_its_own(
    bob: Person,
) -> None:
    await bob.says("@onus note who patches the guest OS on AKS?", under="*INC-1")
    told = await bob.says("@onus timeline who patches the VM OS?", under="*INC-1")
    assert "takes precedence" in told
    timeline = await bob.says("@onus timeline", under="*INC-1")
    assert "BOB>: who patches the guest OS on AKS?" in timeline


@on_both_deliveries
async def test_every_answer_to_a_click_in_the_thread_comes_once(alice: Person, bob: Person) -> None:
    await alice.types("/incident mitigate restart for 45m services vm")
    told = await bob.clicks("Approve")
    assert len(told.messages) == 1


async def test_a_slash_command_in_a_thread_is_refused_by_slack_so_buttons_are_on_the_card(
    incidents: Channel,
) -> None:
    (card,) = await incidents.messages()
    labels = [each["text"]["text"] for each in card["blocks"][-1]["elements"]]
    assert labels == ["Advance", "Note", "Mitigate", "Tell customers"]
