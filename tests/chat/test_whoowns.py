"""Asking who is responsible."""

import pytest

from handlers.kit import blocks
from tests.chat.channels import Channel
from tests.chat.deliveries import on_both_deliveries
from tests.chat.people import Person, Told
from tests.chat.slack import Slack


def _table(told: Told) -> list[list[str]]:
    """Return the native table of an answer."""
    table = next(block for block in told.messages[-1]["blocks"] if block["type"] == "table")
    return [[cell["text"] for cell in row] for row in table["rows"]]


@on_both_deliveries
async def test_a_layer_and_a_model_name_the_owner_in_the_first_line(dave: Person) -> None:
    told = await dave.types("/whoowns hypervisor iaas")
    first, *rest = told.text.splitlines()
    assert first == "*Ours. Provider, not the customer.*"
    assert any(line.startswith("*Customer:*") for line in rest)
    assert any(line.startswith("*Provider:*") for line in rest)
    assert "https://learn.microsoft.com" in told
    assert "(table), 12 January 2026>" in rest[-1]
    assert "shared-responsibility), matrix azure-2026 version 1." in rest[-1]
    assert "Your agreement with the provider takes precedence." in rest[-1]


async def test_in_either_order_in_any_case_or_as_a_sentence(dave: Person) -> None:
    answer = (await dave.types("/whoowns hypervisor iaas")).text
    for words in ("IaaS hypervisor", "HYPERVISOR IAAS", "who owns the hypervisor in IaaS?"):
        assert (await dave.types(f"/whoowns {words}")).text == answer


async def test_what_names_one_side_only_gets_a_row_or_a_column_as_a_table(dave: Person) -> None:
    row = await dave.types("/whoowns hypervisor")
    assert [line.partition(":")[0] for line in row.text.splitlines()[1:5]] == [
        "on-premises",
        "IaaS",
        "PaaS",
        "SaaS",
    ]
    column = await dave.types("/whoowns saas")
    assert "data: *customer*" in column
    assert "datacenter: *provider (ours)*" in column
    for told in (row, column):
        assert _table(told)[0] == ["Service model" if told is row else "Layer", "Responsible"]


async def test_a_click_on_a_model_of_a_row_answers_in_its_place(dave: Person) -> None:
    row = await dave.types("/whoowns hypervisor aws")
    assert row.buttons == ["on-premises", "IaaS", "PaaS", "SaaS"]
    before = len(await dave.reads())
    assert "Hypervisor under PaaS (Amazon Web Services)" in await dave.clicks("PaaS")
    assert len(await dave.reads()) == before


@pytest.mark.parametrize("line", ["/whoowns", "/whoowns matrix", "/whoowns matrix azure"])
async def test_the_whole_matrix_is_a_table_whose_text_holds_all_of_it(
    dave: Person, line: str
) -> None:
    told = await dave.types(line)
    table = _table(told)
    assert len(table) == 14
    for row in table:
        assert " · ".join(row) in told
    assert "hypervisor · customer † · provider (ours) · provider (ours) · provider (ours) †" in told
    assert "† not verified" in told
    for edition in ("12 January 2026", "2019"):
        assert edition in told.text.partition("Source:")[2]
    assert "/whoowns hypervisor iaas" in told


async def test_each_provider_has_its_matrix(dave: Person) -> None:
    assert "AWS Well-Architected" in await dave.types("/whoowns matrix aws")
    assert "(Google Cloud)" in await dave.types("/whoowns matrix google cloud")
    unknown = await dave.types("/whoowns matrix frobnitz")
    assert "“frobnitz” is no provider. There are: azure, aws, gcp" in unknown
    assert "`/whoowns matrix aws`" in unknown


async def test_where_slack_refuses_the_table_the_text_goes_alone(
    dave: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An acknowledgement that is refused is never heard of, so a table goes by the outbox."""
    row = (await dave.types("/whoowns hypervisor")).text
    monkeypatch.setattr(blocks, "table", lambda *_: {"type": "table", "rows": "hologram"})
    plain = await dave.types("/whoowns hypervisor")
    assert plain.text == row
    assert plain.messages[0].get("blocks", []) == []


async def test_two_models_stand_side_by_side_with_where_they_differ(dave: Person) -> None:
    told = await dave.types("/whoowns diff iaas paas")
    assert "operating system: *customer* · *provider (ours)* · differs" in told
    assert "data: *customer* · *customer*\n" in told
    table = _table(told)
    assert table[0] == ["Layer", "IaaS (Microsoft Azure)", "PaaS (Microsoft Azure)", "Differs"]
    assert ["operating system", "customer", "provider (ours)", "yes"] in table
    assert "Amazon RDS" in await dave.types("/whoowns compare rds vs aks")
    assert "IaaS (Google Cloud)" in await dave.types("/whoowns diff iaas on google cloud, aws iaas")


async def test_two_providers_stand_side_by_side_and_both_are_named_where_they_differ(
    dave: Person,
) -> None:
    told = await dave.types("/whoowns diff azure gcp")
    assert "*Microsoft Azure beside Google Cloud*" in told
    assert "data · customer † · customer †" in told
    _, *cells = next(row for row in _table(told) if row[0] == "network controls")
    assert cells[0].startswith("customer")
    assert "shared / provider" in cells[2]
    for title in ("Microsoft Learn", "Google"):
        assert title in told.text.partition("Source:")[2]
    for line in ("iaas", "iaas aws", "iaas paas saas", "", "frobnitz iaas"):
        refused = await dave.types(f"/whoowns diff {line}")
        assert "`/whoowns diff azure aws`" in refused, line


async def test_help_lists_the_verbs_and_a_question_that_begins_like_one_is_a_question(
    dave: Person,
) -> None:
    helped = await dave.types("/whoowns help")
    for verb in ("matrix", "diff", "sources", "gaps"):
        assert f"`/whoowns {verb}" in helped
    assert "share-answer" not in helped
    asked = await dave.types("/whoowns help me: who owns the hypervisor in IaaS?")
    assert "Hypervisor under IaaS" in asked


async def test_where_sources_differ_the_answer_says_so_and_one_click_shows_them_all(
    dave: Person,
) -> None:
    told = await dave.types("/whoowns operating system paas")
    assert told.text.startswith("*Ours. Provider, not the customer.*")
    assert "Sources differ. *customer*: ITPro" in told
    every = await dave.clicks("All sources")
    assert (await dave.types("/whoowns sources operating system paas")).text == every.text
    lines = [line for line in every.text.splitlines() if line.startswith(("*provider*", "*cust"))]
    assert [line.partition(":")[0] for line in lines] == ["*provider*", "*provider*", "*customer*"]
    assert "12 January 2026" in lines[0]
    assert "All sources" not in (await dave.types("/whoowns data iaas")).buttons
    assert "asks for no single answer" in await dave.types("/whoowns sources hypervisor")
    assert "None of AWS's sources" in await dave.types("/whoowns sources devices ec2")


async def test_what_is_borrowed_unverified_or_contradicts_itself_says_so(dave: Person) -> None:
    nearest = await dave.types("/whoowns data aks")
    assert "answered from the nearest model, IaaS" in nearest
    both = await dave.types("/whoowns guest os aks")
    assert "The page contradicts itself" in both
    assert "In the source: “AKS isn't a PaaS.”" in both
    unverified = await dave.types("/whoowns eks operating system")
    assert "(not verified), matrix aws version 1" in unverified


@on_both_deliveries
async def test_an_unknown_word_gets_the_nearest_as_buttons_and_a_click_answers_in_place(
    dave: Person,
) -> None:
    unknown = await dave.types("/whoowns the flux capacitor")
    assert "I do not know" in unknown
    assert "You asked: the flux capacitor" in unknown
    assert unknown.buttons
    before = len(await dave.reads())
    answer = await dave.clicks(unknown.buttons[0])
    assert "Source:" in answer
    assert len(await dave.reads()) == before


async def test_of_a_product_that_is_not_listed_the_model_is_asked_and_answers(dave: Person) -> None:
    told = await dave.types("/whoowns who patches the OS under Snowflake?")
    assert "“Snowflake” is no service that I list, so I do not guess." in told
    assert told.buttons == ["on-premises", "IaaS", "PaaS", "SaaS"]
    assert "Operating system under SaaS" in await dave.clicks("SaaS")


async def test_a_word_that_fits_twice_is_asked_back_with_the_rest_of_the_question_kept(
    dave: Person,
) -> None:
    asked = await dave.types("/whoowns endpoint saas")
    assert "Which do you mean" in asked
    assert "devices" in asked.buttons
    answer = await dave.clicks("devices")
    assert "Devices under SaaS" in answer


async def test_a_name_of_two_services_offers_both_by_name(dave: Person) -> None:
    asked = await dave.types("/whoowns os azure sql")
    assert asked.buttons == ["Azure SQL Database", "Azure Virtual Machines"]
    assert "Operating system under Azure SQL Database" in await dave.clicks("Azure SQL Database")


@on_both_deliveries
async def test_anyone_in_a_shared_channel_may_ask_by_a_mention_and_nobody_else_reads_the_answer(
    eve: Person, acme: Channel
) -> None:
    told = await eve.says("@onus who patches the guest OS on AKS?")
    assert "Shared" in told.text.splitlines()[0]
    assert len(await acme.messages()) == 1


async def test_a_question_changes_nothing_and_is_answered_on_the_acknowledgement(
    dave: Person, slack: Slack
) -> None:
    before = len(await slack.calls("chat.postMessage", "chat.postEphemeral"))
    told = await dave.types("/whoowns hypervisor iaas")
    assert told.messages[0]["via"] == "ack"
    after = len(await slack.calls("chat.postMessage", "chat.postEphemeral"))
    assert after == before
