"""What becomes of a customer's channel is told before a notice needs it, to who can mend it."""

import pytest

from tests.chat.channels import Channel
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import Admin

pytestmark = pytest.mark.usefixtures("customers")


async def test_archived_renamed_left_and_cut_off_are_told_with_the_cure(
    alice: Person, carol: Person, dave: Person, admin: Admin, slack: Slack, incidents: Channel
) -> None:
    await carol.types("/customers set Globex owner <@U0DAVE>")
    await alice.types("/customers check")
    async with slack.until("<#C0GLOBEX> of *Globex* was archived"):
        admin.archives("globex-status")
    assert "<@U0DAVE>: yours." in await dave.direct.latest()
    assert "`/customers set Globex channels #other`" in await incidents.latest()
    async with slack.until("Notices reach *Globex* in <#C0GLOBEX> again"):
        admin.unarchives("globex-status")
    async with slack.until("<#C0GLOBEX> of *Globex* has another name now: #globex-prod"):
        admin.renames("globex-status", "globex-prod")
    admin.renames("globex-prod", "globex-status")
    async with slack.until("I am no member of <#C0INITECH> of *Initech* any more"):
        admin.removes("onus", "initech-status")
    async with slack.until("Notices reach *Initech* in <#C0INITECH> again"):
        admin.invites("onus", "initech-status")
    async with slack.until("<#C0ACME> is no longer shared with *Acme*"):
        admin.unshares("acme-status", "T0ACME")
    assert "Only Slack says that" in await carol.types("/customers noticed <#C0ACME>")


@pytest.mark.usefixtures("incident")
async def test_a_converted_channel_is_followed_to_its_new_id(
    carol: Person, admin: Admin, slack: Slack
) -> None:
    await carol.types("/incident outage VMs impact partial services vm")
    await carol.clicks("Send to")
    async with slack.until("Slack has given the channel of *Globex* another id"):
        admin.converts("globex-status")
    await carol.types("/incident update Half of them run again")
    await carol.clicks("Send to 2")
    (thread,) = await Channel(slack, "globex-status").threads()
    assert [one["text"].partition(" · ")[0] for one in thread] == ["*Outage", "*Update"]
    assert "Only Slack says that" in await carol.types("/customers moved <#C0ACME> <#C0GENERAL>")
