"""Starting: what is wrong is told by name with its cure, and ends with 2."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.replica import Replica
from bot.settings import Settings
from bot.socket_mode import AppTokenError
from handlers.kit.slack import SlackRefusedError
from sandbox import config as sandbox_config
from sandbox.server import Sandbox
from storage import migrate
from storage.migrate import Schema
from tests.databases import SQLite

DEMO = Path(sandbox_config.__file__).with_name("demo.yml")


def onus(command: str, **environment: str) -> Result:
    given = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", **environment}
    return CliRunner(env=given).invoke(main, [command])


def test_wrong_settings_are_all_told_and_end_with_2() -> None:
    told = onus("run", SLACK_BOT_TOKEN="", ONUS_SIDE="x", DATABASE_URL="mysql://h/d")
    assert told.exit_code == 2
    assert "These settings cannot work:" in told.output
    for name in ("SLACK_BOT_TOKEN", "ONUS_SIDE", "DATABASE_URL"):
        assert f"\n{name}: " in told.output


def test_migrate_fills_a_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/onus.db"
    done = onus("migrate", DATABASE_URL=url)
    assert (done.exit_code, done.output) == (0, "The database is up to date.\n")
    assert migrate.state(url) is Schema.CURRENT


def test_a_database_that_is_behind_is_refused_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(migrate, "state", lambda _: Schema.BEHIND)
    told = onus("run", DATABASE_URL=f"sqlite:///{tmp_path}/onus.db")
    assert told.exit_code == 2
    assert "Bring it up to date: onus migrate" in told.output


def test_somebody_elses_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    with sqlite3.connect(path) as theirs:
        theirs.execute("CREATE TABLE recipes (name TEXT)")
    theirs.close()
    told = onus("run", DATABASE_URL=f"sqlite:///{path}")
    assert told.exit_code == 2
    assert "belongs to something else, or to a newer version" in told.output
    with sqlite3.connect(path) as theirs:
        tables = theirs.execute("SELECT name FROM sqlite_master").fetchall()
    theirs.close()
    assert tables == [("recipes",)]


def test_a_database_that_cannot_be_reached_is_told_without_its_password() -> None:
    told = onus("run", DATABASE_URL="postgresql://onus:hunter2@127.0.0.1:1/onus")
    assert told.exit_code == 2
    assert "DATABASE_URL: the database cannot be opened" in told.output
    assert "hunter2" not in told.output


@pytest.fixture
async def box() -> AsyncIterator[Sandbox]:
    async with Sandbox(sandbox_config.load(DEMO)) as box:
        yield box


@pytest.mark.parametrize(
    ("bot", "app", "error"),
    [
        ("xoxb-wrong", "xapp-sandbox", SlackRefusedError),
        ("xoxb-sandbox", "xapp-wrong", AppTokenError),
    ],
)
async def test_a_token_that_slack_refuses_ends_the_start(
    box: Sandbox, sqlite: SQLite, bot: str, app: str, error: type[Exception]
) -> None:
    with sqlite.migrated() as url:
        settings = Settings(
            _env_file=None,
            slack_bot_token=bot,
            slack_app_token=app,
            slack_api_url=f"{box.url}/api/",
            database_url=url,
        )
        with pytest.raises(error, match="invalid_auth"):
            await Replica(settings).__aenter__()
