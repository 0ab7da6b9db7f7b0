"""The pace: how soon the next call of a kind may go, so that Slack need not refuse it.

About one post a second a channel, as many a workspace as its allowance grants, and the tiers of
the other methods; a 429 holds its kind (a channel's posts, or a method) for as long as Slack says.
"""

import time
from dataclasses import dataclass, field

from bot.allowance import Allowance
from storage.deliveries import Delivery, Held
from storage.outbox_rows import Kind

_UNPACED = (Kind.RESPOND, Kind.ALERT)  # each response has its own URL; alerts are not Slack's


@dataclass
class Pace:
    """Seconds between two calls: a channel's posts, updates (tier 3), ephemerals (tier 4)."""

    post_s: float = 1.05
    update_s: float = 1.25
    ephemeral_s: float = 0.65
    _posts: Allowance = field(default_factory=Allowance)
    _channels: dict[str, float] = field(default_factory=dict)
    _kinds: dict[Kind, float] = field(default_factory=dict)

    def held(self) -> Held:
        """Return which channels' posts, and what else, may not go now."""
        now = time.monotonic()
        self._channels = {key: at for key, at in self._channels.items() if at > now}
        self._kinds = {key: at for key, at in self._kinds.items() if at > now}
        full = [Kind.POST] if self._posts.next_at(now) > now else []
        return Held(kinds=[*full, *self._kinds], channels=list(self._channels))

    def free(self, delivery: Delivery) -> bool:
        """Whether it may go now."""
        now = time.monotonic()
        if delivery.kind is Kind.POST:
            free_at = max(self._channels.get(delivery.channel_id, now), self._posts.next_at(now))
        else:
            free_at = self._kinds.get(delivery.kind, now)
        return free_at <= now

    def went(self, delivery: Delivery) -> None:
        """Count a call that goes now."""
        if delivery.kind is Kind.POST:
            self._posts.sent(delivery.id, time.monotonic())
            self._hold(delivery, self.post_s)
        elif delivery.kind not in _UNPACED:
            self._hold(
                delivery, self.update_s if delivery.kind is Kind.UPDATE else self.ephemeral_s
            )

    def accepted(self, delivery: Delivery) -> None:
        """Count a call that Slack took."""
        if delivery.kind is Kind.POST:
            self._posts.accepted(delivery.id)

    def refused(self, delivery: Delivery, *, wait_s: float) -> None:
        """Let nothing of its kind go before what Slack asks to wait has passed."""
        if delivery.kind is Kind.POST:
            self._posts.refused(delivery.id, time.monotonic(), wait_s=wait_s)
        if delivery.kind not in _UNPACED:
            self._hold(delivery, wait_s)

    def ended(self, delivery: Delivery) -> None:
        """Count a call as over, whatever became of it."""
        self._posts.ended(delivery.id)

    def next_free_s(self) -> float | None:
        """Return in how many seconds the next channel or kind is free, None where all are."""
        now = time.monotonic()
        held = (*self._channels.values(), *self._kinds.values(), self._posts.next_at(now))
        ahead = [at for at in held if now < at < float("inf")]
        return max(0.001, min(ahead) - now) if ahead else None

    def _hold(self, delivery: Delivery, seconds: float) -> None:
        free_at = time.monotonic() + seconds
        if delivery.kind is Kind.POST:
            earlier = self._channels.get(delivery.channel_id, 0.0)
            self._channels[delivery.channel_id] = max(earlier, free_at)
        else:
            self._kinds[delivery.kind] = max(self._kinds.get(delivery.kind, 0.0), free_at)
