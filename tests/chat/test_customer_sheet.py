"""Customers come and go as a spreadsheet; a channel is tried before an outage does."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.files import content_of, put_up
from tests.chat.people import Person, Told
from tests.chat.slack import Slack
from tests.chat.workspace import Admin


async def _imports(who: Person, slack: Slack, text: str) -> Told:
    form = await who.types_for_form("/customers import")
    return await form.fill(file=await put_up(slack, who, name="customers.csv", text=text))


async def _exports(who: Person) -> str:
    assert "comes to you by a direct message" in await who.types("/customers export")
    return await content_of((await who.direct.messages())[-1])


@pytest.mark.usefixtures("customers")
@on_both_databases
async def test_what_is_exported_is_imported_with_what_was_edited(
    carol: Person, slack: Slack
) -> None:
    await carol.types("/customers set Acme regions west-europe cadence 20m owner <@U0BOB>")
    await carol.types("/customers set Globex security-contact <@U0EVE>")
    text = await _exports(carol)
    head, acme, *_ = text.splitlines()
    assert head.startswith("name,channels,uses,regions,threshold,cadence")
    assert acme.startswith('Acme,#acme-status,"vm, disks",west-europe,,20m,')
    assert acme.endswith(",<@U0BOB>,")
    assert ",<@U0EVE>\n" in text
    assert "Added: none. Changed: none." in await _imports(carol, slack, text)
    edited = text.replace(acme, acme.replace("20m", "30m").replace("<@U0BOB>", "<@U0DAVE>"))
    edited = edited.replace("Globex,#globex-status,vm", "Globex,#initech-status,vm")
    edited = edited.replace("Initech,#initech-status", "Hooli,#general")
    told = await _imports(carol, slack, edited)
    assert "line 3, `channels`: #initech-status belongs to Initech" in told
    both = edited + text.splitlines()[3].replace("#initech-status", "#globex-status") + "\n"
    told = await _imports(carol, slack, both)
    assert "Added: Hooli. Changed: Acme, Globex, Initech." in told
    listed = (await carol.types("/customers list")).text.splitlines()
    assert "every 30 min · looked after by <@U0DAVE>" in listed[0]
    assert [line.split(" · ")[1] for line in listed] == [
        "<#C0ACME>",
        "<#C0INITECH>",
        "<#C0GENERAL>",
        "<#C0GLOBEX>",
    ]


@pytest.mark.usefixtures("customers")
async def test_every_fault_is_told_by_its_line_and_then_nothing_is_imported(
    carol: Person, slack: Slack
) -> None:
    text = (
        "name,channels,uses,cadence,email,obligations,owner\n"
        "Acme,#acme-status,vm,often,a@b.example,gdpr-99,<@U0EVE>\n"
        "acme,#nowhere,vm,,,,\n"
        "Hooli,,vm,,,,\n"
        "Initrode,#incidents,vm,,,,\n"
    )
    told = await _imports(carol, slack, text)
    assert "“customers.csv” has 8 faults, so nothing was imported." in told
    for line in (
        "line 2, `cadence`: “often” is not a length of time",
        "line 2, `email`: Nobody can be told by email yet",
        "line 2, `obligations`: There is no rule “gdpr-99”",
        "line 2, `owner`: The account owner is a colleague",
        "line 3, `channels`: I cannot see #nowhere",
        "line 3, `name`: stands in line 2 already",
        "line 4: In which channel is Hooli told?",
        "line 5, `channels`: #incidents is where incidents are run",
    ):
        assert line in told, line
    assert "Hooli" not in await carol.types("/customers list")


@pytest.mark.usefixtures("customers")
async def test_a_test_message_is_shown_first_and_whether_it_arrived_is_told(
    carol: Person, acme: Channel, globex: Channel, time: Time, admin: Admin
) -> None:
    preview = await carol.types("/customers test acme")
    assert "Acme would read this in <#C0ACME>" in preview
    assert await acme.messages() == []
    assert "On its way" in await carol.clicks("Send the test")
    assert "*Test message · nothing has happened*\nThis is how Northwind Cloud" in (
        await acme.latest()
    )
    await time.passes(minutes=0.1)
    assert await carol.direct.latest() == (
        "Test of *Acme*:\n:white_check_mark: <#C0ACME>: it arrived at 14:00 UTC."
    )
    admin.shares("globex-status", "T0ACME")
    await carol.types("/customers test Globex sure")
    await time.passes(minutes=0.1)
    assert ":raised_hand: <#C0GLOBEX>: held, since a stranger reads there" in (
        await carol.direct.latest()
    )
    admin.unshares("globex-status", "T0ACME")
    await time.passes(minutes=1)
    assert await globex.messages() == []


@pytest.mark.usefixtures("customers")
async def test_a_channel_that_is_gone_is_replaced(carol: Person) -> None:
    await carol.types("/customers set Globex security-contact #globex-status")
    told = await carol.types("/customers set Globex channels #general")
    assert told.text == "*Globex* · <#C0GENERAL> · uses vm"  # nor do advisories go to the old one
    taken = await carol.types("/customers set Acme channels #general, #acme-status")
    assert "<#C0GENERAL> belongs to another customer already" in taken
    assert "In which channels is it told?" in await carol.types("/customers set Acme channels ,")
