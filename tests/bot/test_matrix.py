"""`onus matrix`: an organisation checks, compares, keeps and activates its own."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.matrix.group import matrix
from domain.catalog import Catalog
from domain.matrix import Layer, Model, Party
from storage import journal, matrices, workspaces
from storage.database import Database
from storage.workspaces import Workspace
from tests.databases import Databases
from tests.domain.whoowns.test_matrix_file import GOOD

T = TypeVar("T")
TEAM = "T0ONUS"
NEXT = GOOD.replace('iaas = "customer"', 'iaas = "provider"')
INSTANT = datetime(2026, 3, 1, tzinfo=UTC)


class Desk:
    """Somebody at the command line, in a folder with a matrix file, and the database behind it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.file = folder / "acme.toml"
        self.file.write_text(GOOD)
        self.url = url

    def types(self, *arguments: str | Path) -> Result:
        runner = CliRunner(env={"DATABASE_URL": self.url})
        return runner.invoke(matrix, [str(argument) for argument in arguments])

    def writes(self, text: str | bytes, name: str = "acme.toml") -> Path:
        path = self.file.with_name(name)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def asks(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Look into the database."""

        async def alone() -> T:
            database = Database(self.url)
            try:
                return await database.decide(work)
            finally:
                await database.close()

        return asyncio.run(alone())

    def add_workspace(self, team: str) -> None:
        workspace = Workspace(team, team, "U0ONUS", "SLACK_BOT_TOKEN")
        self.asks(lambda tx: workspaces.keep(tx, workspace))

    def party(self, at: datetime) -> tuple[Party | None, str | None, int | None]:
        """Whose data under IaaS are at that instant, by which matrix and version."""
        catalog = self.asks(lambda tx: matrices.catalog_at(tx, TEAM, at))
        found = catalog.answer(layer=Layer.DATA, model=Model.IAAS)
        return found.party, found.matrix, found.version


@pytest.fixture
def bare(tmp_path: Path, databases: Databases) -> Iterator[Desk]:
    """No table is there yet."""
    with databases.empty() as url:
        yield Desk(tmp_path, url)


@pytest.fixture
def desk(tmp_path: Path, database_url: str) -> Desk:
    """Onus has been started once."""
    desk = Desk(tmp_path, database_url)
    desk.add_workspace(TEAM)
    return desk


def test_a_file_without_faults_is_told_what_it_is(tmp_path: Path) -> None:
    checked = Desk(tmp_path, "").types("check", tmp_path / "acme.toml")
    assert checked.exit_code == 0
    assert "no faults. acme-2026 for azure: 1 layer, 1 service." in checked.output


def test_every_fault_of_a_file_is_told_at_once_as_a_finding(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "")
    desk.writes(GOOD.replace('iaas = "customer"', 'iaas = "nobody"').replace("version = 3", ""))
    for command in ("check", "import"):
        refused = desk.types(command, desk.file)
        assert refused.exit_code == 1
        assert "acme.toml: 2 faults" in refused.output
        assert "  version: is missing; add it" in refused.output
        assert "  layers.data.iaas: 'nobody' is unknown; write one of: 'customer'" in refused.output


@pytest.mark.parametrize("content", [b"\xff\xfe", b"\x00", b"", b"id = "])
def test_what_is_no_matrix_at_all_is_a_finding(tmp_path: Path, content: bytes) -> None:
    desk = Desk(tmp_path, "")
    for name in ("acme.toml", "acme.csv"):
        assert desk.types("check", desk.writes(content, name)).exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "missing.toml"),
        ("check",),
        ("diff", "azure-2026", "azure-1999"),
        ("diff", "azure-2026", "azure-2026@two"),
        ("export", "azure-2026@7"),
        ("export", "azure-2026", "--format", "xls"),
        ("activate", "azure-1999"),
        ("activate", "azure-2026", "--version", "7"),
        ("activate", "azure-2026", "--from", "yesterday"),
        ("list", "--workspace", "T0OTHER"),
        ("frobnicate",),
    ],
)
def test_wrong_usage_is_refused_and_changes_nothing(desk: Desk, arguments: tuple[str]) -> None:
    refused = desk.types(*arguments)
    assert refused.exit_code == 2
    assert refused.output
    assert "Nothing was imported" in desk.types("history").output


def test_what_ships_is_listed_compared_and_exported_before_there_is_a_database(bare: Desk) -> None:
    listed = bare.types("list").output.splitlines()
    assert any(line.split()[:3] == ["*", "azure", "azure-2026@1"] for line in listed)
    same = bare.types("diff", "azure-2026", "azure-2026@1")
    assert same.output == "azure-2026@1 and azure-2026@1 say the same.\n"
    assert bare.types("export", "aws").output.startswith('id = "aws"')


@pytest.mark.parametrize("form", ["toml", "csv"])
def test_an_export_that_is_imported_differs_in_nothing(desk: Desk, form: str) -> None:
    exported = desk.types("export", "azure-2026", "--format", form)
    file = desk.writes(exported.output_bytes.replace(b"azure-2026", b"ours"), f"ours.{form}")
    assert desk.types("import", file).exit_code == 0
    assert "say the same" in desk.types("diff", "azure-2026", "ours").output
    assert "say the same" in desk.types("diff", file, "ours@1").output


def test_an_import_is_a_new_version_that_answers_once_it_is_activated(desk: Desk) -> None:
    assert (
        "Imported acme-2026 version 3 for azure. It is not active"
        in desk.types("import", desk.file).output
    )
    assert desk.party(INSTANT) == (Party.CUSTOMER, "azure-2026", 1)
    told = desk.types("activate", "acme-2026", "--from", "2026-03-01").output
    assert told == "acme-2026 version 3 answers first for azure from 2026-03-01 00:00 UTC on.\n"
    assert desk.party(INSTANT) == (Party.CUSTOMER, "acme-2026", 3)
    assert desk.party(INSTANT - timedelta(seconds=1)) == (Party.CUSTOMER, "azure-2026", 1)


def test_every_version_is_kept_and_answers_for_its_own_time(desk: Desk) -> None:
    desk.types("import", desk.file)
    assert "version 4" in desk.types("import", desk.writes(NEXT)).output
    desk.types("activate", "acme-2026", "--version", "3", "--from", "2026-02-01")
    desk.types("activate", "acme-2026", "--from", "2026-03-01")
    desk.types("activate", "azure-2026", "--from", "2026-04-01")
    parties = [desk.party(datetime(2026, month, 15, tzinfo=UTC)) for month in (1, 2, 3, 4)]
    assert parties == [
        (Party.CUSTOMER, "azure-2026", 1),
        (Party.CUSTOMER, "acme-2026", 3),
        (Party.PROVIDER, "acme-2026", 4),
        (Party.CUSTOMER, "azure-2026", 1),
    ]
    compared = desk.types("diff", "acme-2026@3", "acme-2026").output.splitlines()
    assert compared == ["acme-2026@3 → acme-2026@4", "layers.data.iaas: customer → provider"]


def test_what_is_known_already_is_not_imported_again(desk: Desk) -> None:
    desk.types("import", desk.file)
    again = desk.types("import", desk.file)
    assert again.exit_code == 0
    assert "acme-2026 version 3 says the same already: nothing to import." in again.output
    assert len(desk.types("history").output.splitlines()) == 1


def test_the_list_marks_what_answers_and_the_history_tells_who_did_what(desk: Desk) -> None:
    desk.types("import", desk.file)
    desk.types("activate", "acme-2026", "--from", "2020-01-01")
    listed = desk.types("list").output.splitlines()
    starred = [line.split()[2] for line in listed if line.startswith("*")]
    assert starred == ["aws@1", "acme-2026@3", "gcp@1"]
    imported, activated = desk.types("history").output.splitlines()
    assert imported.endswith("cli imported acme-2026@3")
    assert activated.endswith("cli activated acme-2026@3 for azure from 2020-01-01 00:00 UTC on")


def test_every_change_is_in_the_journal_and_its_chain_holds(desk: Desk) -> None:
    desk.types("import", desk.file)
    desk.types("activate", "acme-2026")
    assert desk.asks(lambda tx: journal.length(tx, TEAM)) == 2
    assert desk.asks(lambda tx: journal.verify(tx, TEAM)) is None


def test_a_database_without_a_workspace_is_refused_with_what_to_do(bare: Desk) -> None:
    refused = bare.types("import", bare.file)
    assert refused.exit_code == 2
    assert "Start Onus once: onus run" in refused.output
    assert "aws@1" in bare.types("list").output


def test_with_several_workspaces_one_is_named_and_the_others_see_nothing(desk: Desk) -> None:
    desk.add_workspace("T0OTHER")
    unclear = desk.types("import", desk.file)
    assert unclear.exit_code == 2
    assert "T0ONUS, T0OTHER" in unclear.output
    assert desk.types("import", desk.file, "--workspace", "T0OTHER").exit_code == 0
    assert "acme-2026" in desk.types("list", "--workspace", "T0OTHER").output
    assert "acme-2026" not in desk.types("list", "--workspace", TEAM).output


def test_the_same_matrices_are_read_once(desk: Desk) -> None:
    desk.types("import", desk.file)
    desk.types("activate", "acme-2026", "--from", "2026-03-01")

    async def twice(tx: AsyncConnection) -> tuple[Catalog, Catalog]:
        return (
            await matrices.catalog_at(tx, TEAM, INSTANT),
            await matrices.catalog_at(tx, TEAM, INSTANT + timedelta(days=9)),
        )

    first, second = desk.asks(twice)
    assert first is second
    desk.types("import", desk.writes(NEXT))
    desk.types("activate", "acme-2026", "--from", "2026-03-02")
    assert desk.asks(twice)[1] is not first
