"""The database: SQLite with one writer, or PostgreSQL; transactions, and the signal of a commit.

On SQLite a write transaction opens with BEGIN IMMEDIATE on the one writing connection, so writers
queue and never find, halfway, that somebody else was first.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, event, func, make_url, select
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from storage import news
from storage.news import News, Signal

LOCK_TIMEOUT_MS = 5_000
STATEMENT_TIMEOUT_MS = 15_000
READERS = 5
CHANNEL = "onus_committed"
TRIES = 3

T = TypeVar("T")


class StaleError(Exception):
    """A row was changed by somebody else since it was read: decide again."""


class Database:
    """Where Onus remembers.

    url: as in the settings, `sqlite:///…` or `postgresql://…`; the async driver is chosen here.
    committed: given after each write with its news, in this process; on PostgreSQL the other
    replicas are notified.
    """

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.committed = Signal()
        self._name = secrets.token_hex(4)
        self._inside: dict[asyncio.Task[Any], asyncio.Event] = {}
        self.postgresql = self.url.startswith("postgresql")
        if self.postgresql:
            self._writer = self._reader = _postgresql(self.url)
        else:
            self._writer = _sqlite(self.url, begin="BEGIN IMMEDIATE", connections=1)
            self._reader = _sqlite(self.url, begin="BEGIN", connections=READERS)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that commits at the end, or rolls back when something is raised."""
        with self._noted():
            async with self._writer.begin() as tx:
                news.begin(tx)
                yield tx
                brought = news.brought(tx)
                if self.postgresql and brought:
                    said = " ".join([self._name, *brought])
                    await tx.execute(select(func.pg_notify(CHANNEL, said)))
        self.committed.give(brought)

    def heard(self, notification: str) -> None:
        """Give the news of another replica's commit; one's own has been given."""
        name, *brought = notification.split()
        if name != self._name:
            self.committed.give([News(each) for each in brought])

    async def decide(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """Do the work in a write transaction; where a row was stale, decide again, thrice at most.

        Raises StaleError when others were faster each time.
        """
        for _ in range(TRIES - 1):
            try:
                async with self.write() as tx:
                    return await work(tx)
            except (StaleError, IntegrityError):  # somebody else was there first
                continue
        async with self.write() as tx:
            return await work(tx)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction for reading."""
        with self._noted():
            async with self._reader.connect() as tx:
                yield tx

    async def left(self, task: asyncio.Task[Any]) -> None:
        """Wait until the task is in no transaction.

        Cancelled within one, it may leave its connection open behind.
        """
        while inside := self._inside.get(task):
            await inside.wait()

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Note who is in a transaction; one within another is part of it."""
        task = asyncio.current_task()
        if task is None or task in self._inside:
            yield
            return
        left = self._inside[task] = asyncio.Event()
        try:
            yield
        finally:
            del self._inside[task]
            left.set()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncConnection]:
        """Hold a connection outside any transaction, for session locks and LISTEN."""
        async with self._reader.connect() as connection:
            try:
                yield await connection.execution_options(isolation_level="AUTOCOMMIT")
            finally:
                await connection.invalidate()  # its locks and LISTEN must not go back to the pool

    async def close(self) -> None:
        """Close every connection."""
        await self._writer.dispose()
        await self._reader.dispose()


def async_url(url: str) -> str:
    """Return the URL with the driver that Onus uses; raises ValueError for other databases."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("is no address: write sqlite:///var/onus.db") from None
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+psycopg",
        "postgres": "postgresql+psycopg",
    }
    backend = parsed.drivername.partition("+")[0]
    if backend not in drivers:
        raise ValueError(f"Onus runs on sqlite or postgresql, not on {backend}")
    return parsed.set(drivername=drivers[backend]).render_as_string(hide_password=False)


def _sqlite(url: str, *, begin: str, connections: int) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=connections, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions are opened below, not by the driver
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={LOCK_TIMEOUT_MS}",
        ):
            connection.cursor().execute(f"PRAGMA {pragma}")

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine.sync_engine, "invalidate")
    def _let_go(
        connection: DBAPIConnection, _: ConnectionPoolEntry, __: BaseException | None
    ) -> None:
        connection.rollback()  # else a cancelled query keeps the lock until its cursor is collected

    return engine


def _postgresql(url: str) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=10,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={
            "options": f"-c lock_timeout={LOCK_TIMEOUT_MS} "
            f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c timezone=UTC"
        },
    )
