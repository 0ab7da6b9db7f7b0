"""trigger_id: proof that a person has just done something, good for one view within 3 seconds."""

import secrets
import time
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.timing import Timing


@dataclass
class Trigger:
    """Who did something, and in which open view, if in one."""

    user: str
    expires_at: float
    view_id: str | None = None
    is_used: bool = False


class Triggers:
    """Gives out trigger ids and takes each one once."""

    def __init__(self, clock: Clock, timing: Timing) -> None:
        self._clock = clock
        self._timing = timing
        self._given: dict[str, Trigger] = {}

    def give(self, user: str, view_id: str | None = None) -> str:
        """Make a new one; its first part grows, so that it also says *since when*."""
        self._forget_old()
        trigger_id = f"{self._clock.next_seq()}.0.{secrets.token_hex(8)}"
        expires_at = time.monotonic() + self._timing.trigger_s
        self._given[trigger_id] = Trigger(user=user, expires_at=expires_at, view_id=view_id)
        return trigger_id

    def take(self, trigger_id: str) -> Trigger:
        """Use it up; raises invalid_, exchanged_ or expired_trigger_id."""
        trigger = self._given.get(trigger_id)
        if trigger is None:
            raise SlackError("expired_trigger_id" if seq_of(trigger_id) else "invalid_trigger_id")
        if trigger.is_used:
            raise SlackError("exchanged_trigger_id")
        if trigger.expires_at < time.monotonic():
            raise SlackError("expired_trigger_id")
        trigger.is_used = True
        return trigger

    def _forget_old(self) -> None:
        long_ago = time.monotonic() - 60
        while self._given and (oldest := next(iter(self._given))):
            if self._given[oldest].expires_at > long_ago:
                return
            del self._given[oldest]


def seq_of(trigger_id: str | None) -> int:
    """Return what orders a trigger among all that happened; 0 for none or a foreign one."""
    first = (trigger_id or "").partition(".")[0]
    return int(first) if first.isdecimal() else 0
