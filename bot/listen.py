"""LISTEN: a commit of another replica wakes this one's loops (PostgreSQL).

A replica that missed a notification finds its work with the sweep.
"""

import asyncio
import logging

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.database import CHANNEL, Database

log = logging.getLogger("onus.listen")

_RECONNECT_S = 1.0


async def pass_on(database: Database) -> None:
    """Give the signal of a commit for each notification, for ever."""
    while True:
        try:
            await _listen(database)
        except (DBAPIError, OSError) as error:
            log.warning("notifications are away: %s", type(error).__name__)
        await asyncio.sleep(_RECONNECT_S)


async def _listen(database: Database) -> None:
    async with database.session() as connection:
        await connection.execute(text(f"LISTEN {CHANNEL}"))
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection
        assert driver, "a connection of psycopg"
        async for _ in driver.notifies():
            database.committed.give()
