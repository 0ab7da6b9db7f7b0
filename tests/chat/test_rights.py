"""Who may do what: outsiders ask, colleagues open, members of #incidents do the rest."""

import pytest

from domain.facts import Fact, FactKind
from storage import journal
from tests.chat.channels import Channel
from tests.chat.conftest import Onus
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import TEAM, Admin

LINES = (
    "advance",
    "advance verdict security incident",
    "back because",
    "sev 4",
    "note I was here",
    "mitigate x for 1m services vm",
    "approve",
    "decline x",
    "proceed alone x",
    "begin",
    "end it is over",
    "outage X impact full services vm",
    "update x",
    "eta 15:30",
    "recovered",
    "close",
    "determine layer data model iaas",
)


@pytest.mark.usefixtures("customers", "incident")
async def test_an_outsiders_mention_never_acts_and_she_is_told(
    eve: Person, incidents: Channel, acme: Channel
) -> None:
    before = await incidents.reads()
    for line in ("advance", "open my own", "INC-1 note hello", "list", "timeline"):
        told = await eve.says(f"@onus {line}")
        assert "Only people of the organisation that runs Onus can" in told
        assert "INC-1 ·" not in told.text
    assert await incidents.reads() == before
    assert {one["user"] for one in await acme.messages()} == {"U0EVE"}


@pytest.mark.usefixtures("outage")
async def test_an_outsider_finds_no_button_and_her_words_in_the_thread_do_nothing(
    eve: Person, acme: Channel, incidents: Channel, slack: Slack
) -> None:
    before = await incidents.reads()
    (notice,) = await acme.messages()
    assert [block for block in notice["blocks"] if block["type"] == "actions"] == []
    said = await slack.do(
        "messages", user="eve", channel="acme-status", text="advance", thread_ts=notice["ts"]
    )
    assert said["ok"]
    told = await eve.says("@onus recovered", under="*Outage")
    assert "Only people of the organisation" in told
    after = [text for text in await incidents.reads() if "replied in <#C0ACME>" not in text]
    assert after == before
    assert [one["user"] for one in await acme.messages()] == ["U0ONUS", "U0EVE", "U0EVE"]


@pytest.mark.usefixtures("incident")
async def test_an_outsider_who_gets_hold_of_a_button_is_told_that_she_cannot(
    eve: Person, incidents: Channel, admin: Admin
) -> None:
    admin.invites("eve", "incidents")
    before = await incidents.reads()
    (card,) = await incidents.messages()
    assert "Only people of the organisation" in await eve.clicks("Advance", message=card)
    assert await incidents.reads() == before


@pytest.mark.usefixtures("customers", "incident")
async def test_a_colleague_outside_the_incidents_channel_is_told_who_can(
    dave: Person, incidents: Channel
) -> None:
    before = await incidents.reads()
    for line in LINES:
        told = await dave.types(f"/incident {line}")
        assert "Only members of #incidents can" in told, line
        assert "invite you there" in told
    assert await incidents.reads() == before


@pytest.mark.usefixtures("customers", "incident")
async def test_nor_does_such_a_colleague_read_incidents_or_manage_customers(dave: Person) -> None:
    for line in ("", "status", "list", "timeline", "INC-1 status"):
        assert "Only members of #incidents can read incidents" in await dave.types(
            f"/incident {line}"
        )
    assert "can manage customers" in await dave.types("/customers add X #general uses vm")
    assert "can manage customers" in await dave.types("/customers remove Acme")
    assert "can read incidents" in await dave.types("/customers list")
    assert "`/incident open" in await dave.types("/incident help")


@pytest.mark.usefixtures("incident")
async def test_who_was_just_invited_is_not_refused_on_what_slack_said_before(
    dave: Person, admin: Admin, incidents: Channel
) -> None:
    assert "invite you there" in await dave.types("/incident advance")
    admin.invites("dave", "incidents")
    assert "*assess*" in await dave.types("/incident advance", channel=incidents)


@pytest.mark.usefixtures("incident")
async def test_a_right_is_given_to_people_and_groups_and_then_it_is_theirs_alone(
    alice: Person, bob: Person, carol: Person, dave: Person, onus: Onus
) -> None:
    assert "*approver* now: <@U0DAVE>." in await alice.types(
        "/incident grant approver <@U0DAVE|dave>"
    )
    assert "They hold it already" in await alice.types("/incident grant approver <@U0DAVE>")
    await alice.types("/incident mitigate restart the hosts for 45m services vm")
    refused = await carol.types("/incident approve")
    assert (
        "Only those with the right “approver” can approve mitigations and notices: <@U0DAVE>"
        in refused
    )
    assert "or an admin (<@U0ALICE>) for the right" in refused
    assert "Approved" in await dave.types("/incident INC-1 approve")
    assert "Only members of #incidents can run incidents" in await dave.types("/incident advance")
    assert "<@U0BOB>" in await alice.types("/incident grant approver @approvers")
    await alice.types("/incident revoke approver <@U0DAVE>")
    assert "*approver*: <@U0BOB>" in await bob.types("/incident rights")
    assert "was not given to them by name" in await alice.types(
        "/incident revoke approver <@U0DAVE>"
    )
    decided = [fact for fact in await facts_of(onus) if fact.kind is FactKind.MITIGATION_APPROVED]
    assert decided[0].data["rights"] == ["approver", "viewer"]


async def test_only_admins_give_rights_and_no_outsider_gets_one(alice: Person, bob: Person) -> None:
    assert "Only admins can give and take rights: <@U0ALICE>" in await bob.types(
        "/incident grant admin <@U0BOB>"
    )
    assert "<@U0EVE> is not of your organisation" in await alice.types(
        "/incident grant viewer <@U0EVE>"
    )
    assert "Which right? There are viewer, responder" in await alice.types(
        "/incident grant king <@U0BOB>"
    )
    assert "To whom?" in await alice.types("/incident grant approver bob")


async def test_whoever_is_alone_is_warned_that_nobody_could_approve(
    alice: Person, admin: Admin
) -> None:
    for other in ("bob", "carol"):
        admin.removes(other, "incidents")
    await alice.types("/incident grant liaison <@U0ALICE>")  # looks at Slack anew
    assert "Nobody could approve" in await alice.types("/incident rights")
    await alice.types("/incident open Hypervisor escape suspected")
    told = await alice.types("/incident mitigate restart the hosts for 45m services vm")
    assert "Nobody could approve" in told
    assert "`/incident grant approver @bob`" in told


async def facts_of(onus: Onus) -> list[Fact]:
    async with onus.replica.database.read() as tx:
        return await journal.of_incident(tx, TEAM, 1)
