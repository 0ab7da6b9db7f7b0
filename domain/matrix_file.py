"""The matrix file: TOML in, a matrix out, or every fault at once with its path and its cure."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.matrix import BASIC_MODELS, Matrix, Party


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands (`layers.data.iaas`, or `line 3` of broken TOML), and its cure.

    line: the line of a spreadsheet that the path came from.
    """

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.path} (line {self.line})" if self.line else self.path
        return f"{where}: {self.message}"


class MatrixFileError(ValueError):
    """The file is no matrix; `faults` holds every reason, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load_matrix(text: str) -> Matrix:
    """Read a matrix from TOML (the format is in docs/matrix.md).

    Raises MatrixFileError with all faults: a syntax fault by its line, any other by its path.
    """
    return matrix_of(tree_of_toml(text))


def tree_of_toml(text: str) -> dict[str, Any]:
    """Return the nested tables of a TOML text; raises MatrixFileError for a syntax fault."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise MatrixFileError((_syntax_fault(text, error),)) from error


def matrix_of(tree: dict[str, Any]) -> Matrix:
    """Return nested tables as a matrix; raises MatrixFileError with all faults, by their path."""
    try:
        return Matrix.model_validate(tree)
    except ValidationError as error:
        raise MatrixFileError(tuple(_fault(details) for details in error.errors())) from error


_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column \d+|end of document)\)")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_UNCLOSED = ("Illegal character '\\n'", "Unterminated string")
_CURES = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key of this table; remove it or correct its spelling",
    "model_type": 'should be a table, or a text in quotes, such as "customer" for a cell',
    "dict_type": "should be a table",
    "string_type": "should be a text in quotes",
    "tuple_type": 'should be a list of names, such as ["one", "another"]',
    "bool_type": "should be true or false, without quotes",
    "int_type": "should be a whole number, without quotes",
    "too_short": "is empty; fill it or remove it",
    "literal_error": f"should be one of: {', '.join(BASIC_MODELS)}",
}
_SHOWN = 60
_UNWRITTEN = {"party", "[key]"}
_SHORT = (("aliases",), ("contacts",))


def _syntax_fault(text: str, error: Exception) -> Fault:
    """Name the line; TOML can be read no further than its first fault."""
    place = _PLACE.fullmatch(str(error))
    if place is None:
        return Fault("file", "nests too deep or holds too long a number; see docs/matrix.md")
    what, line = place[1], place[2] or text.count("\n") + 1
    if what.startswith(_TWICE):
        return Fault(f"line {line}", "says what an earlier line said already; keep one of the two")
    if what.startswith(_UNCLOSED):
        return Fault(f"line {line}", "a text is not closed; end it with a quote")
    cure = 'write key = "text", and a day as 2026-03-01, each on a line of its own'
    return Fault(f"line {line}", f"{what}; {cure}")


def _fault(details: ErrorDetails) -> Fault:
    """Name a fault by the path that its author sees in the file."""
    unwritten = _UNWRITTEN | ({"names", "contact"} if details["loc"][:1] in _SHORT else set())
    path = [_shown(str(part)) for part in details["loc"] if part not in unwritten]
    return Fault(".".join(path) or "file", _message(details))


def _message(details: ErrorDetails) -> str:
    """Say what is wrong, and the cure."""
    kind, allowed = details["type"], details.get("ctx", {}).get("expected")
    if kind == "missing" and details["loc"][-1] == "party":
        return f"says no party; write one of: {', '.join(Party)}"
    if kind == "enum" and isinstance(details["input"], str):
        return f"{_shown(details['input'])!a} is unknown; write one of: {allowed}"
    told = details["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return _CURES.get(kind, told)


def _shown(key: str) -> str:
    """Return a key of the file so that it can be printed, whatever it holds."""
    return key[:_SHOWN] if key.isprintable() else ascii(key)[:_SHOWN]
