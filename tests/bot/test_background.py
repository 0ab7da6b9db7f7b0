"""Work in the background ends, also where a cancellation was lost on the way."""

import asyncio
import contextlib

import pytest

from bot import background
from storage import workspaces
from storage.database import Database
from storage.workspaces import Workspace
from tests.databases import SQLite


async def test_a_lost_cancellation_is_repeated(
    sqlite: SQLite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_CANCEL_AGAIN_S", 0.0)
    began = asyncio.Event()
    lost: list[str] = []

    async def work() -> None:
        began.set()
        while len(lost) < 2:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
            lost.append("a cancellation")
        await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await began.wait()
    with sqlite.migrated() as url:
        await background.end(task, Database(url))
    assert task.cancelled()
    assert len(lost) == 2


async def test_a_transaction_comes_to_its_end_first(sqlite: SQLite) -> None:
    """A cancelled one may leave its connection open behind."""
    began, goes_on = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with database.write() as tx:
            await workspaces.keep(tx, Workspace("T1", "Name", "U0ONUS", "SLACK_BOT_TOKEN"))
            began.set()
            await goes_on.wait()
        await asyncio.Event().wait()

    with sqlite.migrated() as url:
        database = Database(url)
        task = asyncio.create_task(work())
        await began.wait()
        ending = asyncio.create_task(background.end(task, database))
        await asyncio.sleep(0)  # it is asked to end
        goes_on.set()
        await ending
        async with database.write() as tx:
            assert await workspaces.count(tx, "T1", "incident") == 1
        await database.close()
