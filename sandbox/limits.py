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

    def wait_s(self, now: float) -> float:
        """Fill up; 0 where there is a token, else the seconds until there is one."""
        self.tokens = min(self.capacity, self.tokens + (now - self.at) * self.per_s)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.per_s)


class Limits:
    """Counts calls. `overrides` as in the workspace file: `scale`, or a method's calls a minute."""

    def __init__(self, overrides: dict[str, float]) -> None:
        self.override(overrides)

    def override(self, overrides: dict[str, float]) -> None:
        """Set the limits anew, with every bucket full."""
        self._overrides = overrides
        self._scale = overrides.get("scale", 1)
        self._buckets: dict[tuple[str, str | None], _Bucket] = {}

    def wait_s(self, method: str, channel: str | None) -> int:
        """Count a call; 0, or the whole seconds for `Retry-After` where it is one too many."""
        now = time.monotonic()
        buckets = [self._bucket(method, None, now)]
        if method == "chat.postMessage" and channel:
            buckets.append(self._bucket(method, channel, now))
        wait_s = max(bucket.wait_s(now) for bucket in buckets)
        if not wait_s:
            for bucket in buckets:
                bucket.tokens -= 1
        return math.ceil(wait_s)

    def _bucket(self, method: str, channel: str | None, now: float) -> _Bucket:
        bucket = self._buckets.get((method, channel))
        if bucket is None:
            per_s = self._per_minute(method, channel) / 60
            burst = max(1.0, per_s, _LEAST_BURST.get(method, 0))
            bucket = _Bucket(per_s=per_s, capacity=burst, tokens=burst, at=now)
            self._buckets[method, channel] = bucket
        return bucket

    def _per_minute(self, method: str, channel: str | None) -> float:
        if channel:
            return _PER_CHANNEL * self._scale
        return self._overrides.get(method, _PER_MINUTE[TIERS[method]] * self._scale)
