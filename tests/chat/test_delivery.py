"""What happens between the outbox and Slack: 429, broken connections, refusals, late and lost."""

import pytest

from storage import commitments
from storage.commitments import Record
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person, buttons_of
from tests.chat.slack import Slack
from tests.chat.workspace import TEAM, Admin
from tests.databases import PostgreSQL

pytestmark = pytest.mark.usefixtures("customers", "incident")
OUTAGE = "/incident outage Virtual Machines impact partial services vm"


@on_both_databases
async def test_a_429_on_a_notice_delays_it_and_it_arrives_once(
    carol: Person, acme: Channel, globex: Channel, slack: Slack
) -> None:
    await carol.types(OUTAGE)
    await slack.breaks("429", method="chat.postMessage", channel="acme-status", retry_after=1)
    await carol.clicks("Send to")
    assert len(await acme.messages()) == len(await globex.messages()) == 1
    calls = [
        call["status"]
        for call in await slack.calls("chat.postMessage")
        if call["args"]["channel"] == "C0ACME"
    ]
    assert calls == [429, 200]


@on_both_databases
async def test_a_429_on_one_channel_holds_up_no_other(
    carol: Person, slack: Slack, acme: Channel, globex: Channel
) -> None:
    await carol.types(OUTAGE)
    await slack.breaks("429", method="chat.postMessage", channel="acme-status", retry_after=1)
    await carol.clicks("Send to")
    at = {
        one["channel"]: float(one["ts"])
        for one in [*await acme.messages(), *await globex.messages()]
    }
    assert at["acme-status"] - at["globex-status"] > 0.5


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "500"])
@on_both_databases
async def test_a_post_whose_answer_never_came_is_looked_up_and_stands_there_once(
    carol: Person, acme: Channel, slack: Slack, kind: str
) -> None:
    """drop_after: it arrived, the answer was lost. drop_before, 500: it never arrived."""
    await carol.types(OUTAGE)
    await slack.breaks(kind, method="chat.postMessage", channel="acme-status")
    await carol.clicks("Send to")
    assert len(await acme.messages()) == 1
    looked_up = [
        call
        for call in await slack.calls("conversations.history")
        if call["args"]["channel"] == "C0ACME"
    ]
    assert looked_up
    posts = [
        call
        for call in await slack.calls("chat.postMessage")
        if call["args"]["channel"] == "C0ACME"
    ]
    assert len(posts) == (1 if kind == "drop_after" else 2)


@pytest.mark.parametrize("kind", ["drop_after", "drop_before"])
@on_both_databases
async def test_the_same_in_a_thread(carol: Person, acme: Channel, slack: Slack, kind: str) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    await carol.types("/incident update Half of it is back")
    await slack.breaks(kind, method="chat.postMessage", channel="acme-status")
    await carol.clicks("Send to")
    (thread,) = await acme.threads()
    assert [one["text"].partition(" · ")[0] for one in thread] == ["*Outage", "*Update"]


@on_both_databases
async def test_an_update_of_the_card_is_repeated_until_it_is_through(
    alice: Person, incidents: Channel, slack: Slack
) -> None:
    await slack.breaks("drop_before", method="chat.update")
    async with slack.stream() as events:
        await alice.types("/incident advance")
        await alice.types("/incident sev 2")
        await anext(event async for event in events if "assess · SEV2 major" in str(event))
    assert (await incidents.reads())[0].startswith("*INC-1 · assess · SEV2 major*")


@on_both_databases
async def test_blocks_that_slack_refuses_go_as_plain_text(
    alice: Person, bob: Person, incidents: Channel, slack: Slack
) -> None:
    """During the roll-out of a block a client can refuse it."""
    await slack.do("blocks", refused=["actions"])
    told = await alice.types("/incident mitigate restart for 45m services vm")
    assert "Proposed" in told
    asked = await incidents.message("proposes a mitigation")
    assert "A second person approves it" in asked["text"]
    assert buttons_of(asked) == []
    await slack.do("blocks", refused=[])
    assert "Approved" in await bob.types("/incident approve")


@on_both_databases
async def test_a_channel_that_cannot_be_posted_to_is_told_in_the_thread_with_a_retry_that_works(
    carol: Person,
    acme: Channel,
    globex: Channel,
    incidents: Channel,
    admin: Admin,
    expected_errors: list[str],
) -> None:
    expected_errors.append("is_archived")
    await carol.types(OUTAGE)
    admin.archives("globex-status")
    await carol.clicks("Send to")
    assert len(await acme.messages()) == 1
    told = await incidents.message("could not be delivered")
    assert "A message to <#C0GLOBEX> could not be delivered: is_archived." in told["text"]
    assert "unarchive it, or give the customer another one" in told["text"]
    admin.unarchives("globex-status")
    assert "tried again" in await carol.clicks("Retry")
    assert len(await globex.messages()) == 1
    assert "<@U0CAROL> has the delivery tried again" in "\n".join(await incidents.reads())
    assert "Nothing is failed" in await carol.clicks("Retry")


@on_both_databases
async def test_what_waited_for_a_failed_first_notice_follows_it_after_the_retry(
    carol: Person,
    globex: Channel,
    incidents: Channel,
    admin: Admin,
    expected_errors: list[str],
) -> None:
    expected_errors += ["not_in_channel", "thread_not_posted"]
    await carol.types(OUTAGE)
    admin.removes("onus", "globex-status")
    await carol.clicks("Send to")
    await carol.types("/incident update Half of it is back")
    await carol.clicks("Send to")
    admin.invites("onus", "globex-status")
    first = await incidents.message("could not be delivered: not_in_channel")
    assert "tried again" in await carol.clicks("Retry", message=first)
    (thread,) = await globex.threads()
    assert [one["text"].partition(" · ")[0] for one in thread] == ["*Outage", "*Update"]


@on_both_databases
async def test_a_notice_that_comes_late_says_so(
    carol: Person, acme: Channel, onus: Onus, time: Time
) -> None:
    await carol.types(f"{OUTAGE} next 15m")
    await carol.clicks("Send to")
    await onus.stops()
    await time.passes(minutes=18)
    await onus.starts_anew()
    await time.passes(minutes=0)
    assert "Posted 3 min later than promised." in await acme.latest()


async def mended(slack: Slack, *words: str) -> None:
    """Have Slack work again, and wait for what was put back."""
    missing = set(words)
    async with slack.stream() as events:
        await slack.mends()
        while missing:
            event = str(await anext(events))
            missing -= {each for each in missing if each in event}
    await slack.settle()


async def test_after_ten_minutes_without_slack_what_is_due_goes_once_and_says_how_late(
    carol: Person, acme: Channel, incidents: Channel, slack: Slack, time: Time
) -> None:
    """Of the card's refreshes, which pile up meanwhile, one goes; or the one under way, and it."""
    await carol.types(f"{OUTAGE} next 15m")
    await carol.clicks("Send to")
    await time.passes(minutes=12)
    for method in ("chat.postMessage", "chat.update"):
        await slack.breaks("500", method=method, rate=1)
    await time.passes(minutes=10)
    before = len(await slack.calls("chat.update"))
    await mended(slack, "We promised an update by 14:15", "update customers by 14:45")
    _, *held = await acme.reads()
    assert len(held) == 1
    assert "Posted 7 min later than promised." in held[0]
    card = (await incidents.messages())[0]
    refreshed = [
        call for call in (await slack.calls("chat.update"))[before:] if call["status"] == 200
    ]
    assert [call["args"]["ts"] for call in refreshed].count(card["ts"]) in (1, 2)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
async def test_after_ten_minutes_without_the_database_what_is_due_goes_once_and_says_how_late(
    carol: Person,
    acme: Channel,
    incidents: Channel,
    slack: Slack,
    time: Time,
    postgresql: PostgreSQL,
    database_url: str,
) -> None:
    await carol.types(f"{OUTAGE} next 15m")
    await carol.clicks("Send to")
    await time.passes(minutes=8)
    async with slack.stream() as events:
        with postgresql.away(database_url):
            await time.passes(minutes=10)
        await anext(event async for event in events if "We promised an update" in str(event))
    await slack.settle()
    _, *held = await acme.reads()
    assert len(held) == 1
    assert "Posted 3 min later than promised." in held[0]
    told = [
        text for text in await incidents.reads() if text.startswith((":bell:", ":alarm_clock:"))
    ]
    assert [text.partition(" ")[0] for text in told] == [":bell:", ":alarm_clock:"]
    assert "a holding statement, 3 min late." in told[1]


async def test_an_update_that_waits_for_slack_overtakes_the_holding_statement(
    carol: Person, acme: Channel, slack: Slack, time: Time, incidents: Channel, onus: Onus
) -> None:
    """What nobody read kept no promise: the update did, late."""
    await carol.types(f"{OUTAGE} next 15m")
    await carol.clicks("Send to")
    await carol.types("/incident update Half of it is back next 30m")
    for channel in ("acme-status", "globex-status"):
        await slack.breaks("500", method="chat.postMessage", channel=channel, rate=1)
    await time.passes(minutes=16)
    await carol.types("/incident update Nearly all of it is back next 30m")
    await carol.clicks("Send to")
    await mended(slack, "Nearly all")
    assert [text.partition("\n")[2][:12] for text in await acme.reads()][1:] == ["Nearly all o"]
    told = "The holding statement for 14:15 UTC never left: the update notice was there before it"
    assert told in "\n".join(await incidents.reads())
    async with onus.replica.database.read() as tx:
        kept = await commitments.of_incident(tx, TEAM, 1)
    assert kept == Record(in_time=0, held=0, late=1)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
async def test_a_lane_that_is_lost_with_its_connection_is_taken_again(
    carol: Person, acme: Channel, slack: Slack, postgresql: PostgreSQL, database_url: str
) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    postgresql.cut(database_url)
    await carol.types("/incident update Half of it is back")
    await carol.clicks("Send to")
    await slack.settle()
    assert [text.partition(" · ")[0] for text in await acme.reads()] == ["*Outage", "*Update"]
