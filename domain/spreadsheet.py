"""Texts in a spreadsheet, in which none of them runs as a formula.

A text that a spreadsheet would run is written with an apostrophe before it, which reading takes off
again; so what is written and read comes back unchanged.
"""

import re

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_MARKED = re.compile(r"'+\s*[=+\-@＝＋－＠]")


def guarded(text: str) -> str:
    """Return the text as it is written into a cell."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return what a cell says."""
    return cell[1:] if _MARKED.match(cell) else cell
