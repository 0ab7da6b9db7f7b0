"""What is affected and whose it is: the matrix proposes, a person confirms, the rest follows."""

import pytest

from tests.chat.channels import Channel
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")
WEST = "/incident affects layers hypervisor,guest os model iaas services vm regions west-europe"


async def test_an_attack_across_layers_is_split_and_one_click_confirms_what_was_seen(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    told = await alice.types(WEST)
    assert "by the matrix: provider (hypervisor under iaas) and customer (operating" in told
    card = (await incidents.reads())[0]
    assert "*Responsibility*\n*Split over layers*\n*Provider* (ours): hypervisor" in card
    assert "proposed by <@U0ALICE> 14:00 UTC, *not confirmed*" in card
    assert "Services: vm\nRegions: west-europe" in card
    assert "is confirmed: provider (hypervisor" in await bob.clicks("Confirm responsibility")
    assert "confirmed by <@U0BOB> 14:00 UTC" in (await incidents.reads())[0]
    stale = await alice.clicks("Confirm responsibility", message=told.messages[0])
    assert "<@U0BOB> has confirmed that already" in stale


async def test_when_the_scope_changes_it_is_determined_anew_and_the_card_keeps_what_was_before(
    alice: Person, incidents: Channel
) -> None:
    await alice.types(WEST)
    await alice.types("/incident determine confirm")
    assert "put down" in await alice.types("/incident scope layers hypervisor")
    card = (await incidents.reads())[0]
    assert "Split" not in card
    assert "Before: customer (operating-system under iaas), until 14:00 UTC" in card
    told = await alice.types("/incident affects layers hypervisor,data")
    assert "customer (data under iaas)" in told
    assert "changes nothing" in await alice.types("/incident affects regions west-europe")


async def test_the_other_side_gets_a_text_to_copy_once_it_is_confirmed_to_be_theirs(
    alice: Person, incidents: Channel
) -> None:
    await alice.types(WEST)
    refused = await alice.types("/incident refer")
    assert "Nobody has confirmed yet" in refused
    assert "/incident INC-1 determine confirm" in refused
    await alice.types("/incident determine confirm")
    text = (await alice.types("/incident refer tracking ACME-77")).text
    copied = text.split("```")[1]
    assert "operating-system under iaas is yours" in copied
    assert "vm in west-europe" in copied
    assert not any(word in copied for word in ("INC-", "SEV", "hypervisor", "cluster 7"))
    assert await incidents.latest() == (
        ":outbox_tray: <@U0ALICE> hands over to the customer what is theirs. Their id: ACME-77"
    )
    assert "Their tracking id: ACME-77" in (await incidents.reads())[0]
