"""A sheet of customers: read line by line, with every fault where it stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.customer_sheet import Fault, doubled, read, shared, write
from domain.customers import Customer

COLUMNS = ("name", "channels", "uses")


@settings(max_examples=50)
@given(st.lists(st.lists(st.text("ab=+-@', \"\n", min_size=1), min_size=3, max_size=3)))
def test_what_is_written_is_read_again_and_no_cell_runs_as_a_formula(
    cells: list[list[str]],
) -> None:
    rows = [dict(zip(COLUMNS, (cell.strip() or "x" for cell in row), strict=True)) for row in cells]
    text = write(COLUMNS, rows)
    found, faults = read(text, COLUMNS)
    assert faults == []
    assert [dict(row.cells) for row in found] == rows


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [(1, "name")]),
        ("channels,colour\n", [(1, "colour"), (1, "name")]),
        ("name,name\nAcme,Acme\n", [(1, "name")]),
        ("name,uses\nAcme\nGlobex,vm,x\n\nInitech,vm\n", [(2, ""), (3, "")]),
        ('name,uses\n"Acme,vm\n', [(2, "")]),
    ],
)
def test_a_sheet_that_is_none_says_what_is_wrong_in_which_line(
    text: str, faults: list[tuple[int, str]]
) -> None:
    assert [(one.line, one.column) for one in read(text, COLUMNS)[1]] == faults


def test_a_customer_stands_there_once_and_a_channel_is_one_customers() -> None:
    rows, _ = read("name,uses\nAcme,vm\nacme,disks\n", COLUMNS)
    assert doubled(rows) == [Fault(3, "name", "stands in line 2 already; keep one")]
    acme = Customer("T1", "c1", "Acme", ("vm",), ("C1", "C2"))
    globex = Customer("T1", "c2", "Globex", ("vm",), ("C2",))
    (fault,) = shared([globex, acme], lines={"c2": 7}, names={"C2": "both"})
    assert (fault.line, fault.column) == (7, "channels")
    assert "#both belongs to Acme" in fault.what
