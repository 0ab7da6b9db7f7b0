"""A notice that two people decide on: nobody approves their own, and any edit voids it."""

import pytest

from domain.outage import NoticeKind
from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("outage")


@pytest.fixture
def by_two() -> frozenset[NoticeKind]:
    return frozenset({NoticeKind.UPDATE, NoticeKind.CORRECTION})


@on_both_databases
async def test_an_update_leaves_once_somebody_else_has_approved_exactly_it(
    carol: Person, bob: Person, acme: Channel, incidents: Channel
) -> None:
    preview = await carol.types("/incident update Half of it is back next 30m")
    assert preview.buttons == ["Ask for approval", "Discard"]
    asked = await carol.clicks("Ask for approval")
    assert "Not sent yet. It waits for <@U0ALICE>, <@U0BOB>, until 15:30 Europe/Berlin" in asked
    shown = await incidents.message("asks a second person")
    assert "Half of it is back" in shown["text"]
    assert "It goes to Acme in <#C0ACME>, Globex in <#C0GLOBEX>." in shown["text"]
    assert "You wrote it, so somebody else approves it." in await carol.clicks("Approve and send")
    assert "Half of it" not in await acme.latest()
    await carol.types("/incident update A quarter of it is back next 30m")
    await carol.clicks("Ask for approval")
    replaced = await bob.types(_line_in(shown["text"]))
    assert "it was decided on, or replaced by another" in replaced
    line = _line_in((await bob.types("/incident approve-notice")).text)
    notice, _, mark = line.partition(" words ")
    unread = await bob.types(f"{notice} words {mark[:1]}")
    assert "Read first what customers would read." in unread
    assert "On its way to Acme" in await bob.clicks("Approve and send")
    assert "A quarter of it is back" in await acme.latest()
    timeline = await bob.types("/incident timeline")
    assert "<@U0BOB> approved the update notice of <@U0CAROL>." in timeline
    assert "No such notice of INC-1 waits" in await bob.types("/incident approve-notice")


def _line_in(text: str) -> str:
    """Return the line that approves, as the message shows it."""
    return "/incident" + text.rpartition("`/incident")[2].partition("`")[0]


async def test_it_can_be_declined_or_expire_and_a_lone_person_breaks_through_with_a_reason(
    carol: Person, bob: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await carol.types("/incident update Half of it is back next 12m")
    await carol.clicks("Ask for approval")
    form = await bob.clicks_for_form("Decline")
    await form.fill(text="it is a third")
    assert "declined the update notice" in await incidents.latest()
    await carol.types("/incident update A third of it is back next 12m")
    await carol.clicks("Ask for approval")
    await time.passes(minutes=12)
    assert "Nobody approved the update notice of <@U0CAROL> in time" in await incidents.latest()
    await carol.types("/incident update A third of it is back next 30m")
    await carol.clicks("Ask for approval")
    assert "You are the second person" in await bob.types("/incident send-alone I like it")
    form = await carol.clicks_for_form("Send alone")
    await form.fill(text="nobody answers")
    assert "A third of it is back" in await acme.latest()
    assert any("went without a second person" in each for each in await bob.direct.reads())
    assert "went alone" not in await acme.latest()


async def test_a_correction_that_only_edits_does_so_after_the_approval(
    carol: Person, bob: Person, acme: Channel
) -> None:
    await carol.types("/incident correct Virtual Machines, North Europe")
    await carol.clicks("Ask to edit only")
    assert "North Europe" not in await acme.latest()
    await bob.clicks("Approve and send")
    (outage,) = await acme.reads()
    assert outage.startswith("*Outage · Virtual Machines, North Europe*")
