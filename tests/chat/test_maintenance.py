"""A planned maintenance, as customers and colleagues read it."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("customers")

SCHEDULE = (
    "/maintenance schedule Virtual Machines, West Europe services vm start 2026-03-02T16:00Z "
    "for 2h impact partial remind 1h"
)


async def _reference(carol: Person) -> str:
    listed = await carol.types("/maintenance list")
    return listed.text.partition("`")[2].partition("`")[0]


@on_both_databases
async def test_customers_are_reminded_told_when_it_begins_and_when_somebody_says_it_is_over(
    onus: Onus, carol: Person, acme: Channel, globex: Channel, incidents: Channel, time: Time
) -> None:
    preview = await carol.types(SCHEDULE)
    assert "It goes to Acme in <#C0ACME>, Globex in <#C0GLOBEX>." in preview
    assert "From 17:00 Europe/Berlin, 16:00 UTC, in 2 h to 19:00 Europe/Berlin" in preview
    assert await acme.messages() == []
    await carol.clicks("Send")
    first = await acme.latest()
    assert first.startswith("*Planned maintenance · Virtual Machines, West Europe*")
    assert "It is planned from 16:00 UTC to 18:00 UTC (your time: <!date^" in first
    assert "Part of the service is not available meanwhile." in first
    await onus.restarts()
    await time.passes(minutes=60)
    assert "*Reminder of maintenance" in await globex.latest()
    await onus.stops()
    await time.passes(minutes=60)
    await onus.starts_anew()
    await time.passes(minutes=1)
    assert "The planned time has begun." in await globex.latest()
    await carol.clicks("Done, verifying")
    assert "we are checking that everything runs" in await acme.latest()
    await time.passes(minutes=109)
    assert "is it done?" in await incidents.latest()
    assert "Is the maintenance" in await carol.direct.latest()
    assert len(await acme.messages()) == 4
    await carol.clicks("Completed")
    assert "It is over as of 17:50 UTC." in await acme.latest()
    await time.passes(minutes=600)
    messages = await acme.messages()
    assert len(messages) == 5
    assert {one["thread_ts"] for one in messages[1:]} == {messages[0]["ts"]}
    assert "No maintenance is planned." in await carol.types("/maintenance list")


async def test_it_is_moved_and_cancelled_with_notice_and_then_nothing_rings(
    carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await carol.types(SCHEDULE)
    await carol.clicks("Send")
    reference = await _reference(carol)
    await carol.types(f"/maintenance move {reference} A part comes late. start 2026-03-02T20:00Z")
    await carol.clicks("Send")
    moved = await acme.latest()
    assert "*Maintenance moved · Virtual Machines" in moved
    assert "A part comes late." in moved
    assert "It was planned from 16:00 UTC to 18:00 UTC." in moved
    assert "It is planned from 20:00 UTC to 22:00 UTC" in moved
    await time.passes(minutes=150)
    assert len(await acme.messages()) == 2
    await carol.types(f"/maintenance cancel {reference.lower()}")
    await carol.clicks("Send")
    assert "It does not go on." in await acme.latest()
    await time.passes(minutes=600)
    assert len(await acme.messages()) == 3
    assert "that the maintenance is cancelled" in await incidents.latest()
    refused = await carol.types(f"/maintenance complete {reference}")
    assert f"The maintenance {reference} is cancelled." in refused


async def test_a_passed_end_is_said_as_such_and_a_stale_preview_or_inside_words_do_not_go(
    carol: Person, acme: Channel, time: Time
) -> None:
    inside = await carol.types(SCHEDULE.replace("Virtual Machines", "Globex hypervisor"))
    assert "would tell customers" in inside
    assert inside.buttons == []
    assert "Say also when it starts" in await carol.types("/maintenance schedule Disks services vm")
    await carol.types(SCHEDULE)
    await carol.clicks("Send")
    reference = await _reference(carol)
    await time.passes(minutes=120)
    form = await carol.clicks_for_form("Needs longer")
    await form.fill(**{"for": "3h"})
    await carol.types(f"/maintenance verify {reference}")
    assert "Customers were told something else" in await carol.clicks("Send")
    await time.passes(minutes=121)
    overdue = await acme.latest()
    assert "Its planned end of 18:00 UTC has passed, and we have not confirmed" in overdue
    assert "Next message by 18:30 UTC." in overdue
