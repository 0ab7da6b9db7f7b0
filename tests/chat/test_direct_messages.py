"""Writing to Onus directly: a question, answered where it was asked."""

import pytest

from tests.chat.channels import Channel
from tests.chat.deliveries import on_both_deliveries
from tests.chat.people import Person, buttons_of
from tests.chat.slack import Slack


@on_both_deliveries
async def test_a_question_is_answered_by_a_message_that_stays(dave: Person) -> None:
    answer = await dave.writes("hypervisor iaas")
    assert answer["text"].splitlines()[0] == "*Ours. Provider, not the customer.*"
    assert "thread_ts" not in answer
    assert (await dave.writes("@onus who patches the guest OS on AKS?"))["text"] != answer["text"]
    assert await dave.reads() == []


async def test_a_question_in_a_thread_is_answered_there(dave: Person) -> None:
    first = await dave.writes("hypervisor iaas")
    reply = await dave.writes("and in paas? hypervisor paas", under=first)
    assert reply["thread_ts"] == first["ts"]


async def test_a_question_back_is_answered_by_a_click_in_its_place(
    dave: Person, slack: Slack
) -> None:
    asked = await dave.writes("endpoint saas")
    button = next(each for each in buttons_of(asked) if each["text"]["text"] == "devices")
    async with slack.stream() as events:
        await slack.do(
            "actions",
            user="dave",
            channel=dave.direct.name,
            ts=asked["ts"],
            action_id=button["action_id"],
        )
        changed = await anext(event async for event in events if event["type"] == "message_changed")
    assert "Devices under SaaS" in changed["message"]["text"]
    assert len(await dave.direct.messages()) == 2


@pytest.mark.usefixtures("incident")
async def test_an_incidents_verb_does_nothing_there(dave: Person, incidents: Channel) -> None:
    before = await incidents.reads()
    await dave.writes("INC-1 advance")
    assert await incidents.reads() == before


@pytest.mark.parametrize("kind", ["drop_after", "drop_before"])
async def test_an_answer_that_broke_on_its_way_stands_there_once(
    dave: Person, slack: Slack, kind: str
) -> None:
    await slack.breaks(kind, method="chat.postMessage")
    await dave.writes("hypervisor iaas")
    await slack.settle()
    assert len(await dave.direct.messages()) == 2
