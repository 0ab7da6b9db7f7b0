"""Who is told of outages, and in which channels."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import on_both_databases
from tests.chat.people import Person
from tests.chat.workspace import Admin

ACME_CORP = "*Acme Corp* · <#C0ACME> · uses vm, disks · shared with T0ACME"


@on_both_databases
async def test_a_customer_is_added_listed_checked_and_removed(carol: Person) -> None:
    told = await carol.types("/customers add Acme Corp #acme-status uses vm, disks")
    assert "Acme Corp is told in <#C0ACME> of outages of vm, disks" in told
    for line in ("/customers", "/customers list", "/customers ls"):
        assert (await carol.types(line)).text == ACME_CORP
    checked = await carol.types("/customers check")
    assert checked.text == ":white_check_mark: *Acme Corp* <#C0ACME>: I can post there."
    assert "no longer told" in await carol.types("/customers remove acme corp")
    assert "No customer yet" in await carol.types("/customers list")
    assert "is told in <#C0ACME>" in await carol.types("/customers add New #acme-status uses vm")


async def test_a_customer_may_have_several_channels(carol: Person) -> None:
    told = await carol.types("/customers add Acme #acme-status #globex-status uses vm")
    assert "<#C0ACME>, <#C0GLOBEX>" in told


@on_both_databases
async def test_one_channel_never_belongs_to_two_customers(carol: Person) -> None:
    await carol.types("/customers add Acme #acme-status uses vm")
    told = await carol.types("/customers add Globex #globex-status #acme-status uses vm")
    assert "<#C0ACME> belongs to another customer already" in told
    assert "Globex" not in await carol.types("/customers list")


async def test_nor_is_the_incidents_channel_a_customers(carol: Person) -> None:
    told = await carol.types("/customers add Acme #incidents uses vm")
    assert "#incidents is where incidents are run: no customer's channel" in told


WRONG = {
    "Acme uses vm": "In which channel is Acme told?",
    "Acme #nowhere uses vm": "I cannot see #nowhere",
    "Acme #acme-status": "Which services does Acme use?",
    "#acme-status uses vm": "Which customer?",
    f"{'A' * 81} #acme-status uses vm": "at most 80 characters",
    "Acme #acme-status uses vm uses disks": "“uses” stands there twice",
}


async def test_what_is_missing_is_said_with_a_line_that_works(carol: Person) -> None:
    for line, answer in WRONG.items():
        assert answer in await carol.types(f"/customers add {line}"), line
    assert "No customer yet" in await carol.types("/customers list")


@pytest.mark.usefixtures("customers")
@on_both_databases
async def test_a_name_is_taken_in_any_case(carol: Person) -> None:
    told = await carol.types("/customers add ACME #general uses vm")
    assert "There is a customer “ACME” already" in told


@pytest.mark.usefixtures("customers")
async def test_removing_names_those_there_are(carol: Person) -> None:
    told = await carol.types("/customers remove Hooli")
    assert "There is no customer “Hooli”. There are: Acme, Globex, Initech." in told
    assert "Which customer?" in await carol.types("/customers remove")


async def test_the_form_adds_the_same(carol: Person) -> None:
    form = await carol.types_for_form("/customers add")
    assert form.fields == ["text", "channels", "uses"]
    refused = await form.fill(text="A" * 81, channels="C0ACME", uses="vm")
    assert "at most 80 characters" in refused.errors["text"]
    told = await form.fill(text="Acme", channels="C0ACME", uses="vm, disks")
    assert "Acme is told in <#C0ACME>" in told


@pytest.mark.usefixtures("customers")
async def test_check_looks_anew_and_says_what_mends_each_channel(
    carol: Person, admin: Admin
) -> None:
    await carol.types("/customers check")
    admin.archives("globex-status")
    admin.removes("onus", "initech-status")
    told = await carol.types("/customers check")
    assert ":white_check_mark: *Acme* <#C0ACME>" in told
    assert ":x: *Globex* <#C0GLOBEX>: archived" in told
    assert ":x: *Initech* <#C0INITECH>: I am not in it. Invite @onus there." in told
    admin.invites("onus", "initech-status")
    assert ":white_check_mark: *Initech*" in await carol.types("/customers check")


@pytest.mark.usefixtures("customers")
async def test_help_lists_each_verb(carol: Person, incidents: Channel) -> None:
    told = await carol.types("/customers help")
    for verb in ("add", "list", "remove", "check", "help"):
        assert f"`/customers {verb}" in told
    assert "“frob” is nothing that /customers knows" in await carol.types("/customers frob")
    assert await incidents.messages() == []


@pytest.mark.usefixtures("customers", "incident")
async def test_what_is_particular_of_a_customer_decides_of_what_it_is_told(
    carol: Person, acme: Channel, globex: Channel
) -> None:
    told = await carol.types(
        "/customers set Acme regions west-europe threshold partial cadence 10m owner <@U0BOB>"
    )
    assert told.text == (
        "*Acme* · <#C0ACME> · uses vm, disks · shared with T0ACME · in west-europe · "
        "told from partial impact on · every 10 min · looked after by <@U0BOB>"
    )
    preview = await carol.types(
        "/incident outage Virtual Machines slow impact degraded services vm regions west-europe"
    )
    assert "It goes to Globex in <#C0GLOBEX>" in preview
    assert "in east-us" in await carol.types("/customers set Globex regions east-us")
    preview = await carol.types(
        "/incident outage Virtual Machines down impact full services vm regions west-europe"
    )
    assert "It goes to Acme in <#C0ACME>" in preview
    assert "in 10 min" in preview
    await carol.clicks("Send to 1 customer")
    assert len(await acme.messages()) == 1
    assert await globex.messages() == []
    cleared = await carol.types("/customers set Globex regions none")
    assert cleared.text == "*Globex* · <#C0GLOBEX> · uses vm"


@pytest.mark.usefixtures("customers")
async def test_a_particular_that_makes_no_sense_is_refused_with_what_does(carol: Person) -> None:
    for line, answer in {
        "Acme": "Which customer, and what of it?",
        "Hooli regions x": "There is no customer “Hooli”",
        "Acme threshold huge": "“huge” is no impact",
        "Acme cadence often": "“often” is not a length of time",
        "Acme owner <@U0EVE>": "The account owner is a colleague",
        "Acme owner nobody": "The account owner is a colleague",
    }.items():
        assert answer in await carol.types(f"/customers set {line}"), line


@pytest.mark.usefixtures("customers")
@on_both_databases
async def test_a_bare_set_asks_in_a_form(carol: Person) -> None:
    form = await carol.types_for_form("/customers set")
    refused = await form.fill(text="Acme", cadence="often")
    assert "“often” is not a length of time" in refused.errors["cadence"]
    told = await form.fill(text="Acme", cadence="20m", owner="U0BOB")
    assert "every 20 min · looked after by <@U0BOB>" in told
