"""Slack's rate limits: a token bucket per method, and per channel for chat.postMessage."""

import json
import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TIERS: Final[dict[str, str]] = json.loads(
    (Path(__file__).parent / "data" / "rate_limit_tiers.json").read_text(encoding="utf-8")
)

# Calls a minute. Slack says "hundreds" and "several hundred" for the special ones.
# https://docs.slack.dev/apis/web-api/rate-limits
_PER_MINUTE: Final[dict[str, float]] = {
    "Tier1": 1,
    "Tier2": 20,
    "Tier3": 50,
    "Tier4": 100,
    "SpecialTier_auth_test": 600,
    "SpecialTier_chat_getPermalink": 600,
    "SpecialTier_chat_postMessage": 300,
}
_PER_CHANNEL = 60.0
_LEAST_BURST: Final[dict[str, float]] = {"apps.connections.open": 10}


@dataclass
class _Bucket:
    per_s: float
    capacity: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Take a token; returns 0, or the seconds until there is one."""
        self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.per_s)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0
        return (1 - self.tokens) / self.per_s


class Limits:
    """Counts calls. `overrides` as in the workspace file: `scale`, or a method's calls a minute."""

    def __init__(self, overrides: dict[str, float]) -> None:
        self._overrides = overrides
        self._scale = overrides.get("scale", 1)
        self._buckets: dict[tuple[str, str | None], _Bucket] = {}

    def wait_s(self, method: str, channel: str | None) -> int:
        """Count a call; 0, or the whole seconds for `Retry-After` where it is one too many."""
        now = time.monotonic()
        per_minute = self._overrides.get(method, _PER_MINUTE[TIERS[method]] * self._scale)
        wait = self._bucket(method, None, per_minute, now).take(now)
        if not wait and method == "chat.postMessage" and channel:
            wait = self._bucket(method, channel, _PER_CHANNEL * self._scale, now).take(now)
        return math.ceil(wait)

    def _bucket(self, method: str, channel: str | None, per_minute: float, now: float) -> _Bucket:
        bucket = self._buckets.get((method, channel))
        if bucket is None:
            burst = max(1.0, per_minute / 60, _LEAST_BURST.get(method, 0))
            bucket = _Bucket(per_s=per_minute / 60, capacity=burst, tokens=burst, at=now)
            self._buckets[method, channel] = bucket
        return bucket
