"""Questions without an answer: kept and counted; what is the company's own is in its catalogue."""

import pytest

from bot.settings import Settings
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
