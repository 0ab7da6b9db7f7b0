"""Opening an incident: typed, by the form, and what is wrong with a line."""

from tests.chat.channels import Channel
from tests.chat.people import Person


async def test_opening_posts_one_card_and_its_first_two_lines_say_where_things_stand(
    alice: Person, incidents: Channel
) -> None:
    told = await alice.types(
        "/incident open Hypervisor escape suspected on cluster 7 sev 1 layer hypervisor model iaas"
    )
    assert "INC-1" in told
    assert "SEV1 critical" in told
    (card,) = await incidents.messages()
    stand, following, *_ = card["text"].splitlines()
    assert stand == "*INC-1 · detect · SEV1 critical* · Hypervisor escape suspected on cluster 7"
    assert following.startswith("*Next:* ")
    assert "<@U0ALICE>" in following
    assert card["blocks"][0]["text"]["text"] == f"{stand}\n{following}"


async def test_the_card_bears_whose_responsibility_it_is_by_which_matrix_and_version(
    alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident open Escape layer hypervisor model iaas")
    (card,) = await incidents.reads()
    assert "*Provider* (ours): hypervisor under iaas, by matrix azure-2026 version 1" in card
    assert "<@U0ALICE> 14:00 UTC" in card


async def test_a_determination_can_follow_later(alice: Person, incidents: Channel) -> None:
    await alice.types("/incident open Escape")
    assert "not determined" in await incidents.latest()
    wrong = await alice.types("/incident determine layer flux model iaas")
    assert "“flux” is no layer. There are: data," in wrong
    missing = await alice.types("/incident determine layer hypervisor")
    assert "Which model?" in missing
    told = await alice.types("/incident determine layer operating system model iaas")
    assert "INC-1, by the matrix: customer (operating-system under iaas)" in told
    card = await incidents.message("*INC-1")
    assert "*Customer*: operating-system under iaas" in card["text"]
    assert "determined the responsibility: customer" in await incidents.latest()


SEVERITIES = {
    "": "SEV3 minor",
    "sev 2": "SEV2 major",
    "sev sev4": "SEV4 low",
    "sev critical": "SEV1 critical",
}


async def test_a_severity_is_a_number_or_a_word_and_always_shows_both(
    alice: Person, incidents: Channel
) -> None:
    for typed, shown in SEVERITIES.items():
        assert shown in await alice.types(f"/incident open Escape {typed}")
        assert shown in await incidents.latest()


async def test_words_that_people_use_instead_work(alice: Person) -> None:
    for number, verb in enumerate(("declare", "new", "start", "OPEN"), start=1):
        assert f"*INC-{number}* is open" in await alice.types(f"/incident {verb} Escape")


async def test_quotes_keep_a_key_inside_the_title(alice: Person, incidents: Channel) -> None:
    await alice.types('/incident open "Lost the model layer of sev tests" sev 2')
    assert "SEV2 major* · Lost the model layer of sev tests" in await incidents.latest()


async def test_a_bare_open_shows_a_form_that_opens_the_same_incident(
    alice: Person, incidents: Channel
) -> None:
    form = await alice.types_for_form("/incident open")
    assert form.title == "Open an incident"
    assert form.fields == ["text", "sev", "layer", "model", "services", "restricted"]
    told = await form.fill(
        text="Escape, layer unclear",
        sev="1",
        layer="hypervisor",
        model="iaas",
        services="vm, disks",
    )
    assert "*INC-1* is open as SEV1 critical" in told
    card = await incidents.latest()
    assert "Escape, layer unclear" in card
    assert "Services: vm, disks" in card
    assert "hypervisor under iaas" in card


async def test_the_form_says_beside_the_field_what_is_wrong_and_keeps_what_was_typed(
    alice: Person, incidents: Channel
) -> None:
    form = await alice.types_for_form("/incident open")
    refused = await form.fill(text="x" * 151)
    assert list(refused.errors) == ["text"]
    assert "at most 150 characters" in refused.errors["text"]
    refused = await form.fill(text="Escape", layer="hypervisor")
    assert list(refused.errors) == ["model"]
    assert "Which model?" in refused.errors["model"]
    assert await incidents.messages() == []
    told = await form.fill(text="Escape", layer="hypervisor", model="saas")
    assert "*INC-1* is open" in told


async def test_any_colleague_opens_one_even_from_another_channel(
    dave: Person, general: Channel, incidents: Channel
) -> None:
    told = await dave.types("/incident open Strange mail from a customer")
    assert "*INC-1* is open" in told
    assert await general.messages() == []
    assert len(await incidents.threads()) == 1
