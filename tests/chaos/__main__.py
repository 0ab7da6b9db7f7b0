"""`make chaos`: so many runs, each on another database and with another number of replicas."""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from tests.chaos.run import run
from tests.chaos.tally import Tally
from tests.databases import PostgreSQL, SQLite

_PLACES = (("sqlite", 1), ("postgresql", 2), ("postgresql", 1), ("postgresql", 3))


def main() -> int:
    """Run it all; 0 where every post stands in its place once, 1 where one does not."""
    runs = int(os.environ.get("CHAOS_RUNS", "20"))
    seed = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randint(0, 999_999))
    _say(f"seed={seed} (CHAOS_SEED={seed} strikes in the same way again)")
    total = Tally()
    with _databases() as (sqlite, postgresql):
        for number, (kind, replicas) in enumerate(islice(cycle(_PLACES), runs)):
            began = time.monotonic()
            dice = random.Random(f"{seed}/{number}")  # noqa: S311  # dice, not a secret
            with (postgresql if kind == "postgresql" else sqlite).migrated() as url:
                cut = partial(postgresql.cut, url) if kind == "postgresql" else None
                one = asyncio.run(run(dice, url, replicas=replicas, cut=cut))
            total += one
            took = time.monotonic() - began
            _say(f"{number + 1}: {kind}, replicas={replicas}, {took:.0f} s: {one.line(runs=1)}")
    _say(total.line(runs=runs))
    return 0 if total.good else 1


@contextmanager
def _databases() -> Iterator[tuple[SQLite, PostgreSQL]]:
    with tempfile.TemporaryDirectory() as folder, PostgreSQL.running() as postgresql:
        yield SQLite(Path(folder)), postgresql


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
