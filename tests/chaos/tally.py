"""The tally of a run: what a channel should hold against what Slack's own record says it holds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self


@dataclass(frozen=True)
class Due:
    """A post that was asked for. words: what only it says; at: since when, in Slack's seconds."""

    words: str
    at: float


@dataclass(frozen=True)
class Tally:
    """Counts of posts. late_s: of each post that was found."""

    posts: int = 0
    lost: int = 0
    doubled: int = 0
    misordered: int = 0
    late_s: tuple[float, ...] = ()

    def __add__(self, other: Self) -> "Tally":
        """Return both as one."""
        return Tally(
            self.posts + other.posts,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.misordered + other.misordered,
            self.late_s + other.late_s,
        )

    @property
    def good(self) -> bool:
        """Whether every post that was asked for stands there once, in its place."""
        return self.posts > 0 and not (self.lost or self.doubled or self.misordered)

    @property
    def late_p99_s(self) -> float:
        """How late the post is than which one in a hundred is later."""
        rank = math.ceil(0.99 * len(self.late_s)) - 1
        return sorted(self.late_s)[rank] if self.late_s else 0.0

    def line(self, *, runs: int) -> str:
        """Return the last line of `make chaos`."""
        return (
            f"runs={runs} posts={self.posts} lost={self.lost} doubled={self.doubled} "
            f"misordered={self.misordered} late_p99={self.late_p99_s:.1f}s"
        )


def tally(due: Sequence[Due], found: Sequence[tuple[float, str]]) -> Tally:
    """Compare what was asked for in a channel, in order, with the ts and text of what is there.

    Whatever is there beyond it counts as doubled.
    """
    places = [_place(due, text) for _, text in sorted(found)]
    known = [place for place in places if place is not None]
    first = {
        place: at for (at, _), place in reversed(list(zip(sorted(found), places, strict=True)))
    }
    return Tally(
        posts=len(due),
        lost=len(due) - len(set(known)),
        doubled=len(places) - len(set(known)),
        misordered=sum(after < before for before, after in pairwise(known)),
        late_s=tuple(
            max(0.0, at - due[place].at) for place, at in first.items() if place is not None
        ),
    )


def _place(due: Sequence[Due], text: str) -> int | None:
    return next((place for place, each in enumerate(due) if each.words in text), None)
