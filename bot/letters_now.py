"""Letters now: those of one notice, sent by this process unless `onus run` holds their lane."""

import asyncio
from contextlib import suppress

from bot.background import end, for_ever
from bot.here import Here
from bot.letter_box import letter_loop
from domain.fan_out import Copy, Fate
from domain.ways import Way
from storage import tracking
from storage.news import News

PATIENCE_S = 60.0
_LOOK_S = 1.0


async def send_letters(at: Here, notice_id: str) -> tuple[Copy, ...]:
    """Wait until each letter is sent or failed, a minute at most; return what became of each."""
    async with letter_loop(at.settings, at.office, at.database, at.clock) as loop:
        sending = asyncio.create_task(for_ever("the letters", loop.run))
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    await _all_gone(at, notice_id)
        finally:
            await end(sending, at.database)
    return await _letters(at, notice_id)


async def _all_gone(at: Here, notice_id: str) -> None:
    """Look after each delivery; one by another process gives no signal on SQLite."""
    delivered = at.database.committed.subscribe(News.DELIVERED)
    while any(one.fate is Fate.WAITING for one in await _letters(at, notice_id)):
        with suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_S):
                await delivered.wait()
        delivered.clear()


async def _letters(at: Here, notice_id: str) -> tuple[Copy, ...]:
    async with at.database.read() as tx:
        copies = await tracking.copies(tx, at.office.id, notice_id)
    return tuple(copy for copy in copies if copy.way is not Way.SLACK)
