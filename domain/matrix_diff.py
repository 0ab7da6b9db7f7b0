"""What differs between two matrices, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.matrix import Matrix
from domain.matrix_tables import shown, tables, tree


@dataclass(frozen=True, slots=True)
class Difference:
    """One path (`layers.data.iaas` for a cell's party) with what stood there and what stands."""

    path: str
    before: str | None
    after: str | None


def differences(before: Matrix, after: Matrix) -> tuple[Difference, ...]:
    """Return what differs, but for the id and the version, in the order of the files."""
    old, new = dict(_values(before)), dict(_values(after))
    paths = dict.fromkeys((*old, *new))
    return tuple(
        Difference(path, old.get(path), new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    )


def _values(matrix: Matrix) -> Iterator[tuple[str, str]]:
    for path, own in tables(tree(matrix)):
        for key, value in own.items():
            if path or key not in {"id", "version"}:
                yield f"{path}.{key}".removeprefix(".").removesuffix(".party"), shown(value)
