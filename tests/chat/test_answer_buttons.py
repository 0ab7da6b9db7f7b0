"""What can be done with an answer: share it, copy it, see the row, open an incident, object."""

import pytest
from sqlalchemy import select

from storage import tables
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, on_both_databases
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import Admin

QUESTION = "who patches the guest OS on our AKS nodes?"
FOR_COLLEAGUES = [
    "Share in channel",
    "Copy for the customer",
    "Open an incident on it",
    "This is wrong",
]


async def test_an_answer_is_seen_by_one_person_until_it_is_shared(
    dave: Person, general: Channel
) -> None:
    answer = await dave.types(f"/whoowns {QUESTION}")
    assert set(FOR_COLLEAGUES) < set(answer.buttons)
    assert await general.messages() == []
    assert "Shared in <#C0GENERAL>" in await dave.clicks("Share in channel")
    (post,) = await general.messages()
    assert post["text"].startswith(answer.text)
    assert post["text"].endswith(f"<@U0DAVE> asked: {QUESTION}")
    assert [block["type"] for block in post["blocks"]] == ["section", "context"]


async def test_an_answer_to_a_mention_in_a_thread_is_shared_in_that_thread(
    dave: Person, general: Channel, slack: Slack
) -> None:
    await slack.do("messages", user="bob", channel="general", text="AKS is on fire")
    await dave.says(f"@onus {QUESTION}", under="on fire")
    await dave.clicks("Share in channel")
    (thread,) = await general.threads()
    assert [one["user"] for one in thread] == ["U0BOB", "U0DAVE", "U0ONUS"]


async def test_where_onus_is_not_it_says_what_to_do(
    dave: Person, general: Channel, admin: Admin
) -> None:
    admin.removes("onus", "general")
    await dave.types("/whoowns hypervisor iaas")
    told = await dave.clicks("Share in channel")
    assert "I am not in this channel" in told
    assert "`/invite @onus`" in told
    assert await general.messages() == []


@pytest.mark.usefixtures("customers")
@on_both_databases
async def test_words_for_colleagues_are_not_shared_in_a_customers_channel(
    carol: Person, acme: Channel
) -> None:
    await carol.types("/whoowns hypervisor iaas", channel=acme)
    told = await carol.clicks("Share in channel")
    assert "<#C0ACME> is a customer's channel" in told
    assert told.buttons == ["Copy for the customer"]
    assert await acme.messages() == []


async def test_the_customers_copy_has_no_word_of_ours_and_leads_back(dave: Person) -> None:
    answer = await dave.types("/whoowns hypervisor iaas")
    copy = await dave.clicks("Copy for the customer")
    assert "Hypervisor under IaaS (Microsoft Azure): the provider is responsible" in copy
    assert "https://learn.microsoft.com" in copy
    for word in ("ours", "azure-2026", "<@", "INC-"):
        assert word not in copy.text
    assert (await dave.clicks("Back to the answer")).text == answer.text


async def test_the_whole_row_takes_the_answers_place(dave: Person) -> None:
    await dave.types("/whoowns hypervisor ec2")
    before = len(await dave.reads())
    row = await dave.clicks("Whole row")
    assert "*Hypervisor (Amazon Web Services)*" in row
    assert len(await dave.reads()) == before


@on_both_databases
async def test_an_incident_opens_on_it_by_the_form_that_knows_layer_and_model(
    alice: Person, incidents: Channel
) -> None:
    await alice.types("/whoowns guest os aks")
    form = await alice.clicks_for_form("Open an incident on it")
    assert form.title == "Open an incident"
    given = {block["block_id"]: block["element"] for block in form.view["blocks"]}
    assert given["layer"]["initial_option"]["value"] == "operating-system"
    assert given["model"]["initial_option"]["value"] == "iaas"
    assert given["services"]["initial_value"] == "aks"
    told = await form.fill(
        text="Nodes unpatched", layer="operating-system", model="iaas", services="aks"
    )
    assert "INC-1* is open" in told
    assert "operating-system under iaas" in await incidents.latest()


@on_both_databases
async def test_who_says_that_it_is_wrong_is_heard_by_whoever_looks_after_the_matrices(
    dave: Person, alice: Person, onus: Onus
) -> None:
    await dave.types("/whoowns who patches the *OS* in PaaS & why?")
    form = await dave.clicks_for_form("This is wrong")
    assert "text" in (await form.fill(text="  ")).errors
    assert "Thank you" in await form.fill(text="Our <contract> says that we do")
    (read,) = await alice.direct.reads()
    assert "An answer is said to be wrong.\n“who patches the *OS* in PaaS &amp; why?”" in read
    gaps = await alice.types("/whoowns gaps")
    assert "“who patches the *OS* in PaaS &amp; why?” → provider: operating system under" in gaps
    assert "matrix azure-2026 version 1\n<@U0DAVE>, 2 March 2026, 14:00 UTC: Our &lt;con" in gaps
    async with onus.replica.database.read() as tx:
        kinds = list(await tx.scalars(select(tables.journal.c.kind)))
    assert kinds == ["answer.disputed"]


async def test_an_outsider_gets_the_answer_without_what_is_for_colleagues(
    eve: Person, dave: Person, acme: Channel
) -> None:
    answer = await eve.says("@onus who owns the operating system in PaaS?")
    assert "Operating system under PaaS" in answer
    assert answer.buttons == ["Whole row", "All sources"]
    for verb in ("share-answer", "copy-answer", "wrong-answer"):
        refused = await eve.says(f"@onus {verb} hypervisor iaas")
        assert "Only people of the organisation that runs Onus can share" in refused
    assert "read what had no answer" in await dave.types("/whoowns gaps")
    assert {one["user"] for one in await acme.messages()} == {"U0EVE"}


async def test_while_slack_cannot_say_who_asks_the_answer_is_a_strangers(
    dave: Person, slack: Slack
) -> None:
    await slack.breaks("500", method="users.info", times=20)
    answer = await dave.says("@onus hypervisor iaas")
    assert answer.text.startswith("*Ours. Provider, not the customer.*")
    assert answer.buttons == ["Whole row"]
    assert "This is wrong" in (await dave.types("/whoowns hypervisor iaas")).buttons
    await slack.mends()
    assert "This is wrong" in (await dave.says("@onus hypervisor iaas")).buttons


async def test_a_question_too_long_for_a_button_is_carried_by_its_cell(
    dave: Person, general: Channel
) -> None:
    await dave.types(f"/whoowns who owns the hypervisor in iaas? {'please ' * 200}")
    await dave.clicks("Share in channel")
    assert "asked: hypervisor, iaas, azure" in await general.latest()
