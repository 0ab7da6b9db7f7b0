"""A matrix as flat tables: the form that files, comparisons and faults share.

A table stands under its path (`layers.data.iaas`; the matrix's own has none) and holds the keys
that differ from what they are without being written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from domain.matrix import Matrix

Tree = dict[str, Any]


def tree(matrix: Matrix) -> Tree:
    """Return the matrix as nested tables, as its file has them."""
    return matrix.model_dump(by_alias=True, exclude_defaults=True)


def shown(value: object) -> str:
    """Return a value as one text; of several names, one after the other."""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def tables(nested: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Tree]]:
    """Yield each table that has keys of its own, with its path, from the outside in."""
    own = {str(key): value for key, value in nested.items() if not isinstance(value, dict)}
    if own:
        yield path, own
    for key, value in nested.items():
        if isinstance(value, dict):
            yield from tables(value, f"{path}.{key}".removeprefix("."))
