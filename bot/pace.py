"""The pace: how soon the next call of a kind may go, so that Slack need not refuse it.

About one post a second a channel, and the tiers of the other methods; a 429 holds its kind (a
channel's posts, or a method) for as long as Slack says.
"""

import time
from dataclasses import dataclass, field

from storage.deliveries import Delivery
from storage.outbox import Kind


@dataclass
class Pace:
    """Seconds between two calls: a channel's posts, updates (tier 3), ephemerals (tier 4)."""

    post_s: float = 1.05
    update_s: float = 1.25
    ephemeral_s: float = 0.65
    _free_at: dict[str, float] = field(default_factory=dict)

    def free(self, delivery: Delivery) -> bool:
        """Whether it may go now."""
        return self._free_at.get(_lane_of(delivery), 0.0) <= time.monotonic()

    def went(self, delivery: Delivery) -> None:
        """Count a call that goes now."""
        spacing = {
            Kind.POST: self.post_s,
            Kind.UPDATE: self.update_s,
            Kind.EPHEMERAL: self.ephemeral_s,
            Kind.RESPOND: 0.0,
        }
        self.hold(delivery, spacing[delivery.kind])

    def hold(self, delivery: Delivery, seconds: float) -> None:
        """Let nothing of its kind go before so many seconds have passed."""
        lane = _lane_of(delivery)
        self._free_at[lane] = max(self._free_at.get(lane, 0.0), time.monotonic() + seconds)

    def next_free_s(self) -> float | None:
        """Return in how many seconds the next kind is free, None where all are."""
        now = time.monotonic()
        self._free_at = {lane: at for lane, at in self._free_at.items() if at > now}
        return min(self._free_at.values()) - now if self._free_at else None


def _lane_of(delivery: Delivery) -> str:
    if delivery.kind is Kind.POST:
        return f"post/{delivery.channel_id}"
    if delivery.kind is Kind.RESPOND:
        return f"respond/{delivery.id}"
    return delivery.kind
