"""The lane lock: one replica at a time delivers for a workspace.

On PostgreSQL a session advisory lock, on SQLite a lock on a file beside the database: both are
gone with the process that held them.
"""

import asyncio
import fcntl
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

_TRY_EVERY_S = 0.2


class LaneLostError(OSError):
    """The connection that held the lock is gone, and the lock with it."""


class Lane:
    """A held lane; `check` before sending, since a lost connection gives the lock away."""

    def __init__(self, connection: AsyncConnection | None) -> None:
        self._connection = connection

    async def check(self) -> None:
        """Raise LaneLostError where the lane is no longer ours."""
        if self._connection is None:
            return
        try:
            await self._connection.execute(text("SELECT 1"))
        except Exception as error:
            raise LaneLostError from error


@asynccontextmanager
async def hold(database: Database, workspace_id: str) -> AsyncIterator[Lane]:
    """Wait for the workspace's lane, and hold it."""
    if database.postgresql:
        async with database.session() as connection:
            await _advisory(connection, workspace_id)
            yield Lane(connection)
    else:
        with _lock_file(database.url, workspace_id).open("w") as file:
            while not _locked(file.fileno()):  # noqa: ASYNC110  # another process gives no signal
                await asyncio.sleep(_TRY_EVERY_S)
            yield Lane(None)


async def _advisory(connection: AsyncConnection, workspace_id: str) -> None:
    key = int.from_bytes(hashlib.sha256(workspace_id.encode()).digest()[:8], signed=True)
    lock = text("SELECT pg_try_advisory_lock(:key)")
    while not await connection.scalar(lock, {"key": key}):  # noqa: ASYNC110  # as above
        await asyncio.sleep(_TRY_EVERY_S)


def _lock_file(url: str, workspace_id: str) -> Path:
    return Path(f"{make_url(url).database}.{workspace_id}.lane")


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
