"""The allowance: how many posts Slack takes from a workspace, found out by being refused.

Slack says no more than "several hundred a minute". So until a refusal ever more calls go at once.
From then on calls go at what was granted up to the refusal, first a little below it, then slowly
beyond it, until the next refusal; what no refusal has confirmed for minutes is forgotten.
Whatever Slack asks to wait is waited out, and what it grants meanwhile is used afterwards.
"""

from dataclasses import dataclass, field

_BURST_S = 1.0  # a bucket is taken to hold what is granted in a second
_LEAST_PER_S = 1.0  # "several hundred a minute" is more
_MOST_AT_ONCE = 40
_DOUBLING_TO = 8  # calls at once, up to which their number doubles with each round trip
_BELOW = 0.97  # of the estimate, right after a refusal
_DOUBTED_FOR_S = 1.0
_TELLING = 5  # calls that were taken, from which a rate can be made
_LEAST_CUT = 0.7  # of the pace, at a refusal
_PERIOD_S = 150.0  # until the estimate is reached again, or so many posts, whichever is first:
_LEAST_PERIOD, _MOST_PERIOD, _PERIOD_BY_SIZE = 100, 400, 10  # ten times what it was made from
_FORGOTTEN_AFTER = 3.0  # periods


@dataclass
class Allowance:
    """Seconds are those of one monotonic clock; each call is known by its delivery id."""

    _per_s: float | None = None
    _period: int = _LEAST_PERIOD
    _window: float = 1.0
    _wary: bool = False  # refused after so few that it tells nothing: one by one, until it does
    _tokens: float = 0.0
    _filled_at: float = 0.0
    _held_until: float = 0.0
    _last_sent_at: float = float("-inf")
    _refused_at: float = 0.0
    _doubted_at: float = float("-inf")
    _empty_at: float = 0.0
    _since: float = 0.0  # the last refusal, or when the calls began
    _accepted: int = 0  # since then
    _under_way: dict[str, float] = field(default_factory=dict)

    def next_at(self, now: float) -> float:
        """Return when the next call may go; infinity where one must come back first."""
        per_s = self._pace(now)
        if len(self._under_way) >= (_MOST_AT_ONCE if per_s else int(self._window)):
            return float("inf")
        if per_s is None:
            return max(now, self._held_until)
        self._fill(now, per_s)
        token_at = now + max(0.0, 1 - self._tokens) / per_s
        return max(token_at, self._held_until, self._last_sent_at + 0.5 / per_s)

    def sent(self, call: str, now: float) -> None:
        """Count a call that goes now."""
        if self._per_s is None and not self._under_way and now - self._last_sent_at > _BURST_S:
            self._since, self._accepted = now, 0
        self._tokens -= 1
        self._last_sent_at = self._under_way[call] = now

    def accepted(self, call: str) -> None:
        """Count a call that Slack took."""
        self.ended(call)
        self._accepted += 1
        if self._wary and self._accepted < _TELLING:
            return
        self._wary = False
        self._window += 1 if self._window < _DOUBLING_TO else 1 / self._window

    def ended(self, call: str) -> None:
        """Count a call as over, whatever became of it."""
        self._under_way.pop(call, None)

    def refused(self, call: str, now: float, *, wait_s: float) -> bool:
        """Count a refusal; return whether it holds for the workspace, or for its channel alone.

        Where much of what is granted was left, it is taken for the channel's own limit, unless
        another call is refused within a second.
        """
        sent_at = self._under_way.pop(call, now)
        if (self._per_s is not None or self._wary) and sent_at <= self._refused_at:
            self._held_until = max(self._held_until, now + wait_s)
            self._tokens += 1  # it was not used
            return True
        if not (self._spent(now) or self._wary) and now - self._doubted_at > _DOUBTED_FOR_S:
            self._doubted_at, self._empty_at = now, sent_at
            self._window = max(1.0, float(len(self._under_way)))
            return False
        self._held_until = max(self._held_until, now + wait_s)
        empty_at = sent_at if self._per_s else min(sent_at, self._empty_at)
        if self._per_s is None and not self._wary and self._accepted < _TELLING:
            self._wary, self._window, self._refused_at = True, 1.0, now
            self._since, self._accepted = empty_at, 0
        else:
            self._estimate(empty_at, now)
        return True

    def _spent(self, now: float) -> bool:
        """Whether most of what is known to be granted was used lately."""
        per_s = self._pace(now)
        if per_s is None:
            return False
        self._fill(now, per_s)
        return self._tokens <= _capacity(per_s) / 2

    def _estimate(self, empty_at: float, now: float) -> None:
        """Take the bucket for empty at that instant, and what it granted before for its rate."""
        self._per_s = max(_LEAST_PER_S, self._granted_per_s(empty_at))
        self._period = min(_MOST_PERIOD, max(_LEAST_PERIOD, _PERIOD_BY_SIZE * self._accepted))
        self._refused_at, self._since, self._wary = now, empty_at, False
        self._accepted, self._window = 0, 1.0
        self._tokens, self._filled_at = -float(len(self._under_way)), empty_at

    def _granted_per_s(self, sent_at: float) -> float:
        pace, seconds = self._pace(sent_at), sent_at - self._since
        if pace is None:
            full_s = 0.0 if self._wary else _BURST_S  # of what it held when the calls began
            return self._accepted / max(seconds + full_s, _BURST_S)
        return max(self._accepted / seconds, pace * _LEAST_CUT)

    def _pace(self, now: float) -> float | None:
        """Return the calls a second that go now, None where nothing limits them."""
        if self._per_s is None:
            return None
        periods = max((now - self._since) / _PERIOD_S, self._accepted / self._period)
        if periods >= _FORGOTTEN_AFTER:
            self._per_s = None
            return None
        approach = _BELOW + (1 - _BELOW) * min(1.0, periods)
        return float(self._per_s * approach * 2 ** max(0.0, periods - 1) ** 2)

    def _fill(self, now: float, per_s: float) -> None:
        more = (now - self._filled_at) * per_s
        self._tokens = min(_capacity(per_s), self._tokens + more)
        self._filled_at = now


def _capacity(per_s: float) -> float:
    return max(1.0, per_s * _BURST_S)
