"""Slack's `ts`: the business instant with six digits, unique and growing in each channel."""

from datetime import datetime

from sandbox.clock import Clock


class Timestamps:
    """Gives out each channel's next `ts`; it never goes back, even if the clock does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[str, int] = {}

    def next(self, channel: str) -> str:
        """Return business time now, or just after the channel's last one."""
        micros = max(_micros(self._clock.now), self._last.get(channel, 0) + 1)
        self._last[channel] = micros
        return _text(micros)

    def seen(self, channel: str, ts: str) -> None:
        """Take note of a `ts` that was given out before a restart."""
        micros = int(ts.replace(".", ""))
        self._last[channel] = max(micros, self._last.get(channel, 0))

    def at(self, instant: datetime) -> str:
        """Return an instant as Slack writes it."""
        return _text(_micros(instant))


def _micros(instant: datetime) -> int:
    return int(instant.timestamp() * 1_000_000)


def _text(micros: int) -> str:
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
