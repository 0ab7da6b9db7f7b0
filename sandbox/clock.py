"""Business time (the system's plus an offset that survives a restart) and growing numbers."""

import time
from datetime import UTC, datetime, timedelta

from sandbox.config import Config, start_of
from sandbox.records import Offset
from sandbox.store import Store, Table


def iso(at: datetime) -> str:
    """Write an instant as the control API does: 2026-03-02T14:00:00.000000Z, shorter if whole."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Clock:
    """Tells business time. Transport time is `time.monotonic`, or `time.time` where it is kept."""

    def __init__(self, config: Config, store: Store) -> None:
        self._kept = Table(store, "offset", Offset)
        kept = self._kept.get("offset")
        self._offset_s = kept.seconds if kept else start_of(config, datetime.now(UTC))
        self._last_seq = 0
        self.advance(0)

    @property
    def offset_s(self) -> float:
        """Business time minus system time, in seconds."""
        return self._offset_s

    @property
    def now(self) -> datetime:
        """The business instant."""
        return datetime.now(UTC) + timedelta(seconds=self._offset_s)

    def advance(self, seconds: float) -> None:
        """Move business time ahead."""
        self._offset_s += seconds
        self._kept.save("offset", Offset(seconds=self._offset_s))

    def next_seq(self) -> int:
        """Return a number greater than every one before it, also than those before a restart."""
        self._last_seq = max(self._last_seq + 1, time.time_ns() // 1_000)
        return self._last_seq
