"""A matrix as CSV: a line for each table of its file, in which a spreadsheet runs nothing.

A text that a spreadsheet would run as a formula is written with an apostrophe before it, which
reading takes off again; so what is written and read comes back unchanged.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from domain.matrix import Matrix
from domain.matrix_file import Fault, MatrixFileError
from domain.matrix_tables import Tree, shown, tables, tree

WHOLE = "matrix"
COLUMNS = (
    *("table", "title", "work", "party", "customer", "provider", "citation", "note", "verified"),
    *("id", "version", "edition", "address", "date", "model", "names", "contact"),
)
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_MARKED = re.compile(r"'+\s*[=+\-@＝＋－＠]")


def to_csv(matrix: Matrix) -> str:
    """Write a matrix; what is not written is what the format takes for granted."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for path, own in tables(tree(matrix)):
        written = {key: _written(shown(value)) for key, value in own.items()}
        writer.writerow({"table": path or WHOLE, **written})
    return out.getvalue()


def tree_of_csv(text: str) -> Tree:
    """Return the nested tables that the lines make.

    Raises MatrixFileError with all faults, each by its line.
    """
    made: Tree = {}
    faults: list[Fault] = []
    for line, path, own in _lines(text, faults):
        if not _put(made, path, own):
            faults.append(
                Fault(f"line {line}", f"{path or WHOLE!a} stands there already; keep one")
            )
    if faults:
        raise MatrixFileError(tuple(faults))
    return made


def _lines(text: str, faults: list[Fault]) -> Iterator[tuple[int, str, Tree]]:
    """Yield line number, path and keys of each line; put down the faults of the others."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        unknown = [name for name in reader.fieldnames or ("",) if name not in COLUMNS]
        if unknown or "table" not in (reader.fieldnames or ()):
            faults.append(Fault("line 1", f"must name columns among: {','.join(COLUMNS)}"))
            return
        for record in reader:
            yield from _line(reader.line_num, record, faults)
    except csv.Error as error:
        faults.append(Fault(f"line {reader.line_num + 1}", f"{error}; put texts in quotes"))


def _line(
    number: int, record: dict[str, Any], faults: list[Fault]
) -> Iterator[tuple[int, str, Tree]]:
    at = f"line {number}"
    if None in record:
        faults.append(Fault(at, "has more fields than columns; put texts in quotes"))
        return
    path = (record.pop("table") or "").strip()
    own = {key: _read(value) for key, value in record.items() if value}
    if path:
        yield number, "" if path == WHOLE else path, own
    elif own:
        faults.append(Fault(at, "has no table; write one such as layers.data.iaas"))


def _put(made: Tree, path: str, own: Tree) -> bool:
    """Put the keys under the path; refuse where one of them stands there already."""
    for name in filter(None, path.split(".")):
        made = made.setdefault(name, {})
        if not isinstance(made, dict):
            return False
    if made.keys() & own.keys():
        return False
    made.update(own)
    return True


def _written(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def _read(value: str) -> str:
    return value[1:] if _MARKED.match(value) else value
