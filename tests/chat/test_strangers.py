"""A stranger in a customer's channel holds what was to go there, and people are asked."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, on_both_databases
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import Admin

GLOBEX = "T0GLOBEX"


@pytest.fixture
async def acme_in_a_shared_channel(
    carol: Person,
    incident: None,  # noqa: ARG001  # stands there before
) -> None:
    """Acme was added while only its own organisation read in its channel; so was Globex."""
    told = await carol.types("/customers add Acme #acme-status uses vm")
    assert "T0ACME reads there and counts as Acme's from now on" in told
    await carol.types("/customers add Globex #globex-status uses vm")


async def _tells(carol: Person, words: str = "outage VMs impact partial services vm") -> None:
    await carol.types(f"/incident {words}")
    await carol.clicks("Send to")


@pytest.mark.usefixtures("acme_in_a_shared_channel")
@on_both_databases
async def test_a_stranger_holds_every_message_until_somebody_says_whose_people_those_are(
    carol: Person, acme: Channel, globex: Channel, incidents: Channel, admin: Admin, slack: Slack
) -> None:
    async with slack.until("is shared with T0GLOBEX now, which is not known as Acme's"):
        admin.shares("acme-status", GLOBEX)
    await _tells(carol)
    await _tells(carol, "update Half of them run again")
    assert len(await globex.messages()) == 2
    assert await acme.messages() == []
    held = await incidents.message("A message for *Acme* is held")
    assert "<#C0ACME> is shared with T0GLOBEX" in held["text"]
    assert len([one for one in await incidents.reads() if "is held" in one]) == 1
    await incidents.message("reads nothing: another organisation is in its channel")
    told = await carol.clicks("They belong to Acme: send", message=held)
    assert "T0GLOBEX belongs to Acme. What was held for it goes now" in told
    (thread,) = await acme.threads()
    assert [one["text"].partition(" · ")[0] for one in thread] == ["*Outage", "*Update"]
    assert "shared with T0ACME, T0GLOBEX" in await carol.types("/customers list")
    again = await carol.clicks("They belong to Acme: send", message=held)
    assert "known as Acme's already" in again
    assert "put down that T0GLOBEX belongs to *Acme*" in await carol.types("/incident timeline")


@pytest.mark.usefixtures("acme_in_a_shared_channel")
async def test_what_is_left_held_goes_once_the_stranger_is_out_and_a_withdrawal_at_once(
    carol: Person, acme: Channel, incidents: Channel, admin: Admin, slack: Slack
) -> None:
    await _tells(carol)
    async with slack.until("is shared with T0GLOBEX now"):
        admin.shares("acme-status", GLOBEX)
    await incidents.message("the next notice would not reach Acme: look at its channel")
    await carol.types("/incident withdraw The wrong service")
    await carol.clicks("Withdraw from")
    assert "was withdrawn" in (await acme.threads())[0][0]["text"]
    await _tells(carol, "update Half of them run again")
    told = await carol.clicks("Leave it held", message=await incidents.message("is held"))
    assert "It stays held" in told
    assert "leaves what waits for <#C0ACME> held" in await incidents.latest()
    assert len(await acme.messages()) == 1
    async with slack.until("Nobody but *Acme* and we read in <#C0ACME> any more"):
        admin.unshares("acme-status", GLOBEX)
    assert "Half of them run again" in await acme.latest()


@pytest.mark.usefixtures("acme_in_a_shared_channel")
async def test_a_stranger_that_slack_told_nobody_of_is_seen_before_the_post(
    carol: Person, acme: Channel, incidents: Channel, admin: Admin, onus: Onus
) -> None:
    """The event is lost with the process; the look at start and the one at the door find it."""
    await onus.stops()
    admin.shares("acme-status", GLOBEX)
    await onus.starts_anew()
    await _tells(carol)
    assert await acme.messages() == []
    await carol.types("/customers set Acme channels #acme-status cadence 20m")
    assert "`/customers trust T0GLOBEX Acme`" in await carol.types("/customers check")
    assert any("is shared with T0GLOBEX now" in one for one in await incidents.reads())


@pytest.mark.usefixtures("acme_in_a_shared_channel")
async def test_one_call_serves_a_fan_out(carol: Person, slack: Slack) -> None:
    await carol.types("/incident outage VMs impact partial services vm")
    before = len(await slack.calls("conversations.list", "conversations.info"))
    await carol.clicks("Send to 2")
    assert len(await slack.calls("conversations.list", "conversations.info")) - before <= 1


@pytest.mark.usefixtures("acme_in_a_shared_channel")
async def test_trust_is_of_those_who_read_there(carol: Person) -> None:
    for line, answer in {
        "": "Which organisation, and whose is it?",
        "T0GLOBEX": "Which organisation, and whose is it?",
        "T0GLOBEX Hooli": "There is no customer “Hooli”",
        "T0GLOBEX Acme": "in none of its channels",
        "T0ACME Acme": "known as Acme's already",
    }.items():
        assert answer in await carol.types(f"/customers trust {line}"), line
    assert "Nothing waits there" in await carol.types("/incident leave-held <#C0ACME>")
