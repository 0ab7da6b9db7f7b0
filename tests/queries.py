"""Which statements went to a database: counted, by their verb and table."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

_SHAPE = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE)\b(?:.*?\b(?:FROM|INTO)\s)?\s*(\w+)", re.DOTALL
)


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the statements of all databases until the block ends: `SELECT outbox`, ..."""
    found: Counter[str] = Counter()

    def count(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:  # noqa: ANN401  # SQLAlchemy's
        if shape := _SHAPE.match(statement):
            found[f"{shape[1]} {shape[2]}"] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", count)
