"""The pace: how soon the next call of a kind may go, so that Slack need not refuse it.

About one post a second a channel, and the tiers of the other methods; a 429 holds its kind (a
channel's posts, or a method) for as long as Slack says.
"""

import time
from dataclasses import dataclass, field

from storage.deliveries import Delivery, Held
from storage.outbox import Kind


@dataclass
class Pace:
    """Seconds between two calls: a channel's posts, updates (tier 3), ephemerals (tier 4)."""

    post_s: float = 1.05
    update_s: float = 1.25
    ephemeral_s: float = 0.65
    _channels: dict[str, float] = field(default_factory=dict)
    _kinds: dict[str, float] = field(default_factory=dict)

    def held(self) -> Held:
        """Return which channels' posts, and what else, may not go now."""
        now = time.monotonic()
        self._channels = {key: at for key, at in self._channels.items() if at > now}
        self._kinds = {key: at for key, at in self._kinds.items() if at > now}
        return Held(kinds=[Kind(kind) for kind in self._kinds], channels=list(self._channels))

    def free(self, delivery: Delivery) -> bool:
        """Whether it may go now."""
        free_at, key = self._of(delivery)
        return free_at.get(key, 0.0) <= time.monotonic()

    def went(self, delivery: Delivery) -> None:
        """Count a call that goes now."""
        spacing = {
            Kind.POST: self.post_s,
            Kind.UPDATE: self.update_s,
            Kind.EPHEMERAL: self.ephemeral_s,
        }
        self.hold(delivery, spacing.get(delivery.kind, 0.0))

    def hold(self, delivery: Delivery, seconds: float) -> None:
        """Let nothing of its kind go before so many seconds have passed."""
        if delivery.kind is Kind.RESPOND:
            return  # each has its own URL
        free_at, key = self._of(delivery)
        free_at[key] = max(free_at.get(key, 0.0), time.monotonic() + seconds)

    def next_free_s(self) -> float | None:
        """Return in how many seconds the next channel or kind is free, None where all are."""
        now = time.monotonic()
        ahead = [at for at in (*self._channels.values(), *self._kinds.values()) if at > now]
        return min(ahead) - now if ahead else None

    def _of(self, delivery: Delivery) -> tuple[dict[str, float], str]:
        if delivery.kind is Kind.POST:
            return self._channels, delivery.channel_id
        return self._kinds, delivery.kind
