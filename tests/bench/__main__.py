"""`make bench`: one table a subject. `python -m tests.bench questions` measures one alone."""

import asyncio
import sys
from collections.abc import Callable, Mapping

from tests.bench import commitments, fan_out, incidents, questions

_SUBJECTS: Mapping[str, Callable[[], str]] = {
    "questions": questions.report,
    "incidents": lambda: asyncio.run(incidents.report()),
    "commitments": lambda: asyncio.run(commitments.report()),
    "fan-out": lambda: asyncio.run(fan_out.report()),
}


def main(chosen: list[str]) -> int:
    """Print the table of each subject, or of those that are named."""
    if unknown := set(chosen) - set(_SUBJECTS):
        print(f"no benchmark: {', '.join(unknown)}; there are: {', '.join(_SUBJECTS)}")  # noqa: T201  # its output
        return 2
    for name in chosen or _SUBJECTS:
        print(_SUBJECTS[name](), flush=True)  # noqa: T201  # as above
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
