"""Migrations: an empty database is filled at start, one that is behind is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, make_url, text

from storage.database import async_url


class Schema(StrEnum):
    """How a database's schema stands to this version of the code."""

    EMPTY = "empty"
    CURRENT = "current"
    BEHIND = "behind"
    UNKNOWN = "unknown"


def state(url: str) -> Schema:
    """Return how the database stands."""
    scripts = ScriptDirectory.from_config(_config())
    with _connect(url) as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision == scripts.get_current_head():
            return Schema.CURRENT
        if revision is not None:
            known = {script.revision for script in scripts.walk_revisions()}
            return Schema.BEHIND if revision in known else Schema.UNKNOWN
        return Schema.UNKNOWN if inspect(connection).get_table_names() else Schema.EMPTY


def upgrade(url: str) -> None:
    """Bring the database up to date."""
    with _connect(url) as connection:
        if connection.dialect.name == "postgresql":  # of replicas that start at once, one migrates
            connection.execute(text("SELECT pg_advisory_xact_lock(8030)"))
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


@contextmanager
def _connect(url: str) -> Iterator[Connection]:
    parsed = make_url(async_url(url))
    if parsed.get_backend_name() == "sqlite":
        parsed = parsed.set(drivername="sqlite")
        if parsed.database and parsed.database != ":memory:":
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
