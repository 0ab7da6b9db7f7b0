"""What a thing costs: percentiles of how long it took, and how often a baseline fits into that."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Spent:
    """Percentiles of how long one thing took, in milliseconds."""

    p50: float
    p95: float
    p99: float

    def times(self, baseline: "Spent") -> str:
        """Return how many of the baseline fit into this one, both at the median."""
        return f"{self.p50 / baseline.p50:,.0f} x"


def spent(seconds: Sequence[float]) -> Spent:
    """Return the percentiles of at least two runs."""
    cuts = quantiles([second * 1000 for second in seconds], n=100, method="inclusive")
    return Spent(p50=cuts[49], p95=cuts[94], p99=cuts[98])


def on_each(work: Callable[[str], object], texts: Sequence[str], *, runs: int) -> Spent:
    """Do the work on each text: one measurement a text, the median of some runs."""
    return spent([median(_seconds(work, text) for _ in range(runs)) for text in texts])


async def again(work: Callable[[], Awaitable[object]], *, runs: int) -> Spent:
    """Do the work once to warm up, then as often as told: one measurement a run."""
    await work()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        await work()
        taken.append(time.perf_counter() - begun)
    return spent(taken)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under a title, their first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])])
        for row in (head, *rows)
    ]
    return "\n".join([title, *(f"  {line}".rstrip() for line in lines), ""])


def ms(value: float) -> str:
    """Return milliseconds with as many digits as say something."""
    return f"{value:.4f} ms" if value < 0.1 else f"{value:.2f} ms"  # below, digits say something


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    work(text)
    return time.perf_counter() - begun
