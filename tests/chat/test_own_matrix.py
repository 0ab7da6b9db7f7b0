"""An organisation's own matrix answers, now and as of a date, and an incident names its version."""

from datetime import UTC, datetime

import pytest

from bot.replica import Replica
from domain.matrix import Party
from domain.matrix_file import load_matrix
from domain.own_matrix import Activation, Version
from storage import matrices
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person
from tests.chat.workspace import TEAM

HOSTILE = "Handbook <!channel> *bold* </plan> &"
OWN = """
id = "ours"
provider = "azure"
version = {version}

[source]
title = "{title}"
edition = "2026"

[layers.hypervisor]
title = "Hypervisor"
work = "Run it."
iaas = "{party}"

[products.vault]
title = "Acme Vault"
model = "paas"
names = ["vault"]

[aliases]
hypervisor = ["warp core"]

[contacts]
hypervisor = "Virt team <!here>, #virt"
vault = "Vault keepers"
"""


async def _activates(
    replica: Replica, version: int, party: Party, *, at: datetime, title: str = "Handbook"
) -> None:
    """Keep a version that says whose the hypervisor is, and have it answer from an instant on."""
    matrix = load_matrix(OWN.format(version=version, party=party, title=title))
    async with replica.database.write() as tx:
        kept = Version(matrix, "cli", at)
        await matrices.add(tx, TEAM, kept)
        activation = Activation(matrix.provider, matrix.id, version, at, "cli", at)
        await matrices.activate(tx, TEAM, kept, activation)


@pytest.fixture
async def own(onus: Onus) -> None:
    """The hypervisor was the customer's from 1 February on, is shared from 1 March on."""
    await _activates(onus.replica, 1, Party.CUSTOMER, at=datetime(2026, 2, 1, tzinfo=UTC))
    await _activates(onus.replica, 2, Party.SHARED, at=datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.usefixtures("own")
@on_both_databases
async def test_a_question_is_answered_from_what_is_active_now_or_was_as_of_a_date(
    dave: Person,
) -> None:
    now = await dave.types("/whoowns hypervisor iaas")
    assert now.text.startswith("*Shared")
    assert "matrix ours version 2" in now
    then = await dave.types("/whoowns hypervisor iaas as of 2026-02-15")
    assert then.text.startswith("As of 15 February 2026, 00:00 UTC:\n*Not ours. Customer")
    assert "matrix ours version 1" in then
    before = await dave.types("/whoowns as of 2026-01-15 who owns the hypervisor in IaaS?")
    assert "matrix azure-2026 version 1" in before


@pytest.mark.usefixtures("own")
async def test_a_question_back_keeps_the_date(dave: Person) -> None:
    asked = await dave.types("/whoowns endpoint saas as of 2026-02-15")
    assert "Which do you mean" in asked
    answer = await dave.clicks("devices")
    assert "As of 15 February 2026" in answer
    whole = await dave.types("/whoowns as of 2026-02-15")
    assert "hypervisor · customer † · customer · provider" in whole
    beside = await dave.types("/whoowns diff iaas, on-prem as of 2026-02-15")
    assert "hypervisor: *customer* · *customer †*" in beside


@pytest.mark.usefixtures("own")
async def test_the_buttons_of_an_answer_keep_its_date(dave: Person, general: Channel) -> None:
    await dave.types("/whoowns hypervisor iaas as of 2026-02-15")
    sources = await dave.clicks("All sources")
    assert sources.text.startswith("As of 15 February 2026, 00:00 UTC:")
    assert "*customer*: Handbook, 2026." in sources
    await dave.types("/whoowns hypervisor iaas as of 2026-02-15")
    await dave.clicks("Share in channel")
    assert "As of 15 February 2026, 00:00 UTC:\n*Not ours. Customer" in await general.latest()


async def test_a_date_that_cannot_be_read_is_refused(dave: Person) -> None:
    refused = await dave.types("/whoowns hypervisor iaas as of March 2026")
    assert "“March 2026” is not a date that I can read" in refused


async def test_a_running_replica_answers_from_a_version_as_soon_as_its_instant_comes(
    onus: Onus, dave: Person, time: Time
) -> None:
    await _activates(onus.replica, 1, Party.CUSTOMER, at=datetime(2026, 3, 2, 14, 30, tzinfo=UTC))
    assert "*Ours." in (await dave.types("/whoowns hypervisor iaas")).text
    await time.passes(minutes=31)
    assert "*Not ours." in (await dave.types("/whoowns hypervisor iaas")).text


@pytest.mark.usefixtures("own")
async def test_a_determination_names_the_version_and_keeps_it(
    onus: Onus, alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident open Escape layer hypervisor model iaas")
    card = (await incidents.reads())[0]
    assert "ours version 2 (Handbook, 2026)" in card
    await _activates(onus.replica, 3, Party.CUSTOMER, at=datetime(2026, 3, 2, tzinfo=UTC))
    await alice.types("/incident sev 2")
    assert "ours version 2 (Handbook, 2026)" in (await incidents.reads())[0]
    await alice.types("/incident determine layer hypervisor model iaas")
    assert "matrix ours version 3" in await incidents.latest()


@pytest.mark.usefixtures("own")
async def test_the_organisations_own_names_are_understood(
    dave: Person, eve: Person, alice: Person, incidents: Channel
) -> None:
    unknown = await dave.types("/whoowns warp core iaas as of 2026-01-15")
    assert "I do not know whose that is" in unknown
    answer = await dave.types("/whoowns warp core iaas")
    assert answer.text.startswith("*Shared")
    assert "*Hypervisor (Microsoft Azure)*" in await dave.clicks("Whole row")
    assert "Operating system under Acme Vault" in await eve.says("@onus vault operating system")
    await alice.types("/incident open Escape layer warp core model iaas")
    assert "ours version 2" in (await incidents.reads())[0]


@pytest.mark.usefixtures("own")
async def test_only_colleagues_read_whom_to_contact_and_only_for_themselves(
    dave: Person, eve: Person, general: Channel
) -> None:
    answer = await dave.types("/whoowns hypervisor vault")
    assert (
        "Contact for Acme Vault: Vault keepers\n:bust_in_silhouette: Contact for hypervisor: "
        "Virt team &lt;!here&gt;, #virt"
    ) in answer
    assert "Contact" not in (await dave.clicks("Copy for the customer")).text
    await dave.clicks("Back to the answer")
    await dave.clicks("Share in channel")
    assert "Contact" not in await general.latest()
    assert "Contact" not in (await eve.says("@onus hypervisor vault")).text


async def test_texts_of_a_matrix_mention_nobody(
    onus: Onus, dave: Person, alice: Person, incidents: Channel
) -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC)
    await _activates(onus.replica, 1, Party.CUSTOMER, at=at, title=HOSTILE)
    shown = "Handbook &lt;!channel&gt; *bold* &lt;/plan&gt; &amp;, 2026"
    assert shown in await dave.types("/whoowns hypervisor iaas")
    await alice.types("/incident open Escape layer hypervisor model iaas")
    assert shown in (await incidents.reads())[0]


@pytest.mark.usefixtures("own")
async def test_a_name_can_mean_a_service_of_ones_own_and_does_so_from_then_on(
    alice: Person, bob: Person, dave: Person
) -> None:
    form = await alice.types_for_form("/whoowns alias")
    offered = form.view["blocks"][1]["element"]["option_groups"]
    assert [group["label"]["text"] for group in offered][:3] == [
        *("Layers", "Service models"),
        "Amazon Web Services",
    ]
    assert [option["value"] for option in offered[-1]["options"]] == ["vault"]
    assert "means *vault* from now on" in await form.fill(text="strongroom", means="vault")
    assert "Data under Acme Vault" in await dave.types("/whoowns data strongroom")
    before = await dave.types("/whoowns data strongroom as of 2026-03-01")
    assert "I do not know whose that is" in before
    unfilled = await bob.types_for_form("/whoowns alias")
    assert "Your own" not in str(unfilled.view)
