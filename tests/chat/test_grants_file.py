"""Rights by a file: what stands there holds, what was given in Slack stays, both are on record."""

from pathlib import Path

import pytest

from bot.settings import Settings
from domain.facts import FactKind
from storage import journal
from tests.chat.conftest import Onus
from tests.chat.people import Person
from tests.chat.workspace import TEAM


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "grants.toml"
    write(path, '[approver]\npeople = ["U0CAROL"]\n')
    return path


def write(path: Path, text: str) -> None:
    path.write_text(text)


@pytest.fixture
def settings(settings: Settings, path: Path) -> Settings:
    return settings.model_copy(update={"onus_grants_file": path})


async def test_the_file_gives_and_takes_what_it_gave_and_nothing_else(
    onus: Onus, alice: Person, path: Path
) -> None:
    assert "*approver*: <@U0CAROL>\n" in await alice.types("/incident rights")
    await alice.types("/incident grant approver <@U0BOB>")
    refused = await alice.types("/incident revoke approver <@U0CAROL>")
    assert "theirs by the file of ONUS_GRANTS_FILE" in refused
    write(path, '[admin]\npeople = ["U0ALICE"]\ngroups = ["S0NOBODY"]\n')
    for _ in range(2):
        await onus.restarts()
        rights = await alice.types("/incident rights")
        assert "*approver*: <@U0BOB>\n" in rights
        assert "*admin*: <@U0ALICE>" in rights
    async with onus.replica.database.read() as tx:
        facts = [one.fact async for one in journal.every(tx, TEAM)]
    assert [(one.kind, one.actor, one.data["subject"]) for one in facts] == [
        (FactKind.GRANTED, "file", "U0CAROL"),
        (FactKind.GRANTED, "U0ALICE", "U0BOB"),
        (FactKind.GRANTED, "file", "S0NOBODY"),
        (FactKind.GRANTED, "file", "U0ALICE"),
        (FactKind.REVOKED, "file", "U0CAROL"),
    ]
