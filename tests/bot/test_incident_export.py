"""`onus incident export`: on the command line, recorded in the journal."""

import asyncio
import json

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from domain.facts import Fact, FactKind
from storage import incidents, journal, workspaces
from storage.database import Database
from storage.workspaces import Workspace
from tests.domain.made import NOW, an_incident


async def _filled(url: str) -> None:
    database = Database(url)
    async with database.write() as tx:
        await workspaces.keep(tx, Workspace("T1", "Name", "U0ONUS", "SLACK_BOT_TOKEN"))
        await incidents.add(tx, an_incident(title="<b>Escape</b>"))
        data: dict[str, str | int] = {"title": "Escape", "severity": 2}
        await journal.append(tx, "T1", [Fact(FactKind.OPENED, "alice", NOW, 1, data)], now=NOW)
    await database.close()


@pytest.fixture
def run(database_url: str, monkeypatch: pytest.MonkeyPatch) -> object:
    asyncio.run(_filled(database_url))
    monkeypatch.setenv("DATABASE_URL", database_url)

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, ["incident", "export", *words])

    return run


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_each_format_is_printed_and_every_export_is_recorded(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # a closure
    markdown = run("INC-1")
    assert markdown.exit_code == 0
    assert markdown.output.startswith(r"# INC-1: \<b\>Escape\</b\> (post-incident review)")
    assert "- Incident Commander: alice" in markdown.output
    assert "<h1>INC-1: &lt;b&gt;Escape&lt;/b&gt;" in run("inc-1", "--format", "html").output
    data = json.loads(run("INC-1", "--format", "json").output)
    assert [fact["kind"] for fact in data["timeline"]] == [
        "incident.opened",
        "review.exported",
        "review.exported",
    ]
    assert data["timeline"][1]["text"] == "The command line exported the review as md."


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_what_is_no_incident_is_refused(run) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # a closure
    for name, why in (("INC-7", "There is no INC-7."), ("seven", "names no incident")):
        refused = run(name)
        assert refused.exit_code == 2
        assert why in refused.output
