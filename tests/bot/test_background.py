"""Work in the background ends, also where a cancellation was lost on the way."""

import asyncio
import contextlib

import pytest

from bot import background


async def test_a_lost_cancellation_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
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
    await background.end(task)
    assert task.cancelled()
    assert len(lost) == 2
