"""A fan-out against the sandbox's own bucket, in simulated time: it is used, and hardly refuses."""

import heapq
import random
from dataclasses import dataclass, field
from itertools import count

import pytest

from bot.allowance import Allowance
from sandbox import limits
from sandbox.limits import Limits

AN_INSTANT_S = 0.001
ONLY_POSTS = {"scale": 100_000}


@dataclass
class Watch:
    """A clock that the simulation moves."""

    now: float = 1000.0

    def monotonic(self) -> float:
        return self.now


@dataclass
class FanOut:
    """Posts to as many channels, with a network in between."""

    watch: Watch
    bucket: Limits
    latency_s: float
    dice: random.Random
    allowance: Allowance = field(default_factory=Allowance)
    events: list[tuple[float, int, str, int]] = field(default_factory=list)
    order: "count[int]" = field(default_factory=count)
    on_the_wire: int = 0
    refused: int = 0
    taken_at: list[float] = field(default_factory=list)
    first_refusal_at: float = float("inf")

    def run(self, posts: int) -> None:
        names = count()
        while len(self.taken_at) < posts:
            now = self.watch.now
            while len(self.taken_at) + self.on_the_wire < posts:
                next_at = self.allowance.next_at(now)
                if next_at > now:
                    break
                name = next(names)
                self.allowance.sent(f"{name}", now)
                self.on_the_wire += 1
                self.later("arrives", name)
            else:
                next_at = float("inf")
            self.go_on(next_at)

    def go_on(self, next_at: float) -> None:
        """Go to what happens next: something on the wire, or the next call that may go."""
        if not self.events or next_at + AN_INSTANT_S < self.events[0][0]:
            self.watch.now = next_at + AN_INSTANT_S
            return
        at, _, what, name = heapq.heappop(self.events)
        self.watch.now = at
        if what == "arrives":
            wait_s = self.bucket.wait_s("chat.postMessage", f"C{name}")
            self.later(f"refused {wait_s}" if wait_s else "taken", name)
            return
        self.on_the_wire -= 1
        if what == "taken":
            self.allowance.accepted(f"{name}")
            self.taken_at.append(at)
        else:
            self.allowance.refused(f"{name}", at, wait_s=float(what.split()[1]))
            self.first_refusal_at = min(at, self.first_refusal_at)
            self.refused += 1

    def later(self, what: str, name: int) -> None:
        at = self.watch.now + self.latency_s * self.dice.uniform(0.4, 0.6)
        heapq.heappush(self.events, (at, next(self.order), what, name))

    def used(self, *, per_minute: float) -> float:
        """Return what part of what the bucket granted after the first refusal was used."""
        after = [at for at in self.taken_at if at > self.first_refusal_at]
        return len(after) / ((after[-1] - self.first_refusal_at) * per_minute / 60)


@pytest.mark.parametrize("latency_s", [0.005, 0.02, 0.05])
@pytest.mark.parametrize(("per_minute", "posts"), [(60, 200), (600, 1000), (3000, 1000)])
def test_it_uses_95_percent_of_what_is_granted_and_is_refused_2_percent_at_most(
    per_minute: float, posts: int, latency_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    monkeypatch.setattr(limits, "time", watch)
    bucket = Limits({**ONLY_POSTS, "chat.postMessage": per_minute})
    fan_out = FanOut(watch, bucket, latency_s, random.Random(7))  # noqa: S311  # dice
    fan_out.run(posts)
    assert fan_out.used(per_minute=per_minute) >= 0.95
    assert 0 < fan_out.refused <= 0.02 * (posts + fan_out.refused)


def test_what_is_granted_when_that_grows_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch()
    monkeypatch.setattr(limits, "time", watch)
    fan_out = FanOut(
        watch,
        Limits({**ONLY_POSTS, "chat.postMessage": 60}),
        0.02,
        random.Random(7),  # noqa: S311  # dice
    )
    fan_out.run(20)
    fan_out.bucket = Limits({**ONLY_POSTS, "chat.postMessage": 600})
    fan_out.run(1000)
    assert fan_out.taken_at[-1] - fan_out.taken_at[0] < 600
