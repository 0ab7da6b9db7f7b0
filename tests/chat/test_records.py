"""Severity, notes, status, list, timeline, help."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.deliveries import on_both_deliveries
from tests.chat.people import Person

pytestmark = [pytest.mark.usefixtures("incident")]


async def test_a_severity_changes_with_a_reason_and_says_both_words(
    alice: Person, incidents: Channel
) -> None:
    assert "INC-1 is SEV2 major now" in await alice.types("/incident sev 2 only one host")
    assert (await incidents.reads())[0].startswith("*INC-1 · detect · SEV2 major*")
    assert "from SEV1 critical to *SEV2 major*. Reason: only one host" in await incidents.latest()
    assert "SEV2 major already" in await alice.types("/incident severity major")
    assert "“9” is no severity" in await alice.types("/incident sev 9")


async def test_a_note_tells_of_an_earlier_time_in_the_typists_zone(
    bob: Person, alice: Person, time: Time
) -> None:
    await time.passes(minutes=5)
    told = await bob.types("/incident note saw the first reboot at 02:51")  # New York: UTC-5
    assert "02:51 America/New_York, 07:51 UTC, 6 h 14 min ago" in told
    await alice.types("/incident note the second one")
    timeline = (await alice.types("/incident timeline")).text.splitlines()
    noted = [line for line in timeline if ":memo:" in line]
    assert noted[0].startswith("07:51 UTC")
    assert noted[1].startswith("14:05 UTC")
    assert timeline.index(noted[0]) < timeline.index(
        next(line for line in timeline if "opened it" in line)
    )


@on_both_deliveries
async def test_a_note_needs_a_text_and_a_time_that_has_passed(alice: Person) -> None:
    form = await alice.types_for_form("/incident note")
    assert form.fields == ["text", "at"]
    assert "not a time that has passed" in await alice.types("/incident note later at 2026-03-03")
    assert "not a time that has passed" in await alice.types("/incident note x at half past")
    assert "A note needs a text" in await alice.types("/incident note at 13:00")
    refused = await form.fill(text="ok", at="25:99")
    assert refused.errors
    assert "Noted" in await form.fill(text="ok", at="13:59")


async def test_the_timeline_orders_facts_by_when_they_happened_with_a_heading_for_each_day(
    alice: Person, time: Time
) -> None:
    await alice.types("/incident note yesterday at 2026-03-01T09:00Z")
    await time.passes(minutes=60 * 24)
    await alice.types("/incident advance")
    lines = (await alice.types("/incident history")).text.splitlines()
    headings = [line for line in lines if line.startswith("*") and "2026" in line]
    assert headings == ["*1 March 2026*", "*2 March 2026*", "*3 March 2026*"]


async def test_status_list_and_help_answer_only_who_asked(
    alice: Person, incidents: Channel
) -> None:
    status = await alice.types("/incident status")
    assert status.text.startswith("*INC-1 · detect")
    listed = await alice.types("/incident ls")
    assert "*INC-1* · SEV1 critical · detect" in listed
    assert listed.messages[0]["blocks"][0]["type"] == "table"
    helped = await alice.types("/incident help")
    for verb in ("open", "advance", "back", "mitigate", "outage", "recovered", "timeline", "help"):
        assert f"`/incident {verb}" in helped
    assert "`/incident heard" not in helped
    assert len(await incidents.messages()) == 1


SYNONYMS = {
    "severity 2": "SEV2 major",
    "priority 4": "SEV4 low",
    "next": "*assess*",
    "forward security incident": "*diagnose*",
    "previous because": "back in *assess*",
    "log saw it": "Noted",
    "show": "*INC-1 · assess",
    "history": "opened it",
    "?": "`/incident open",
}


async def test_words_that_people_use_instead(alice: Person) -> None:
    for typed, meant in SYNONYMS.items():
        assert meant in await alice.types(f"/incident {typed}"), typed


async def test_a_timeline_longer_than_slack_takes_is_shown_as_far_as_it_goes(
    alice: Person,
) -> None:
    for number in range(20):
        await alice.types(f"/incident note {number} {'word ' * 500}")
    told = await alice.types("/incident timeline")
    assert "opened it" in told
    assert ":memo: <@U0ALICE>: 12" in told
