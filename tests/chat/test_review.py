"""The post-incident review: drafted from the journal, posted as a file, asked for in time."""

import json

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.files import content_of
from tests.chat.people import Person
from tests.chat.slack import Json, Slack

pytestmark = pytest.mark.usefixtures("incident")


async def the_file(incidents: Channel) -> Json:
    files = [one for one in await incidents.messages() if one.get("files")]
    assert len(files) == 1
    return files[0]


async def test_a_review_holds_what_the_journal_knows_and_no_markdown_of_anybody_else(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await alice.types("/incident note # a _bold_ <script>alert(1)</script> | [x](http://evil)")
    await time.passes(minutes=20)
    await alice.types("/incident advance")
    await alice.types("/incident obligation gdpr-33-1 aware at 14:05")
    await alice.types(f"/incident action Rotate the keys <@{bob.id}> due 2026-03-09")
    told = await alice.types("/incident review")
    assert "The preliminary review of INC-1 is on its way" in told
    message = await the_file(incidents)
    root = (await incidents.messages())[0]
    assert message["thread_ts"] == root["ts"]
    assert message["files"][0]["name"] == "INC-1-review.md"
    text = await content_of(message)
    assert text.startswith("# INC-1: Hypervisor escape suspected on cluster 7 (post-incident")
    assert "| detect | 2 March 2026, 14:00 UTC | 20 min |" in text
    assert "- Incident Commander: Alice" in text
    assert "- None were promised." not in text.partition("## Deadlines")[2]
    assert "due 5 March 2026, 14:05 UTC, not met yet" in text
    assert "1. Rotate the keys: Bob" in text
    assert r"\# a \_bold\_ \<script\>alert(1)\</script\> \| \[x\](http://evil)" in text
    assert "U0ALICE" not in text
    await alice.types("/incident review final format json")
    data = json.loads(await content_of((await incidents.messages())[-1]))
    assert data["incident"] == "INC-1"
    assert [stay["phase"] for stay in data["phases"]] == ["detect", "assess"]
    assert data["timeline"][0]["kind"] == "incident.opened"


async def test_a_file_whose_answer_was_lost_is_asked_for_and_not_posted_twice(
    alice: Person, incidents: Channel, slack: Slack
) -> None:
    await slack.breaks("drop_after", method="files.completeUploadExternal", times=1)
    await alice.types("/incident review format html")
    assert "<h1>INC-1: Hypervisor escape" in await content_of(await the_file(incidents))
    assert len(await slack.calls("files.completeUploadExternal")) == 1


async def test_a_file_that_never_arrived_is_sent_again(
    alice: Person, incidents: Channel, slack: Slack
) -> None:
    await slack.breaks("drop_before", method="files.completeUploadExternal", times=1)
    await alice.types("/incident review")
    await the_file(incidents)
    assert len(await slack.calls("files.completeUploadExternal")) == 2


async def test_whoever_commands_is_reminded_until_the_review_is_posted(
    alice: Person, onus: Onus, incidents: Channel, time: Time
) -> None:
    await alice.types("/incident advance it is logged")
    await alice.types("/incident advance verdict security incident")
    await alice.types("/incident plan isolate cluster 7")
    await alice.types("/incident advance")
    await alice.types("/incident exposed no logs show nothing left")
    assert "*close*" in await alice.types("/incident resolve")
    await time.passes(minutes=72 * 60)
    assert await incidents.latest() == (
        ":bell: <@U0ALICE>: the preliminary review is not posted yet. `@onus review` drafts it "
        "from the journal."
    )
    await alice.types("/incident review INC-1")
    await onus.restarts()
    await time.passes(minutes=14 * 24 * 60)
    reminded = [text for text in await incidents.reads() if text.startswith(":bell:")]
    assert len(reminded) == 2
    assert "the final review is not posted yet" in reminded[1]


async def test_what_is_no_review_or_format_is_told(alice: Person, dave: Person) -> None:
    assert "There are preliminary and final" in await alice.types("/incident review soon")
    assert "There are md, html, json" in await alice.types("/incident review format pdf")
    assert "Only members of #incidents can" in await dave.types("/incident review")
