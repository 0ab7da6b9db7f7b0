"""Shortcuts of a message's menu: onto the timeline, or into an incident of its own."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.people import Person
from tests.chat.slack import Slack

GONE = (
    ":wastebasket: What <@U0BOB> wrote at 14:00 UTC was deleted in Slack. What was kept of it "
    "stays."
)
pytestmark = pytest.mark.usefixtures("incident")


async def test_a_message_comes_onto_the_timeline_as_of_when_it_was_written(
    alice: Person, bob: Person, incidents: Channel, slack: Slack, time: Time
) -> None:
    root = (await incidents.messages())[0]
    said = await slack.do(
        "messages",
        user="bob",
        channel="incidents",
        text="the gateway logs <!here> & more",
        thread_ts=root["ts"],
    )
    await time.passes(minutes=30)
    told = await alice.takes_shortcut("add_to_timeline", ts=said["ts"])
    assert "On the timeline of INC-1: 14:00" in told
    assert await incidents.latest() == (
        ":pushpin: <@U0ALICE> kept what <@U0BOB> wrote: the gateway logs &lt;!here&gt; &amp; more"
    )
    await alice.types("/incident note later")
    lines = (await alice.types("/incident timeline")).text.splitlines()
    assert [line[:9] for line in lines if "kept" in line or "later" in line] == [
        "14:00 UTC",
        "14:30 UTC",
    ]
    assert "INC-1" in await bob.types("/incident find gateway")


async def test_what_becomes_of_a_kept_message_is_a_fact_and_its_first_words_stay(
    alice: Person, incidents: Channel, slack: Slack, time: Time
) -> None:
    root = (await incidents.messages())[0]
    said = await slack.do(
        "messages", user="bob", channel="incidents", text="logs gone", thread_ts=root["ts"]
    )
    where = {"user": "bob", "channel": "incidents", "ts": said["ts"]}
    await slack.do("messages/edit", **where, text="logs of a colleague's are gone")
    await alice.takes_shortcut("add_to_timeline", ts=said["ts"])
    await alice.takes_shortcut("add_to_timeline", ts=root["ts"])  # Onus rewrites it as it goes
    await alice.types("/incident sev 4")
    await time.passes(minutes=5)
    for _ in range(2):  # the second changes nothing
        await slack.do("messages/edit", **where, text="logs *moved*")
    async with slack.stream() as events:
        await slack.do("messages/delete", **where)
        await anext(one async for one in events if "was deleted in Slack" in str(one))
    await slack.settle()
    assert [text for text in await incidents.reads() if "BOB> " in text] == [
        ":pushpin: <@U0ALICE> kept what <@U0BOB> wrote: logs of a colleague's are gone",
        ":pencil2: <@U0BOB> edited what they wrote at 14:00 UTC. It says now: logs *moved*",
        GONE,
    ]
    assert len([text for text in await incidents.reads() if "edited" in text]) == 1
    told = await alice.types("/incident kept-changed 1.1 I never said so")
    assert "stands on no timeline" in told


async def test_elsewhere_it_asks_which_incident_is_meant(
    alice: Person, general: Channel, incidents: Channel, slack: Slack
) -> None:
    await alice.types("/incident open Login storm")
    said = await slack.do("messages", user="alice", channel="general", text="who rebooted it?")
    told = await alice.takes_shortcut("add_to_timeline", ts=said["ts"], channel=general)
    assert "2 incidents are open. Which one?" in told
    assert "On the timeline of INC-2" in await alice.clicks("INC-2")
    assert "kept what <@U0ALICE> wrote: who rebooted it?" in await incidents.latest()


async def test_an_incident_is_opened_from_a_message_by_the_form(
    dave: Person, general: Channel, incidents: Channel, slack: Slack
) -> None:
    said = await slack.do(
        "messages", user="dave", channel="general", text="logins fail\nsince 14:00"
    )
    form = await dave.takes_shortcut_for_form("open_from_this", ts=said["ts"])
    (title,) = [each for each in form.view["blocks"] if each["block_id"] == "text"]
    assert title["element"]["initial_value"] == "logins fail since 14:00"
    assert "*INC-2* is open" in await form.fill(text="Logins fail")
    assert "Logins fail" in (await incidents.threads())[1][0]["text"]
    refused = await dave.takes_shortcut("add_to_timeline", ts=said["ts"], channel=general)
    assert "Only members of #incidents can" in refused


async def test_a_pin_in_the_thread_does_the_same_once_and_elsewhere_nothing(
    alice: Person, dave: Person, incidents: Channel, slack: Slack
) -> None:
    root = (await incidents.messages())[0]
    said = await slack.do(
        "messages", user="bob", channel="incidents", text="it is back", thread_ts=root["ts"]
    )
    assert "On the timeline of INC-1" in await alice.pins(said["ts"])
    kept = ":pushpin: <@U0ALICE> kept what <@U0BOB> wrote: it is back"
    assert await incidents.latest() == kept
    await slack.do("reactions", user="bob", channel="incidents", ts=said["ts"], name="pushpin")
    other = await slack.do("messages", user="dave", channel="general", text="lunch?")
    await slack.do("reactions", user="dave", channel="general", ts=other["ts"], name="pushpin")
    await slack.do("reactions", user="bob", channel="incidents", ts=root["ts"], name="eyes")
    await alice.types("/incident note after all of it")
    assert (await incidents.reads()).count(kept) == 1
    assert await dave.reads() == []
