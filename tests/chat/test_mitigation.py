"""An emergency step that may itself cause an outage: proposed by one, approved by another."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")
PROPOSE = "/incident mitigate restart the hosts of cluster 7 for 45m services vm"
WHAT = "restart the hosts of cluster 7"


@pytest.fixture
async def proposed(incident: None, alice: Person) -> None:  # noqa: ARG001  # stands there before
    told = await alice.types(PROPOSE)
    assert "Proposed" in told
    assert "18:00 UTC" in told  # four hours


@pytest.mark.usefixtures("proposed")
async def test_a_second_person_approves_it_with_one_click(bob: Person, incidents: Channel) -> None:
    asked = await incidents.message("proposes a mitigation")
    assert f"*{WHAT}*. It may cause an outage of 45 minutes for vm" in asked["text"]
    assert "Approved" in await bob.clicks("Approve")
    assert await incidents.latest() == f":white_check_mark: <@U0BOB> approved *{WHAT}*."
    assert "Approved by <@U0BOB>" in (await incidents.reads())[0]


@pytest.mark.usefixtures("proposed")
async def test_nobody_approves_their_own_typed_or_clicked(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    for told in (await alice.types("/incident approve"), await alice.clicks("Approve")):
        assert "You proposed this yourself" in told
        assert "/incident INC-1 proceed alone &lt;reason&gt;" in told
    assert "Approved" in await bob.types("/incident approve")
    assert len([text for text in await incidents.reads() if "approved" in text]) == 2  # with card


@pytest.mark.usefixtures("proposed")
async def test_one_approval_is_enough_and_the_next_is_told_whose_it_was(
    bob: Person, carol: Person
) -> None:
    await bob.clicks("Approve")
    assert "This mitigation is approved already by <@U0BOB>" in await carol.types(
        "/incident approve"
    )


@pytest.mark.usefixtures("proposed")
async def test_declined_takes_a_reason_from_the_form_of_its_button(
    bob: Person, alice: Person, incidents: Channel
) -> None:
    form = await bob.clicks_for_form("Decline")
    assert "Declined" in await form.fill(text="isolate them instead")
    assert (
        await incidents.latest()
        == f":no_entry: <@U0BOB> declined *{WHAT}*. Reason: isolate them instead"
    )
    assert "declined already" in await bob.types("/incident approve")
    assert "Proposed" in await alice.types(PROPOSE)


@pytest.mark.usefixtures("proposed")
async def test_alone_takes_a_reason_and_names_everyone_who_could_have_approved(
    alice: Person, incidents: Channel
) -> None:
    form = await alice.clicks_for_form("Proceed alone")
    assert form.title == "Proceed alone"
    told = await alice.types("/incident proceed alone it spreads, nobody answers")
    assert "You decided alone" in told
    card, *_, alone, report = await incidents.reads()
    assert f"<@U0ALICE> goes ahead alone with *{WHAT}*" in alone
    assert "Reason: it spreads, nobody answers" in alone
    assert "<@U0BOB>, <@U0CAROL>" in report
    assert "<@U0DAVE>" not in report
    assert "alone" in card


@pytest.mark.usefixtures("proposed")
async def test_alone_without_a_reason_is_refused(alice: Person, incidents: Channel) -> None:
    told = await alice.types("/incident proceed alone")
    assert "needs a reason" in told
    assert "/incident INC-1 proceed alone &lt;reason&gt;" in told
    assert "proposed" in (await incidents.reads())[0]


@pytest.mark.usefixtures("proposed")
async def test_a_proposal_expires_after_four_hours(bob: Person, alice: Person, time: Time) -> None:
    await time.passes(minutes=4 * 60 + 1)
    assert "expired" in await bob.types("/incident approve")
    for line in ("advance", "advance security incident", "plan wait", "exposed no logs", "advance"):
        await alice.types(f"/incident {line}")
    assert "*close*" in await alice.types("/incident close")
    assert "Proposed" in await alice.types(PROPOSE)
    assert "Approved" in await bob.types("/incident approve")


@pytest.mark.usefixtures("customers", "proposed")
async def test_its_outage_begins_only_once_customers_notice_is_queued(
    alice: Person, bob: Person, carol: Person, acme: Channel, incidents: Channel
) -> None:
    assert "only an approved one begins" in await alice.types("/incident begin")
    await bob.clicks("Approve")
    untold = await alice.types("/incident begin")
    assert "Customers have not been told" in untold
    assert "/incident INC-1 outage" in untold
    await carol.types("/incident outage Virtual Machines impact full services vm")
    assert "Customers have not been told" in await alice.types("/incident begin")
    await carol.clicks("Send to")
    assert "Begun" in await alice.types("/incident begin")
    assert len(await acme.messages()) == 1
    assert f":wrench: <@U0ALICE> began *{WHAT}*." in await incidents.reads()


@pytest.mark.usefixtures("proposed")
@on_both_databases
async def test_an_approval_that_was_not_used_in_time_expires(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await bob.clicks("Approve")
    await time.passes(minutes=4 * 60 + 1)
    assert "it was approved and did not begin in 4 hours" in await incidents.latest()
    told = await alice.types("/incident begin without notice the attacker reads them")
    assert "This mitigation is expired; only an approved one begins" in told


@pytest.mark.usefixtures("proposed")
async def test_or_the_notice_is_withheld_with_a_reason(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    await bob.clicks("Approve")
    assert "Customers have not been told" in await alice.types("/incident begin without notice")
    told = await alice.types("/incident begin without notice the attacker reads them")
    assert "Begun" in told
    assert "Customers' notice is withheld: the attacker reads them" in await incidents.latest()
    assert "only an approved one begins" in await alice.types("/incident begin without notice x")


@pytest.mark.usefixtures("proposed")
async def test_the_incident_is_not_closed_while_one_runs_or_waits(
    alice: Person, bob: Person
) -> None:
    for line in ("advance", "advance security incident", "exposed no logs", "advance"):
        await alice.types(f"/incident {line}")
    waits = await alice.types("/incident advance")
    assert f"“{WHAT}” waits for a decision" in waits
    await bob.types("/incident approve")
    await alice.types("/incident begin without notice tests")
    runs = await alice.types("/incident advance")
    assert f"“{WHAT}” has begun and is not ended and verified" in runs
    await alice.types("/incident end all hosts are up")
    assert "*close*" in await alice.types("/incident advance")
    assert "only a begun one ends" in await alice.types("/incident end again")


@pytest.mark.usefixtures("proposed")
async def test_a_second_proposal_waits_until_the_first_is_settled(alice: Person) -> None:
    told = await alice.types("/incident mitigate something else for 10m services vm")
    assert f"“{WHAT}” is proposed: settle it before" in told


@pytest.mark.usefixtures("proposed")
async def test_an_approved_one_that_never_began_makes_room_for_another(
    alice: Person, bob: Person
) -> None:
    await bob.types("/incident approve")
    assert "Proposed" in await alice.types(
        "/incident mitigate isolate the hosts for 10m services vm"
    )
    await bob.types("/incident approve")
    assert "Begun" in await alice.types("/incident begin without notice tests")
    assert "“isolate the hosts” is begun" in await alice.types(PROPOSE)


async def test_what_a_proposal_needs(alice: Person) -> None:
    told = await alice.types("/incident mitigate restart for 45m")
    assert "which services it affects (services)" in told
    assert PROPOSE in told
    assert "not a length of time" in await alice.types(
        "/incident mitigate restart for ages services vm"
    )
    assert "in at most 500 characters" in await alice.types(
        f"/incident mitigate {'x' * 501} for 45m services vm"
    )
    assert "has passed, or is more than 120 days away" in await alice.types(
        "/incident mitigate restart for 5m services vm start 2026-03-02T13:00Z"
    )
    for line in ("approve", "begin", "end it is over", "amend for 5m", "reviewed ok"):
        assert "INC-1 has no mitigation" in await alice.types(f"/incident {line}")


async def test_the_form_proposes_the_same(alice: Person, incidents: Channel) -> None:
    form = await alice.clicks_for_form("Mitigate")
    assert form.fields[:5] == ["text", "for", "services", "customers", "region"]
    refused = await form.fill(text=WHAT, **{"for": "soon", "services": "vm"})
    assert "“soon” is not a length of time" in refused.errors["for"]
    assert "Proposed" in await form.fill(text=WHAT, **{"for": "45m", "services": "vm"})
    assert await incidents.message("outage of 45 minutes for vm")


async def test_a_changed_plan_is_not_approved_by_a_line_that_meant_another(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    await alice.types(PROPOSE)
    buttons = (await incidents.message("proposes a mitigation"))["blocks"][-1]["elements"]
    await bob.types("/incident decline too long")
    assert "actions" not in str(await incidents.message("proposes a mitigation"))
    await alice.types("/incident mitigate restart everything for 5h services vm,disks")
    told = await bob.types(f"/incident {buttons[0]['value']}")
    assert "The plan has changed since you saw it" in told
    assert "restart everything: *proposed*" in (await incidents.reads())[0]


async def test_the_fine_print_is_part_of_what_a_second_person_reads_and_approves(
    alice: Person, bob: Person, carol: Person, incidents: Channel, customers: None
) -> None:
    del customers
    fine = "because it spreads risk disks may be lost undo boot them again region west-europe"
    leak = await alice.types(f"{PROPOSE} notice Restart after INC-1")
    assert "The notice would tell customers an incident number" in leak
    await alice.types(f"{PROPOSE} {fine} notice Virtual Machines, restart")
    asked = (await incidents.message("proposes a mitigation"))["text"]
    for line in (
        "45 minutes for vm in west-europe.",
        "Why now: it spreads",
        "Risk: disks may be lost",
        "The way back: boot them again",
        "Affected customers: Acme, Globex",
        "Customers will read, with the times of when it is sent:",
        "> *Outage · Virtual Machines, restart*",
        "> Part of the service is not available at present.",
        "> Estimated recovery: 14:45 UTC.",
        "> Next update by 14:30 UTC.",
    ):
        assert line in asked
    assert "and what customers read of it" in await bob.clicks("Approve")
    await carol.types("/incident outage Another title impact full services vm")
    await carol.clicks("Send to")
    untold = await alice.types("/incident begin")
    assert "It goes in the words that were approved" in untold
    assert "/incident INC-1 announce" in untold


PLANNED = f"{PROPOSE} notice Virtual Machines, restart impact full"


@pytest.mark.usefixtures("customers")
async def test_the_notice_that_was_approved_is_the_notice_that_goes(
    alice: Person, bob: Person, carol: Person, acme: Channel, time: Time
) -> None:
    assert "No notice was approved" in await carol.types("/incident announce")
    await alice.types(PLANNED)
    assert "not approved as things are now" in await carol.types("/incident announce")
    await bob.clicks("Approve")
    await time.passes(minutes=10)
    preview = await carol.clicks("Show customers' notice")
    assert "goes to Acme" in preview
    await carol.clicks("Send to")
    (told,) = await acme.messages()
    assert "*Outage · Virtual Machines, restart*\nThe service is not available at" in told["text"]
    assert "Estimated recovery: 14:55 UTC." in told["text"]
    assert "Begun" in await alice.types("/incident begin")


@pytest.mark.usefixtures("customers")
async def test_a_notice_of_a_plan_that_was_changed_does_not_go(
    alice: Person, bob: Person, carol: Person, acme: Channel
) -> None:
    await alice.types(PLANNED)
    await bob.clicks("Approve")
    await carol.types("/incident announce")
    await alice.types("/incident amend notice Virtual Machines")
    assert "not approved as things are now" in await carol.clicks("Send to")
    await bob.clicks("Approve")
    assert "approved anew since this preview" in await carol.types("/incident confirm")
    await carol.types("/customers set Acme cadence 5m")
    assert "not approved as things are now" in await carol.types("/incident announce")
    assert not await acme.messages()


@pytest.mark.usefixtures("proposed")
async def test_any_edit_and_any_other_recipient_voids_the_approval(
    alice: Person, bob: Person, carol: Person, incidents: Channel
) -> None:
    await bob.clicks("Approve")
    assert "It waits for" in await bob.types("/incident amend for 30m")
    assert await incidents.message("amends the mitigation, so it is approved anew")
    assert "only an approved one begins" in await alice.types("/incident begin")
    assert "You proposed this yourself" in await bob.clicks("Approve")
    assert "changes nothing" in await bob.types("/incident amend for 30m")
    assert "Approved" in await alice.clicks("Approve")
    await carol.types("/customers add Acme #acme-status uses vm")
    told = await alice.types("/incident begin without notice the attacker reads them")
    assert "the customers whom it affects, or what they would read, have changed" in told


@pytest.mark.usefixtures("proposed")
async def test_what_nobody_decides_on_expires_by_itself_and_says_so(
    incidents: Channel, time: Time
) -> None:
    await time.passes(minutes=4 * 60)
    assert await incidents.latest() == (
        f":hourglass: *{WHAT}* has expired: nobody decided on it in 4 hours."
    )
    assert "actions" not in str(await incidents.message("proposes a mitigation"))
    assert f"{WHAT}: *expired*" in (await incidents.reads())[0]


@pytest.mark.usefixtures("proposed")
async def test_what_was_decided_alone_is_reviewed_by_somebody_else_before_it_is_closed(
    alice: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    for line in (
        "proceed alone it spreads",
        "begin without notice the attacker reads them",
        "end all hosts are up",
        "advance",
        "advance security incident",
        "exposed no logs",
        "advance",
    ):
        await alice.types(f"/incident {line}")
    assert "somebody else reviews that first" in await alice.types("/incident close")
    assert "somebody else who may approve looks at it" in await alice.types("/incident reviewed ok")
    await bob.types("/incident acknowledge")
    before = len(await bob.direct.messages())
    await time.passes(minutes=12 * 60)
    (reminder,) = [
        one for one in (await bob.direct.messages())[before:] if "was decided alone" in one["text"]
    ]
    assert "reviews that by 3 March 2026, 14:00 UTC" in reminder["text"]
    assert "Reviewed" in await bob.types("/incident reviewed ok, it was spreading")
    assert f":eyes: <@U0BOB> reviewed that *{WHAT}* was decided alone: ok, it was spreading" in (
        await incidents.reads()
    )
    assert "*close*" in await alice.types("/incident close")


@pytest.mark.usefixtures("proposed")
async def test_it_ends_once_somebody_says_what_was_verified(alice: Person, bob: Person) -> None:
    await bob.clicks("Approve")
    await alice.types("/incident begin without notice the attacker reads them")
    form = await alice.clicks_for_form("End mitigation")
    assert "has ended" in await form.fill(text="every host answers")
