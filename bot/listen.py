"""LISTEN: a commit of another replica wakes this one's loops (PostgreSQL).

A replica that missed a notification finds its work with the sweep.
"""

import psycopg
from sqlalchemy import text

from storage.database import CHANNEL, Database


async def pass_on(database: Database) -> None:
    """Pass each notification on, until the connection ends."""
    async with database.session() as connection:
        await connection.execute(text(f"LISTEN {CHANNEL}"))
        raw = await connection.get_raw_connection()
        driver = raw.driver_connection
        assert driver, "a connection of psycopg"
        try:
            async for notification in driver.notifies():
                database.heard(notification.payload)
        except psycopg.OperationalError as lost:
            raise ConnectionError("the connection to the database broke") from lost
