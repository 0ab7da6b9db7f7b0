"""A database with two workspaces in it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import workspaces
from storage.database import Database
from storage.workspaces import Workspace

OURS, OTHERS = "T1", "T2"


async def undone(database: Database, work: Callable[[AsyncConnection], Awaitable[object]]) -> None:
    """Do the work in a transaction that fails."""
    with suppress(_Failure):
        async with database.write() as tx:
            await work(tx)
            raise _Failure


class _Failure(Exception):
    """What ends the transaction."""


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    async with database.write() as tx:
        for workspace_id in (OURS, OTHERS):
            await workspaces.keep(tx, Workspace(workspace_id, "Name", "U0ONUS", "SLACK_BOT_TOKEN"))
    yield database
    await database.close()
