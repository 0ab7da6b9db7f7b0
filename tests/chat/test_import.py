"""An admin brings a matrix in Slack: faults in full, the difference, a second admin's approval."""

import pytest
from sqlalchemy import select

from storage import tables
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.deliveries import on_both_deliveries
from tests.chat.files import put_up
from tests.chat.people import Person, Told
from tests.chat.slack import Slack

OWN = """
id = "ours"
provider = "azure"
version = 1

[source]
title = "Handbook <!here>"
edition = "2026"

[layers.hypervisor]
title = "Hypervisor"
work = "Run it."
iaas = "shared"
"""


@pytest.fixture
async def two_admins(alice: Person) -> None:
    await alice.types("/incident grant admin <@U0ALICE> <@U0BOB>")


async def _imports(
    who: Person, slack: Slack, text: str | bytes = OWN, name: str = "ours.toml"
) -> Told:
    """Choose a file in the form, and submit it."""
    form = await who.types_for_form("/whoowns import")
    return await form.fill(file=await put_up(slack, who, name=name, text=text))


@on_both_deliveries
@pytest.mark.usefixtures("two_admins")
async def test_a_file_answers_once_a_second_admin_approves_what_it_changes(
    alice: Person, bob: Person, dave: Person, incidents: Channel, slack: Slack, onus: Onus
) -> None:
    told = await _imports(alice, slack)
    assert "*ours@1* is checked and kept. What would change is in <#C0INCIDENTS>" in told
    shown = await incidents.message("proposes that *ours@1* answers for azure")
    assert "in place of azure-2026@1. <@U0BOB> approves it." in shown["text"]
    assert "`layers.hypervisor.iaas`: provider → shared" in shown["text"]
    assert "→ Handbook &lt;!here&gt;" in shown["text"]
    assert "another admin approves it" in await alice.clicks("Approve")
    assert (await dave.types("/whoowns hypervisor iaas")).text.startswith("*Ours.")
    done = await bob.clicks("Approve")
    assert "*ours@1* answers for azure from now on. <@U0ALICE> proposed it" in done
    assert (await dave.types("/whoowns hypervisor iaas")).text.startswith("*Shared")
    assert "<@U0BOB> approved it." in await incidents.latest()
    assert "it was decided already" in await bob.types("/whoowns approve-matrix ours@1")
    listed = await alice.types("/whoowns versions")
    assert ":large_green_circle: *ours@1* (azure), imported by <@U0ALICE>" in listed
    async with onus.replica.database.read() as tx:
        kinds = list(await tx.scalars(select(tables.journal.c.kind)))
        approved = (await tx.execute(select(tables.approvals))).mappings().one()
    assert kinds[-3:] == ["matrix.imported", "matrix.proposed", "matrix.activated"]
    assert (approved["subject"], approved["decided_by"]) == ("matrix:ours@1", "U0BOB")


async def test_a_lone_admin_goes_alone_with_a_reason_and_can_go_back(
    alice: Person, dave: Person, incidents: Channel, slack: Slack
) -> None:
    assert "You are the only admin: go alone there" in await _imports(alice, slack)
    form = await alice.clicks_for_form("Activate alone")
    assert "for whoever reads it later" in (await form.fill(text=" ")).errors["text"]
    assert "went alone: Nobody else is left" in await form.fill(text="Nobody else is left")
    assert "Shared" in (await dave.types("/whoowns hypervisor iaas")).text
    assert "answers for azure already" in await _imports(alice, slack)
    await alice.types("/whoowns activate azure-2026")
    assert "`layers.hypervisor.iaas`: shared → provider" in await incidents.latest()
    form = await alice.clicks_for_form("Decline")
    assert "declined that *azure-2026@1* answers: Not now" in await form.fill(text="Not now")
    assert "Shared" in (await dave.types("/whoowns hypervisor iaas")).text


@pytest.mark.usefixtures("two_admins")
async def test_what_is_proposed_from_a_date_answers_from_that_date_on(
    alice: Person, bob: Person, dave: Person, incidents: Channel, slack: Slack, time: Time
) -> None:
    await _imports(alice, slack)
    unread = await alice.types("/whoowns activate ours from Monday")
    assert "“Monday” is not a date that I can read" in unread
    await alice.types("/whoowns activate ours@1 from 2026-03-03")
    shown = await incidents.message("from 3 March 2026, 00:00 UTC on in place of azure-2026@1")
    done = await bob.clicks("Approve", message=shown)
    assert "*ours@1* answers for azure from 3 March 2026, 00:00 UTC on." in done
    assert (await dave.types("/whoowns hypervisor iaas")).text.startswith("*Ours.")
    then = await dave.types("/whoowns hypervisor iaas as of 2026-03-03")
    assert "*Shared" in then
    await time.passes(minutes=11 * 60)
    assert (await dave.types("/whoowns hypervisor iaas")).text.startswith("*Shared")


async def test_every_fault_is_told_in_full_and_nothing_is_kept(
    alice: Person, bob: Person, slack: Slack
) -> None:
    broken = OWN.replace('"shared"', '"costumer"').replace("version = 1", "") + "x" * 90 + " = 1\n"
    told = await _imports(alice, slack, broken)
    assert "“ours.toml” has 3 faults, so nothing was imported." in told
    assert "• `layers.hypervisor.iaas`: 'costumer' is unknown; write one of: 'customer'" in told
    assert "• `version`: is missing; add it" in told
    csv = "table,title,colour\n"
    assert "• `line 1`: must name columns among" in await _imports(alice, slack, csv, "o.csv")
    latin = await _imports(alice, slack, OWN.replace("Run", "Rün").encode("latin-1"))
    assert "is not UTF-8 from byte" in latin.errors["file"]
    assert "ours" not in (await alice.types("/whoowns versions")).text
    assert "Only admins can change the matrices" in await bob.types("/whoowns activate azure-2017")


@pytest.mark.usefixtures("two_admins")
async def test_an_approval_is_of_exactly_what_was_shown(
    alice: Person, bob: Person, incidents: Channel, slack: Slack, time: Time
) -> None:
    await _imports(alice, slack)
    first = await incidents.message("*ours@1*")
    await _imports(alice, slack, OWN.replace('"shared"', '"customer"'))
    await bob.clicks("Approve", message=await incidents.message("*ours@2*"))
    stale = await bob.clicks("Approve", message=first)
    assert "has changed since this was shown" in stale
    await bob.clicks("Show the difference anew")
    assert "`layers.hypervisor.iaas`: customer → shared" in await incidents.latest()
    await time.passes(minutes=8 * 24 * 60)
    assert "a week has passed" in await alice.clicks("Approve")


async def test_while_slack_does_not_give_the_file_nothing_happens(
    alice: Person, slack: Slack
) -> None:
    await slack.breaks("500", method="files.info", times=20)
    told = await _imports(alice, slack)
    assert "Slack did not give me the file. Submit it again." in told.errors["file"]
