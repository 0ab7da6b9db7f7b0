"""Customers as a spreadsheet: a line each, every part in the words in which it is typed."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.customers import Customer
from domain.spreadsheet import guarded, unguarded

NAME, CHANNELS = "name", "channels"


@dataclass(frozen=True)
class Row:
    """A line of the sheet: its cells by their columns, those that are missing left out."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line, and in which of its columns; empty where it is the whole line."""

    line: int
    column: str
    what: str


def write(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Write the sheet."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
    return out.getvalue()


def read(text: str, columns: Sequence[str]) -> tuple[list[Row], list[Fault]]:
    """Return the lines, and what is wrong of the sheet itself; empty lines are left out."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if wrong := _head_faults(reader.fieldnames or (), columns):
            return [], wrong
        return _lines(reader)
    except csv.Error as error:
        return [], [Fault(reader.line_num + 1, "", f"{error}; put texts in quotes")]


def doubled(rows: Iterable[Row]) -> list[Fault]:
    """Tell each line that names a customer whom an earlier one names already."""
    first: dict[str, int] = {}
    found = []
    for row in rows:
        name = row.cells.get(NAME, "").casefold()
        if name and first.setdefault(name, row.line) != row.line:
            found.append(Fault(row.line, NAME, f"stands in line {first[name]} already; keep one"))
    return found


def shared(
    customers: Iterable[Customer], *, lines: Mapping[str, int], names: Mapping[str, str]
) -> list[Fault]:
    """Tell each channel that would be two customers'.

    lines: where each customer stands, by id; names: of the channels, by id.
    """
    owners: dict[str, Customer] = {}
    found = []
    for customer in sorted(customers, key=lambda one: lines.get(one.id, 0)):
        for channel_id in customer.channels:
            owner = owners.setdefault(channel_id, customer)
            if owner.id != customer.id:
                channel = f"#{names.get(channel_id, channel_id)}"
                what = f"{channel} belongs to {owner.name}: one channel, one customer"
                found.append(Fault(lines.get(customer.id, 0), CHANNELS, what))
    return found


def _head_faults(head: Sequence[str], columns: Sequence[str]) -> list[Fault]:
    known = f"there are {', '.join(columns)}"
    found = [Fault(1, name, f"is no column; {known}") for name in head if name not in columns]
    found += [Fault(1, name, "stands there twice") for name, n in Counter(head).items() if n > 1]
    return found if NAME in head else [*found, Fault(1, NAME, f"is missing; {known}")]


def _lines(reader: "csv.DictReader[str]") -> tuple[list[Row], list[Fault]]:
    rows, faults = [], []
    for record in reader:
        fault = _line_fault(reader.line_num, record)
        if fault:
            faults.append(fault)
        elif any(record.values()):
            cells = {name: unguarded(cell).strip() for name, cell in record.items()}
            rows.append(Row(reader.line_num, cells))
    return rows, faults


def _line_fault(line: int, record: Mapping[Any, Any]) -> Fault | None:
    if None in record:
        return Fault(line, "", "has more cells than there are columns; put texts in quotes")
    if None in record.values():
        return Fault(line, "", "has fewer cells than there are columns")
    return None
