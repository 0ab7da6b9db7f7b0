"""Asking who is responsible."""

from tests.chat.channels import Channel
from tests.chat.conftest import on_one_database
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = on_one_database


async def test_a_layer_and_a_model_name_the_owner_in_the_first_line(dave: Person) -> None:
    told = await dave.types("/whoowns hypervisor iaas")
    first, *rest = told.text.splitlines()
    assert first == "*Provider, not the customer — ours.*"
    assert any(line.startswith("*Customer:*") for line in rest)
    assert any(line.startswith("*Provider:*") for line in rest)
    assert "https://learn.microsoft.com" in told
    assert "2026" in rest[-1]


async def test_in_either_order_in_any_case_or_as_a_sentence(dave: Person) -> None:
    answer = (await dave.types("/whoowns hypervisor iaas")).text
    for words in ("IaaS hypervisor", "HYPERVISOR IAAS", "who owns the hypervisor in IaaS?"):
        assert (await dave.types(f"/whoowns {words}")).text == answer


async def test_the_four_shapes_of_an_answer(dave: Person) -> None:
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
    whole = await dave.types("/whoowns")
    assert any(block["type"] == "table" for block in whole.messages[0]["blocks"])
    assert "hypervisor · customer · provider (ours) · provider (ours) · provider (ours)" in whole
    assert "/whoowns hypervisor iaas" in whole


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


async def test_a_word_that_fits_twice_is_asked_back_with_the_rest_of_the_question_kept(
    dave: Person,
) -> None:
    asked = await dave.types("/whoowns endpoint saas")
    assert "Which do you mean" in asked
    assert "devices" in asked.buttons
    answer = await dave.clicks("devices")
    assert "Devices under SaaS" in answer


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
