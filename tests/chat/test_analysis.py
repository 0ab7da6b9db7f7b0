"""The analysis: written by people, apart from the facts, for its readers alone."""

import json

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import on_both_databases
from tests.chat.files import content_of, put_up
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = pytest.mark.usefixtures("incident")


@on_both_databases
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


async def test_as_markdown_it_goes_out_to_a_reader_alone_and_comes_back_edited(
    alice: Person, bob: Person, incidents: Channel, slack: Slack
) -> None:
    await alice.types("/incident analyse flaw no *alert* on the gateway")
    assert "direct messages" in await alice.types("/incident analysis export")
    text = await content_of((await alice.direct.messages())[-1])
    assert text.startswith("# INC-1: analysis\n\n## What went well")
    assert "## The flaw\n\nno *alert* on the gateway\n" in text
    form = await bob.types_for_form("/incident analysis upload")
    wrong = await put_up(slack, bob, name="a.md", text="## Luck\nnone")
    assert "Luck” is no heading" in (await form.fill(file=wrong)).errors["file"]
    edited = text.replace("no *alert*", "no alert at all")
    told = await form.fill(file=await put_up(slack, bob, name="a.md", text=edited))
    assert "The file is the analysis of INC-1 now" in told
    shown = await alice.types("/incident analysis")
    assert "*The flaw*\nno alert at all on the gateway\n_<@U0BOB>" in shown
    assert "put the file “a.md” in place of the analysis" in await bob.types("/incident timeline")
    rewriting = await alice.clicks_for_form("Rewrite")
    assert "Replaced: the flaw" in await rewriting.fill(text="an alert that nobody read")
    await bob.types(f"/incident readers <@{bob.id}>")
    assert "named readers alone" in await bob.types("/incident analysis post")
    assert "This analysis is for" in await alice.types("/incident analysis export")
    await bob.types("/incident readers everyone")
    await bob.types("/incident analysis post format json")
    posted = await content_of((await incidents.messages())[-1])
    assert [one["text"] for one in json.loads(posted)["analysis"]] == ["an alert that nobody read"]
