"""The schema is the sum of its migrations; what does not fit is told apart."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

from storage import migrate
from storage.database import async_url
from storage.migrate import Schema
from storage.tables import metadata
from tests.databases import Databases

NEXT = '''
"""One more column."""
import sqlalchemy as sa
from alembic import op
revision = "9000"
down_revision = "{head}"
def upgrade():
    with op.batch_alter_table("workspaces") as table:
        table.add_column(sa.Column("colour", sa.Text()))
'''


def run(url: str, *statements: str) -> list[tuple[object, ...]]:
    """Run statements; return the rows of the last."""
    parsed = make_url(async_url(url))
    if parsed.get_backend_name() == "sqlite":
        parsed = parsed.set(drivername="sqlite")
    engine = create_engine(parsed)
    rows: list[tuple[object, ...]] = []
    with engine.begin() as connection:
        for statement in statements:
            done = connection.execute(text(statement))
            rows = [tuple(row) for row in done] if done.returns_rows else []
    engine.dispose()
    return rows


def test_the_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    with migrate._connect(database_url) as connection:  # noqa: SLF001  # the connection of a migration
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_empty_database_is_filled_and_then_fits(databases: Databases) -> None:
    with databases.empty() as url:
        assert migrate.state(url) is Schema.EMPTY
        migrate.upgrade(url)
        assert migrate.state(url) is Schema.CURRENT


def test_one_that_belongs_to_something_else_or_to_the_future_is_told_apart(
    databases: Databases,
) -> None:
    with databases.empty() as url:
        run(url, "CREATE TABLE recipes (name TEXT)")
        assert migrate.state(url) is Schema.UNKNOWN
    with databases.empty() as url:
        migrate.upgrade(url)
        run(url, "UPDATE alembic_version SET version_num = '9999'")
        assert migrate.state(url) is Schema.UNKNOWN


@pytest.fixture
def own_url(databases: Databases) -> Iterator[str]:
    """A database with all tables whose schema may be changed: nobody uses it again."""
    with databases.empty() as url:
        migrate.upgrade(url)
        yield url


@pytest.fixture
def newer_code(
    own_url: str,  # noqa: ARG001  # made by the code as it is
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A version of Onus with one migration more."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", folder)
    config = migrate._config()  # noqa: SLF001  # the one place that knows the scripts
    head = ScriptDirectory.from_config(config).get_current_head()
    (folder / "versions" / "9000_next.py").write_text(NEXT.format(head=head))

    def newer() -> Config:
        config.set_main_option("script_location", str(folder))
        return config

    monkeypatch.setattr(migrate, "_config", newer)


@pytest.mark.usefixtures("newer_code")
def test_peer_fault_13_an_upgrade_keeps_what_is_there(own_url: str) -> None:
    run(
        own_url,
        "INSERT INTO workspaces (id, name, bot_user_id, token_from) VALUES ('T1', 'N', 'U', 'X')",
    )
    assert migrate.state(own_url) is Schema.BEHIND
    migrate.upgrade(own_url)
    assert migrate.state(own_url) is Schema.CURRENT
    assert run(own_url, "SELECT id, colour FROM workspaces") == [("T1", None)]


def test_upgrading_what_fits_changes_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    assert migrate.state(database_url) is Schema.CURRENT
