"""A matrix as CSV: a line for each table of its file, in which a spreadsheet runs nothing."""

import csv
import io
from dataclasses import dataclass, field, replace
from typing import Any

from domain.matrix import Matrix
from domain.matrix_file import Fault
from domain.matrix_tables import Tree, shown, tables, tree
from domain.spreadsheet import guarded, unguarded

WHOLE = "matrix"
COLUMNS = (
    *("table", "title", "work", "party", "customer", "provider", "citation", "note", "verified"),
    *("id", "version", "edition", "address", "date", "model", "names", "contact"),
)
_TRUTHS = {"true": True, "false": False}


def to_csv(matrix: Matrix) -> str:
    """Write a matrix; what is not written is what the format takes for granted."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for path, own in tables(tree(matrix)):
        written = {key: guarded(shown(value)) for key, value in own.items()}
        writer.writerow({"table": path or WHOLE, **written})
    return out.getvalue()


@dataclass
class Sheet:
    """A CSV file as it was read: the nested tables that its lines make, and what is wrong with it.

    lines: the number of the line that each table came from.
    """

    tree: Tree = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def located(self, fault: Fault) -> Fault:
        """Return a fault of the tree with the line of its table, or of the first one inside it."""
        path = fault.path
        while path and not self._line(path):
            path = path.rpartition(".")[0]
        return replace(fault, line=self._line(path or WHOLE))

    def _line(self, path: str) -> int | None:
        within = (line for one, line in self.lines.items() if one.startswith(f"{path}."))
        return self.lines.get(path) or next(within, None)


def read_csv(text: str) -> Sheet:
    """Read the lines, each as a table; faults of lines are told by their number."""
    sheet = Sheet()
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = reader.fieldnames or ()
        if "table" not in columns or not set(columns) <= set(COLUMNS):
            sheet.faults.append(Fault("line 1", f"must name columns among: {','.join(COLUMNS)}"))
            return sheet
        for record in reader:
            _take(sheet, reader.line_num, record)
    except csv.Error as error:
        at = f"line {reader.line_num + 1}"
        sheet.faults.append(Fault(at, f"{error}; put texts in quotes"))
    return sheet


def _take(sheet: Sheet, number: int, record: dict[str, Any]) -> None:
    at = f"line {number}"
    if None in record:
        sheet.faults.append(Fault(at, "has more fields than columns; put texts in quotes"))
        return
    path = ".".join(filter(None, (record.pop("table") or "").strip().split(".")))
    own = {key: _read(key, value) for key, value in record.items() if value}
    if not path:
        if own:
            sheet.faults.append(Fault(at, "has no table; write one such as layers.data.iaas"))
    elif _put(sheet.tree, "" if path == WHOLE else path, own):
        sheet.lines[path] = number
    else:
        sheet.faults.append(Fault(at, f"{path!a} stands there already; keep one"))


def _put(made: Tree, path: str, own: Tree) -> bool:
    """Put the keys under the path; refuse where one of them stands there already."""
    for name in path.split(".") if path else ():
        made = made.setdefault(name, {})
        if not isinstance(made, dict):
            return False
    if made.keys() & own.keys():
        return False
    made.update(own)
    return True


def _read(column: str, value: str) -> object:
    """Return what a field means: a number, a truth as spreadsheets write it, or a text."""
    if column == "version" and value.isascii() and value.isdigit():
        return int(value)
    if column == "verified" and value.lower() in _TRUTHS:
        return _TRUTHS[value.lower()]
    return unguarded(value)
