"""Questions without an answer: kept and counted; what is the company's own is in its catalogue."""

import pytest
from sqlalchemy import select

from bot.settings import Settings
from storage import tables
from tests.chat.conftest import Onus
from tests.chat.people import Person

CATALOGUE = "https://catalogue.example.com/teams"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The workspace's settings, with a catalogue of who has what in the company."""
    return settings.model_copy(update={"onus_catalogue_url": CATALOGUE})


async def test_what_got_no_answer_is_listed_most_frequent_first(
    dave: Person, alice: Person, eve: Person
) -> None:
    assert "Every question so far had an answer" in await alice.types("/whoowns gaps")
    await dave.types("/whoowns the flux capacitor")
    await dave.types("/whoowns warp core, who dares?")
    await eve.says("@onus The  FLUX capacitor!")
    await dave.types("/whoowns hypervisor iaas")
    lines = (await alice.types("/whoowns gaps")).text.splitlines()
    assert lines == [
        "*Questions without an answer*",
        "2 × “The  FLUX capacitor!”",
        "1 × “warp core, who dares?”",
    ]


async def test_which_team_has_a_repository_is_in_the_companys_catalogue(
    dave: Person, eve: Person, alice: Person
) -> None:
    told = await dave.types("/whoowns which team owns the payments-api repository?")
    assert f"<{CATALOGUE}>" in told
    outside = await eve.says("@onus which team owns the payments-api repository?")
    assert "I do not know whose that is" in outside
    assert CATALOGUE not in outside.text
    assert "hypervisor" in await dave.types("/whoowns flux capacitor")
    gaps = await alice.types("/whoowns gaps")
    assert "1 × “which team owns the payments-api repository?”" in gaps


async def test_one_click_on_a_gap_teaches_a_name_that_is_understood_from_then_on(
    dave: Person, alice: Person, onus: Onus
) -> None:
    await dave.types("/whoowns the warp core on our AKS?")
    await dave.types("/whoowns warp cores, who dares?")
    await dave.types("/whoowns the flux capacitor")
    assert "1 × “warp cores, who dares?”" in await alice.types("/whoowns gaps")
    form = await alice.clicks_for_form("Add an alias")
    assert form.view["blocks"][0]["element"]["initial_value"] == "flux capacitor"
    assert "too common a word" in (await form.fill(text="who", means="aks")).errors["text"]
    taught = await form.fill(text="Warp Core", means="hypervisor")
    assert "“warp core” means *hypervisor* from now on. 2 questions" in taught
    left = await alice.types("/whoowns gaps")
    assert left.text.splitlines()[1:] == ["1 × “the flux capacitor”"]
    assert "Hypervisor under Azure Kubernetes" in await dave.types("/whoowns warp core on AKS")
    assert "“warp core” → hypervisor, <@U0ALICE>" in await alice.types("/whoowns aliases")
    await alice.types("/whoowns gaps")
    assert "means nothing of its own" in await alice.types("/whoowns forget warp core")
    assert "I do not know" in await dave.types("/whoowns warp core on our AKS")
    async with onus.replica.database.read() as tx:
        kinds = list(await tx.scalars(select(tables.journal.c.kind)))
    assert kinds == ["alias.added", "alias.forgotten"]


async def test_only_an_admin_teaches_and_is_told_what_can_be_meant(
    bob: Person, alice: Person, dave: Person
) -> None:
    await dave.types("/whoowns who owns the flux capacitor")
    assert "Only admins can read what had no answer" in await bob.types("/whoowns gaps")
    refused = await bob.types("/whoowns alias flux means hypervisor")
    assert "Only admins can change the matrices and their words: <@U0ALICE>" in refused
    unknown = await alice.types("/whoowns alias flux means moon")
    assert "“moon” is no layer, model or service. There are: data," in unknown
    assert "Nobody taught me “moon”" in await alice.types("/whoowns forget moon")
    taught = await alice.types("/whoowns alias flux means AKS")
    assert "“flux” means *aks* from now on. One question" in taught
    assert "“flux” means nothing" in await alice.clicks("Undo")
