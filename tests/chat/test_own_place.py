"""Onus's own place in Slack: its channel renamed or archived, its token taken back."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import Admin


async def test_under_another_name_incidents_go_on_also_after_a_restart(
    alice: Person, admin: Admin, slack: Slack, onus: Onus
) -> None:
    await alice.types("/incident open Odd logins")
    async with slack.until("This channel is no longer called #incidents"):
        admin.renames("incidents", "security-incidents")
    room = Channel(slack, "security-incidents")
    assert "sets `ONUS_INCIDENTS_CHANNEL` to `C0INCIDENTS`" in await room.latest()
    await onus.restarts()
    assert "noted" in (await alice.types("/incident note still here", channel=room)).text.lower()
    admin.renames("security-incidents", "incidents")


async def test_once_it_is_archived_whoever_did_it_is_told_that_nobody_can_run_incidents(
    alice: Person, admin: Admin, slack: Slack, expected_errors: list[str]
) -> None:
    expected_errors.append("Nobody can run incidents")
    await alice.types("/incident open Odd logins")
    async with slack.until("Nobody can run incidents"):
        admin.archives("incidents")
    assert "Unarchive it, and invite @onus there" in await alice.direct.latest()
    admin.unarchives("incidents")


@pytest.mark.usefixtures("customers", "incident")
async def test_what_is_due_while_the_token_is_refused_waits_for_another_one(
    carol: Person,
    acme: Channel,
    incidents: Channel,
    slack: Slack,
    time: Time,
    onus: Onus,
    expected_errors: list[str],
) -> None:
    expected_errors += ["Slack refuses the token", "Slack has taken the token back"]
    await carol.types("/incident outage VMs impact partial services vm next 15m")
    await carol.clicks("Send to")
    before = await incidents.reads()
    await slack.do("token", refused="token_revoked")
    await time.passes(minutes=16)
    assert len(await acme.messages()) == 1
    await slack.do("token", refused=None)
    await onus.restarts()
    await slack.settle()
    assert "We promised an update by 14:15" in await acme.latest()
    told = [one for one in await incidents.reads() if one not in before]
    assert any("Slack refused Onus: its token was revoked" in one for one in told)
    assert not any("could not be delivered" in one for one in told)
    assert "nothing went to anybody from then on" not in await carol.types(
        "/incident token-refused"
    )
