"""Cancel, merge, reopen: what follows is read before it happens; nobody is left waiting."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")


async def test_cancelling_shows_what_follows_before_it_happens(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    await alice.types("/incident mitigate restart the hosts for 45m services vm")
    told = await bob.types("/incident cancel opened twice, sure of it")
    assert "Not done yet" in told
    assert "The mitigation “restart the hosts” (proposed) is withdrawn." in told
    assert "Customers were told of no outage" in told
    assert (await incidents.reads())[0].startswith("*INC-1 · detect")
    assert "INC-1 is cancelled" in await bob.clicks("Cancel INC-1")
    card, *_, said_together = await incidents.reads()
    withdrawn, cancelled = said_together.splitlines()
    assert card.startswith("*INC-1 · cancelled · SEV1 critical*")
    assert "declined *restart the hosts*. Reason: the incident is cancelled" in withdrawn
    assert cancelled == (
        ":no_entry_sign: <@U0BOB> cancelled the incident. Reason: opened twice, sure of it"
    )
    assert "INC-1 is closed" in await alice.types("/incident INC-1 advance")


async def test_what_has_changed_since_is_shown_anew(alice: Person, bob: Person) -> None:
    await bob.types("/incident cancel opened twice")
    await alice.types("/incident mitigate restart the hosts for 45m services vm")
    again = await bob.clicks("Cancel INC-1")
    assert "“restart the hosts” (proposed) is withdrawn" in again
    assert "INC-1 is cancelled" in await bob.clicks("Cancel INC-1")


@pytest.mark.usefixtures("outage")
async def test_nothing_is_cancelled_while_customers_wait(bob: Person) -> None:
    refused = await bob.types("/incident cancel opened twice")
    assert "is not over: customers wait for its end" in refused


@pytest.mark.usefixtures("outage")
async def test_a_merged_incident_takes_its_outage_and_its_promise_along(
    alice: Person, bob: Person, carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await alice.types("/incident open The same, seen first")
    told = await bob.types("/incident INC-1 merge INC-2 the same hosts")
    assert "in the same threads, from INC-2" in told
    assert "the promised update by 2 March 2026, 14:15 UTC stays promised" in told
    assert "work goes on in INC-2" in await bob.clicks("Merge into INC-2")
    assert (await incidents.reads())[0].startswith("*INC-1 · merged")
    assert "merged INC-1 into this one" in await incidents.latest()
    assert "Outage" in (await incidents.message("*INC-2"))["text"]
    await time.passes(minutes=15)
    assert "We promised an update by 14:15" in await acme.latest()
    await carol.types("/incident INC-2 recovered")
    await carol.clicks("Send to")
    assert "*Resolved" in await acme.latest()
    assert "was merged into INC-2" in await bob.types("/incident INC-1 reopen it is not the same")


async def test_merging_names_another_incident_that_there_is(alice: Person) -> None:
    assert "Into which incident is INC-1" in await alice.types("/incident merge the other")
    assert "There is no INC-9" in await alice.types("/incident merge INC-9")
    assert "cannot be merged into itself" in await alice.types("/incident merge INC-1")


async def test_a_relapse_reopens_a_closed_incident_in_diagnose(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    for line in (
        "advance",
        "advance security incident",
        "plan isolate it",
        "advance",
        "exposed no logs",
        "close",
        "close",
    ):
        await alice.types(f"/incident {line}")
    assert "needs a reason" in await bob.types("/incident relapse")
    told = await bob.types("/incident relapse the beacon is back")
    assert "INC-1 goes on in diagnose" in told
    assert "are promised nothing by this" in told
    assert "INC-1 is open again, in *diagnose*" in await bob.clicks("Reopen INC-1")
    assert await incidents.latest() == (
        ":unlock: <@U0BOB> reopened it in *diagnose*. Reason: the beacon is back"
    )
    assert "is open, in diagnose" in await bob.types("/incident INC-1 reopen again")
