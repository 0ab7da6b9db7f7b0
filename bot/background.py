"""Work that goes on for ever: a fault is logged, and a moment later it begins anew; how it ends."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp
from sqlalchemy.exc import DBAPIError

from storage.database import Database

log = logging.getLogger("onus")

AGAIN_AFTER_S = 0.5
_LEAVES_WITHIN_S = 5.0
_CANCEL_AGAIN_S = 1.0
_PASSING = (aiohttp.ClientError, DBAPIError, OSError, TimeoutError)


async def for_ever(what: str, work: Callable[[], Awaitable[None]]) -> None:
    """Do the work again whenever it ends; what names it in the log."""
    while True:
        try:
            await work()
        except _PASSING as trouble:
            log.warning("%s begins anew: %s", what, trouble)
        except Exception:
            log.exception("%s begins anew", what)
        await asyncio.sleep(AGAIN_AFTER_S)


async def end(task: asyncio.Task[None], database: Database) -> None:
    """Cancel the task until it has ended, between two transactions.

    Once may not be enough: `wait_for` of Python 3.11, which the drivers of the databases use, loses
    a cancellation that comes together with what it waits for (python/cpython#86296).
    """
    while not task.done():
        with suppress(TimeoutError):
            async with asyncio.timeout(_LEAVES_WITHIN_S):
                await database.left(task)
        task.cancel()
        await asyncio.wait({task}, timeout=_CANCEL_AGAIN_S)
