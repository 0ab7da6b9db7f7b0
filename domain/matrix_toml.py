"""A matrix as TOML: what `load_matrix` reads back unchanged."""

import datetime as dt
import json
from typing import Any

from domain.matrix import Matrix
from domain.matrix_tables import Tree, tables, tree

_SHORT = {"party", "names", "contact"}


def to_toml(matrix: Matrix) -> str:
    """Write a matrix; a table that needs no name for its one value is written short."""
    return "\n".join(_table(path, own) for path, own in tables(_short(tree(matrix))))


def _short(nested: Any) -> Any:  # noqa: ANN401  # a table, or what stands in one
    if not isinstance(nested, dict):
        return nested
    if len(nested) == 1 and (only := next(iter(nested))) in _SHORT:
        return nested[only]
    return {key: _short(value) for key, value in nested.items()}


def _table(path: str, own: Tree) -> str:
    head = f"[{path}]\n" if path else ""
    return head + "".join(f"{key} = {_value(value)}\n" for key, value in own.items())


def _value(value: object) -> str:
    """Write a value; JSON writes texts, numbers and truths as TOML does."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
