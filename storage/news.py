"""News: what a transaction brings, so that its commit wakes those who wait for that."""

import asyncio
from collections.abc import Collection
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

_BROUGHT = "news"


class News(StrEnum):
    """What somebody may wait for."""

    QUEUED = "queued"  # something is to be sent
    DELIVERED = "delivered"  # something was sent, put back or given up
    TIMED = "timed"  # a timer was set
    CHANNELS = "channels"  # a channel is not as it was


class Signal:
    """Wakes whoever waits; a signal given while nobody waits is kept for the next who does."""

    def __init__(self) -> None:
        self._waiters: list[tuple[frozenset[News], asyncio.Event]] = []

    def subscribe(self, *awaited: News) -> asyncio.Event:
        """Return an event that such news sets, or any commit; the waiter clears it."""
        waiter = asyncio.Event()
        self._waiters.append((frozenset(awaited), waiter))
        return waiter

    def give(self, news: Collection[News]) -> None:
        """Wake those who wait for any of it."""
        for awaited, waiter in self._waiters:
            if not awaited or awaited & set(news):
                waiter.set()


def begin(tx: AsyncConnection) -> None:
    """Forget what an earlier transaction on this connection brought."""
    tx.info[_BROUGHT] = set()


def bring(tx: AsyncConnection, news: News) -> None:
    """Have the transaction's commit wake those who wait for it."""
    tx.info.setdefault(_BROUGHT, set()).add(news)


def brought(tx: AsyncConnection) -> set[News]:
    """Return what the transaction brings."""
    found: set[News] = tx.info.get(_BROUGHT, set())
    return found
