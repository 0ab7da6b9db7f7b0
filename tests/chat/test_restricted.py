"""Restricted incidents: for whoever was not invited they do not exist, by no way of asking."""

import re

import pytest

from bot.wiring import RULES
from domain.facts import FactKind
from handlers.kit.commands import Command
from storage import incidents as incidents_storage
from storage.journal import every
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.test_paging import pages
from tests.chat.workspace import TEAM, Admin

TITLE = "Insider suspected in the billing team"
WORDS = "x for 1m services vm because we need it"


@pytest.fixture
async def secret(alice: Person) -> None:
    """INC-1 is restricted; alice alone knows of it."""
    told = await alice.types(f"/incident open {TITLE} sev 1 restricted")
    assert "It is restricted (TLP:AMBER+STRICT)" in told


async def room(slack: Slack) -> Channel:
    """Return the channel that Onus made last."""
    made = await slack.calls("conversations.create")
    return Channel(slack, made[-1]["args"]["name"])


def verbs() -> list[str]:
    """Return every verb of every command, also those of buttons."""
    return [
        f"/{name} {verb.name}"
        for name, command in RULES.commands.items()
        if isinstance(command, Command) and name != "whoowns"
        for verb in command.verbs
    ]


@pytest.mark.usefixtures("secret")
@on_both_databases
async def test_it_runs_in_a_private_channel_of_its_own_with_a_label_and_a_codename(
    alice: Person, bob: Person, incidents: Channel, slack: Slack
) -> None:
    own = await room(slack)
    card = (await own.reads())[-1]
    assert "`TLP:AMBER+STRICT`" in card
    assert TITLE in card
    assert re.fullmatch(r"[a-z]+-[a-z]+-[0-9a-f]{4}", own.name)
    assert await incidents.messages() == []
    assert "<@U0BOB>: invited to INC-1" in await alice.types("/incident invite <@U0BOB|bob>")
    assert "*assess*" in await bob.types("/incident advance", channel=own)
    assert "<@U0BOB> moved it" in "".join(await own.reads())
    assert await incidents.messages() == []
    listed = await bob.types("/incident list")
    assert "INC-1" in listed
    assert TITLE not in listed.text


@pytest.mark.usefixtures("secret", "customers")
async def test_for_others_no_verb_tells_it_from_a_number_that_does_not_exist(
    bob: Person, onus: Onus
) -> None:
    async with onus.replica.database.read() as tx:
        (name,) = await incidents_storage.codenames(tx, TEAM)
    for verb in verbs():
        if verb == "/incident open":
            continue
        command, word = verb.split()
        there = await _typed(bob, f"{command} INC-1 {word} {WORDS}")
        nowhere = await _typed(bob, f"{command} INC-99 {word} {WORDS}")
        unnamed = await _typed(bob, f"{command} {word} {WORDS}")
        assert there.replace("INC-1", "INC-99") == nowhere.replace("INC-1", "INC-99"), verb
        for text in (there, unnamed):
            assert name not in text, verb
            assert "Insider" not in text, verb
    for line in ("", "status", "list", "timeline"):
        assert "No incident is open" in await bob.types(f"/incident {line}"), line


async def _typed(person: Person, line: str) -> str:
    """Type a line, which may open a form; return what came of it without ids and what was typed."""
    await person.types_blindly(line)
    read = await person.reads()
    text = str(read[-1]["text"]) if read else ""
    return re.sub(r"You typed:.*", "", text, flags=re.DOTALL)


@pytest.mark.usefixtures("secret")
async def test_whoever_is_taken_out_again_finds_neither_it_nor_its_channel(
    alice: Person, bob: Person, slack: Slack
) -> None:
    await alice.types("/incident invite <@U0BOB>")
    assert "Nobody would be left" in await alice.types("/incident uninvite <@U0ALICE> <@U0BOB>")
    assert "<@U0ALICE> is Incident Commander" in await alice.types("/incident uninvite <@U0ALICE>")
    told = await alice.types("/incident uninvite <@U0BOB>")
    assert "What they have read, they have read" in told
    assert "<@U0ALICE> took <@U0BOB> out again" in await (await room(slack)).latest()
    assert "No incident is open" in await bob.types("/incident status")
    (kicked,) = await slack.calls("conversations.kick")
    assert kicked["args"]["user"] == bob.id
    await alice.types("/incident uninvite <@U0BOB>")
    assert len(await slack.calls("conversations.kick")) == 1


@pytest.mark.usefixtures("secret")
async def test_its_commander_lets_everybody_read_it_after_reading_what_follows(
    alice: Person, bob: Person, incidents: Channel, slack: Slack
) -> None:
    await alice.types("/incident invite <@U0BOB>")
    assert "Only the Incident Commander" in await bob.types("/incident unrestrict why not")
    told = await alice.types("/incident unrestrict the police are done")
    assert f"reads INC-1: “{TITLE}”, every note" in told
    assert await incidents.messages() == []
    assert "restricted no more" in await alice.clicks("Let everybody read INC-1")
    card, said = await incidents.reads()
    assert f"*INC-1 · detect · SEV1 critical* · {TITLE}" in card
    assert "restricted it no more" in said
    assert "Reason: the police are done" in said
    assert "goes on in <#C0INCIDENTS>" in (await (await room(slack)).reads())[0]
    assert TITLE in await bob.types("/incident list")
    assert "is not restricted" in await alice.types("/incident unrestrict again")
    await alice.types("/incident restrict after all")
    await alice.types("/incident verdict privacy breach mail was read")
    assert "it stays restricted" in await alice.types("/incident unrestrict why not")


@pytest.mark.usefixtures("secret")
async def test_nobody_else_is_paged_given_a_role_or_told_its_title(
    alice: Person, bob: Person, carol: Person, time: Time
) -> None:
    assert "<@U0BOB> was not invited to it" in await alice.types("/incident page <@U0BOB> look")
    assert "was not invited" in await alice.types("/incident assign scribe <@U0BOB>")
    assert "was not invited" in await alice.types("/incident action look at it <@U0BOB>")
    await alice.types("/incident invite <@U0BOB>")
    await alice.types("/incident page <@U0BOB> look")
    await time.passes(minutes=30)
    (page,) = await pages(bob)
    assert "Insider" not in page["text"]
    assert await carol.direct.messages() == []


async def test_what_was_said_before_is_taken_back_when_it_is_restricted(
    alice: Person, bob: Person, carol: Person, incidents: Channel, slack: Slack
) -> None:
    await alice.types(f"/incident open {TITLE} sev 1")
    await bob.types("/incident note the ledger was read")
    await bob.types("/incident review")
    told = await alice.types("/incident restrict it is one of us")
    assert "INC-1 is restricted" in told
    assert set(await incidents.reads()) == {":lock: Taken back: this goes on elsewhere."}
    assert len(await slack.calls("files.delete")) == 1
    own = await room(slack)
    assert TITLE in (await own.reads())[-2]
    assert "<@U0ALICE> restricted it" in (await own.reads())[-1]
    assert "the ledger was read" in await bob.types("/incident timeline")
    assert "No incident is open" in await carol.types("/incident timeline")
    assert "restricted already" in await alice.types("/incident restrict")


@pytest.mark.usefixtures("incident")
async def test_a_verdict_graver_than_a_security_incident_restricts_it(
    alice: Person, bob: Person, slack: Slack
) -> None:
    await alice.types("/incident verdict security incident")
    assert await slack.calls("conversations.create") == []
    await alice.types("/incident verdict privacy breach mail was read")
    assert "privacy breach" in "".join(await (await room(slack)).reads())
    assert "INC-1 is restricted" in await alice.direct.latest()
    assert "There is no INC-1" in await bob.types("/incident INC-1 status")


@pytest.mark.usefixtures("secret")
async def test_app_home_shows_it_to_the_invited_by_its_codename(alice: Person, bob: Person) -> None:
    shown = await alice.opens_home()
    assert "INC-1" in shown
    assert "TLP:AMBER+STRICT" in shown
    assert "Insider" not in shown
    assert "INC-1" not in await bob.opens_home()


@pytest.mark.usefixtures("secret")
async def test_every_read_is_recorded(alice: Person, onus: Onus) -> None:
    await alice.opens_home()
    await alice.types("/incident timeline")
    await alice.types(f"/incident action Rotate <@{alice.id}>")
    for line in ("actions mine", "actions", "deadlines"):
        await alice.types(f"/incident {line}")
    await alice.types("/incident INC-1 affects services vm")
    await alice.types("/incident open Another one services vm")
    async with onus.replica.database.read() as tx:
        facts = [one async for one in every(tx, TEAM)]
    read = [one.fact for one in facts if one.fact.kind is FactKind.READ]
    assert [(fact.actor, fact.incident) for fact in read] == [("U0ALICE", 1)] * 5
    assert "read it" not in (await alice.types("/incident INC-1 timeline")).text


@pytest.mark.parametrize("kind", ["drop_after", "drop_before"])
async def test_a_room_whose_making_was_unclear_is_made_once(
    alice: Person, slack: Slack, kind: str
) -> None:
    await slack.breaks(kind, method="conversations.create")
    await slack.breaks("drop_after", method="conversations.invite")
    await alice.types(f"/incident open {TITLE} restricted")
    await slack.settle()
    assert TITLE in (await (await room(slack)).reads())[-1]


async def test_a_room_that_slack_refuses_is_told_to_the_invited_with_what_mends_it(
    alice: Person, admin: Admin, slack: Slack, expected_errors: list[str]
) -> None:
    expected_errors += ["missing_scope", "channel_not_found"]
    admin.takes_scope("groups:write")
    await alice.types(f"/incident open {TITLE} restricted")
    told = await alice.direct.latest()
    assert "could not be made: Slack says missing_scope" in told
    admin.gives_scope("groups:write")
    await alice.types("/incident retry")
    await slack.settle()
    assert TITLE in (await (await room(slack)).reads())[-2]
