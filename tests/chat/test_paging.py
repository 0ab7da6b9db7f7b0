"""Paging: somebody is called, and the next in line, until somebody answers."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.people import Person
from tests.chat.slack import Json, Slack
from tests.chat.workspace import Admin

PAGED = ":pager:"


async def pages(person: Person) -> list[Json]:
    """Return the pages in somebody's direct messages."""
    return [one for one in await person.direct.messages() if PAGED in one["text"]]


@pytest.mark.usefixtures("incident")
async def test_who_is_paged_answers_by_one_click_and_the_thread_reads_it(
    alice: Person, bob: Person, carol: Person, incidents: Channel, time: Time
) -> None:
    told = await alice.types("/incident page <@U0BOB|bob> the proxy needs your hands")
    assert "Paged: <@U0BOB>" in told
    (page,) = await pages(bob)
    assert "*INC-1 · SEV1 critical* needs you: the proxy needs your hands" in page["text"]
    assert "<@U0ALICE> paged <@U0BOB>: the proxy needs your hands" in await incidents.latest()
    answer = await bob.clicks_in_place("Acknowledge", message=page)
    assert "You are on it: the proxy needs your hands" in answer
    assert "<@U0BOB> is on it" in await incidents.latest()
    await time.passes(minutes=30)
    assert [await pages(one) for one in (alice, carol)] == [[], []]


@pytest.mark.usefixtures("incident")
async def test_a_page_goes_from_the_named_to_the_commander_to_everyone_and_then_says_so(
    carol: Person, alice: Person, bob: Person, incidents: Channel, time: Time, onus: Onus
) -> None:
    await carol.types("/incident page <@U0BOB> look")
    counts = []
    for _ in range(4):
        counts.append([len(await pages(one)) for one in (bob, alice, carol)])
        await time.passes(minutes=5)
        await onus.restarts()
    assert counts == [[1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1]]
    assert "Nobody is on this: look" in (await incidents.message("telephone"))["text"]
    (late,) = await pages(bob)
    assert "nobody answered in time" in await bob.clicks("Acknowledge", message=late)


@pytest.mark.usefixtures("incident")
async def test_a_second_answer_is_told_who_was_first(
    alice: Person, bob: Person, carol: Person
) -> None:
    await alice.types("/incident page <@U0BOB> <@U0CAROL> look")
    (page,) = await pages(carol)
    assert "You are on it" in await bob.types("/incident acknowledge")
    assert "<@U0BOB> is on it, since 14:00 UTC: look" in await carol.clicks(
        "Acknowledge", message=page
    )
    assert "No page of INC-1 waits" in await bob.types("/incident ack")


@pytest.mark.usefixtures("incident")
async def test_an_approval_that_waits_pages_everyone_but_its_proposer_until_it_is_decided(
    alice: Person, bob: Person, carol: Person, time: Time
) -> None:
    await alice.types("/incident mitigate restart the hosts for 45m services vm")
    assert [len(await pages(one)) for one in (alice, bob, carol)] == [0, 1, 1]
    await bob.types("/incident approve")
    await time.passes(minutes=20)
    assert [len(await pages(one)) for one in (alice, bob, carol)] == [0, 1, 1]


@pytest.mark.usefixtures("incident")
async def test_whoever_goes_ahead_alone_has_every_approver_paged_with_the_reason(
    alice: Person, bob: Person, carol: Person
) -> None:
    await alice.types("/incident mitigate restart the hosts for 45m services vm")
    await alice.types("/incident proceed alone the attacker is writing now")
    for approver in (bob, carol):
        assert "the attacker is writing now" in (await pages(approver))[-1]["text"]
    assert await pages(alice) == []


@pytest.mark.usefixtures("outage")
async def test_a_notice_that_failed_for_good_pages_the_commander(
    carol: Person, alice: Person, bob: Person, admin: Admin, time: Time, expected_errors: list[str]
) -> None:
    expected_errors.append("is_archived")
    await carol.types("/incident update still looking")
    admin.archives("acme-status")
    await carol.clicks("Send to")
    assert any("customers did not read a message" in one["text"] for one in await pages(alice))
    admin.unarchives("acme-status")
    await alice.types("/incident retry")
    await time.passes(minutes=10)
    assert await pages(bob) == []


@pytest.mark.usefixtures("incident")
async def test_a_page_whose_answer_from_slack_was_lost_stands_there_once(
    alice: Person, bob: Person, slack: Slack
) -> None:
    await slack.breaks("drop_after", method="chat.postMessage", channel="D0BOB")
    await alice.types("/incident page <@U0BOB> look")
    assert len(await pages(bob)) == 1


@pytest.mark.usefixtures("incident")
async def test_nobody_is_paged_who_may_not_see_the_incident(alice: Person, dave: Person) -> None:
    told = await alice.types("/incident page <@U0DAVE|dave> look")
    assert "<@U0DAVE> has no part in incidents. Invite them to #incidents" in told
    assert await dave.direct.messages() == []
    assert "Whom?" in await alice.types("/incident page the network people")
    assert "Say what they are needed for" in await alice.types("/incident page <@U0BOB>")
