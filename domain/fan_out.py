"""A fan-out: one notice on its way to many channels, and how far it has come."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.ways import Way

WORTH = 10
"""So many channels make a fan-out that is followed; of fewer, each failure is told at once."""

_LOOKED_AT_EVERY = timedelta(seconds=5)
_AT_LEAST_EVERY = timedelta(minutes=1)
_LOOKS = 20  # while as much time passes as has passed already


class Fate(StrEnum):
    """What has become of a copy."""

    FAILED = "failed"
    ASKED = "asked"
    HELD = "held"
    WAITING = "waiting"
    DELIVERED = "delivered"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Copy:
    """What one channel gets of a notice, or by another way one address.

    at: when it was delivered. attempts: how often it was tried in vain; error: the last answer.
    """

    customer: str
    channel_id: str
    fate: Fate
    at: datetime | None = None
    attempts: int = 0
    error: str = ""
    way: Way = Way.SLACK
    address: str = ""


@dataclass(frozen=True)
class Progress:
    """How many channels a notice goes to, and what has become of it there.

    asked: how many wait for somebody to say that they may go. tried: how many of those that are
    on their way have been tried in vain.
    """

    total: int
    delivered: int
    failed: int
    asked: int = 0
    held: int = 0
    tried: int = 0

    @property
    def waiting(self) -> int:
        """How many wait their turn."""
        return self.total - self.delivered - self.failed - self.asked - self.held - self.tried

    @property
    def over(self) -> bool:
        """Whether nothing is left to be waited for but what somebody was asked."""
        return self.delivered + self.failed + self.asked == self.total


def progress(copies: Sequence[Copy]) -> Progress:
    """Count them; what was stopped or overtaken before it left does not count."""
    fates = [copy.fate for copy in copies if copy.fate is not Fate.DROPPED]
    tried = [copy for copy in copies if copy.fate is Fate.WAITING and copy.attempts]
    return Progress(
        total=len(fates),
        delivered=fates.count(Fate.DELIVERED),
        failed=fates.count(Fate.FAILED),
        asked=fates.count(Fate.ASKED),
        held=fates.count(Fate.HELD),
        tried=len(tried),
    )


def left(copies: Sequence[Copy], *, now: datetime) -> timedelta | None:
    """Return how long those take that wait their turn, at the pace until now; None if unknown."""
    delivered = [copy.at for copy in copies if copy.at]
    waiting = progress(copies).waiting
    if not waiting or len(delivered) <= 1 or now <= min(delivered):
        return None
    each = (now - min(delivered)) / (len(delivered) - 1)
    return timedelta(seconds=math.ceil((each * waiting).total_seconds()))


def look_again_after(passed: timedelta) -> timedelta:
    """Return the pause until the next look: longer and longer, for what takes long."""
    return min(max(_LOOKED_AT_EVERY, passed / _LOOKS), _AT_LEAST_EVERY)
