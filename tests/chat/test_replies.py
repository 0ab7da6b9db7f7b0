"""What a customer replies under a notice reaches the people at work; only it reads the answer."""

import pytest
from sqlalchemy import func, select

from storage.tables import inbox
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, on_both_databases
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = pytest.mark.usefixtures("outage")
NOTICE = "*Outage · Virtual Machines"


async def says(slack: Slack, user: str, room: Channel, text: str, *, under: str = "") -> str:
    """Say something, under the message with those words or not; return its ts."""
    thread = {"thread_ts": (await room.message(under))["ts"]} if under else {}
    said = await slack.do("messages", user=user, channel=room.name, text=text, **thread)
    return str(said["ts"])


async def reply(slack: Slack, user: str, room: Channel, text: str) -> str:
    """Say something under the first notice there, and wait until the incident's thread has it."""
    async with slack.until("replied in"):
        return await says(slack, user, room, text, under=NOTICE)


@on_both_databases
async def test_a_reply_is_shown_in_the_incidents_thread_and_answered_in_that_customers_alone(
    slack: Slack, alice: Person, carol: Person, acme: Channel, globex: Channel, incidents: Channel
) -> None:
    await alice.types("/customers set Acme owner @dave")
    before = await globex.reads()
    await reply(slack, "eve", acme, "INC-7 is down <!here>, is that you?")
    shown = await incidents.message("replied in")
    assert shown["text"] == (
        ":speech_balloon: *Acme* replied in <#C0ACME>, by <@U0EVE>: INC-7 is down &lt;!here&gt;, "
        "is that you? <@U0DAVE>: yours."
    )
    assert shown["thread_ts"] == (await incidents.message("*INC-1"))["ts"]
    form = await carol.clicks_for_form("Answer Acme")
    told = await form.fill(text="Ask Globex about INC-1.")
    assert "an incident number" in told.errors["text"]
    told = await form.fill(text="Yes & no: <your> machines are part of it.")
    assert "On its way to Acme alone" in told
    answer = await acme.message("machines are part of it")
    assert answer["text"].startswith(
        "Yes &amp; no: &lt;your&gt; machines are part of it.\nReference"
    )
    assert answer["thread_ts"] == (await acme.message(NOTICE))["ts"]
    assert await globex.reads() == before
    assert "answered *Acme* alone: Yes &amp; no" in await carol.types("/incident timeline")
    told = await alice.types("/incident status")
    assert "14:15" in told  # what was promised stays


async def test_colleagues_edits_and_other_messages_are_neither_shown_nor_kept(
    slack: Slack, onus: Onus, acme: Channel, incidents: Channel
) -> None:
    ts = await reply(slack, "eve", acme, "Is it us?")
    before = await rows(onus)
    await slack.do("messages/edit", user="eve", channel=acme.name, ts=ts, text="Is it really us?")
    await says(slack, "eve", acme, "Good morning")
    await says(slack, "bob", incidents, "Looking", under="*INC-1")
    await says(slack, "carol", acme, "We look into it, says a colleague.", under=NOTICE)
    await reply(slack, "eve", acme, "Thank you.")
    assert await rows(onus) == before + 2  # the colleague's, and the last
    shown = [one for one in await incidents.reads() if "replied in" in one]
    assert [one.rpartition(": ")[2] for one in shown] == ["Is it us?", "Thank you."]


async def test_a_reply_acts_on_nothing_and_a_frozen_incident_answers_nobody(
    slack: Slack, alice: Person, carol: Person, acme: Channel
) -> None:
    await reply(slack, "eve", acme, "advance")
    assert "*INC-1 · detect ·" in await alice.types("/incident status")
    await carol.types("/incident freeze the attacker reads along")
    form = await carol.clicks_for_form("Answer Acme")
    told = await form.fill(text="We are on it.")
    assert "frozen since" in told.errors["text"]
    assert "We are on it." not in str(await acme.reads())


async def test_a_reply_stands_where_work_goes_on_after_a_merge(
    slack: Slack, alice: Person, acme: Channel, incidents: Channel
) -> None:
    await alice.types("/incident open The same, found by another")
    await alice.types("/incident INC-1 merge INC-2")
    await alice.clicks("Merge into INC-2")
    await reply(slack, "eve", acme, "Is it over?")
    shown = await incidents.message("replied in")
    assert shown["thread_ts"] == (await incidents.message("*INC-2 ·"))["ts"]
    form = await alice.clicks_for_form("Answer Acme")
    assert "On its way" in await form.fill(text="Not yet.")


async def rows(onus: Onus) -> int:
    """How much was ever kept in the inbox."""
    async with onus.replica.database.read() as tx:
        return int(await tx.scalar(select(func.count()).select_from(inbox)) or 0)
