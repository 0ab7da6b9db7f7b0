"""Letters: deliveries by other ways than Slack, to customers who are told by e-mail or webhook.

Promises: at least once, under an id that stays the same, so that who reads it twice can tell.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from bot.mail import Mail
from bot.sending import late
from bot.webhooks import Webhooks
from handlers.kit.trouble import RefusedError
from storage.deliveries import Delivery, Held
from storage.outbox_rows import Kind


class Letters:
    """Sends what goes by other ways; mail, webhooks: None where the organisation has not set it."""

    within_s = 30.0
    letters = True

    def __init__(self, *, mail: Mail | None, webhooks: Webhooks | None) -> None:
        self._mail = mail
        self._webhooks = webhooks

    async def send(self, delivery: Delivery, *, now: datetime) -> None:
        """Send it once more or for the first time; raises RefusedError, UnclearError."""
        way = self._mail if delivery.kind is Kind.MAIL else self._webhooks
        if way is None:
            raise RefusedError("not_set_up")
        await way.send(late(delivery, now=now), now=now)

    async def find(self, _: Delivery) -> None:
        """Find nothing: what went leaves no trace that could be looked up."""


@dataclass
class LetterRate:
    """So many at once go to one host, so that a slow one holds up no other."""

    at_once: int = 4
    _under_way: Counter[str] = field(default_factory=Counter)

    def held(self) -> Held:
        """Nothing waits longer than for what is under way."""
        return Held()

    def free(self, delivery: Delivery) -> bool:
        """Whether there is room at its host."""
        return self._under_way[_host(delivery)] < self.at_once

    def went(self, delivery: Delivery) -> None:
        """Count one that goes now."""
        self._under_way[_host(delivery)] += 1

    def accepted(self, delivery: Delivery) -> None:
        """Learn nothing from it: nobody says how much they take."""

    def refused(self, delivery: Delivery, *, wait_s: float) -> None:
        """Hold up nothing else: each address is tried again by itself."""

    def ended(self, delivery: Delivery) -> None:
        """Count one as over, whatever became of it."""
        self._under_way[_host(delivery)] -= 1

    def next_free_s(self) -> float | None:
        """Nothing waits for a time: the end of what is under way wakes the loop."""
        return None


def _host(delivery: Delivery) -> str:
    """Return who takes it: all e-mail goes by the organisation's own server."""
    if delivery.kind is Kind.MAIL:
        return ""
    return urlsplit(delivery.address or "").hostname or ""
