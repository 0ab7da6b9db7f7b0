"""The analysis: written by people, apart from the facts, for its readers alone."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import on_one_database
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("incident")


async def test_it_is_written_in_parts_and_stands_in_no_review_and_no_thread(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    assert "Nobody has written any of it yet" in await alice.types("/incident analysis")
    form = await alice.clicks_for_form("Write a part")
    assert "what went badly" in await form.fill(aspect="badly", text="we looked *too* late")
    await bob.types("/incident analyse flaw no alert on the gateway")
    told = await bob.types("/incident analysis")
    assert "*What went badly*\nwe looked *too* late\n_<@U0ALICE>, 2 March 2026" in told
    assert told.text.index("too* late") < told.text.index("no alert on the gateway")
    assert "is no part of an analysis" in await bob.types("/incident analyse luck none")
    timeline = await bob.types("/incident timeline")
    assert "wrote a part of the analysis" in timeline
    assert "gateway" not in timeline
    assert "No incident that you can see" in await bob.types("/incident find gateway")
    await bob.types("/incident review")
    assert not any("gateway" in text for text in await incidents.reads())


@on_one_database
async def test_it_can_be_for_named_readers_alone_and_who_reads_it_is_recorded(
    alice: Person, bob: Person, carol: Person, dave: Person
) -> None:
    await alice.types("/incident analyse flaw no alert on the gateway")
    assert "Who alone reads" in await alice.types("/incident readers")
    assert "no part in incidents" in await alice.types(f"/incident readers <@{dave.id}>")
    told = await alice.types(f"/incident readers <@{bob.id}>")
    assert "is for <@U0ALICE> and <@U0BOB> now" in told
    assert "no alert" in await bob.types("/incident analysis")
    for line in ("analysis", "analyse flaw x", "readers everyone"):
        refused = await carol.types(f"/incident {line}")
        assert "This analysis is for <@U0ALICE>, <@U0BOB> alone" in refused
        assert "no alert" not in refused
    assert "<@U0BOB> read the analysis" in await carol.types("/incident timeline")
    await bob.types("/incident readers everyone")
    assert "no alert" in await carol.types("/incident analysis")
    assert "Only members of #incidents can" in await dave.types("/incident analysis")
