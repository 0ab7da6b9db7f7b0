"""The matrix file: TOML in, a matrix out, or every fault at once with its path and its cure."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.matrix import BASIC_MODELS, Matrix


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it stands (`layers.data.iaas`, or `line 3` of broken TOML), and its cure."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


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
_CURES = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key of this table; remove it or correct its spelling",
    "model_type": 'should be a table, or a text in quotes, such as "customer" for a cell',
    "string_type": "should be a text in quotes",
    "tuple_type": 'should be a list of names, such as ["one", "another"]',
    "literal_error": f"should be one of: {', '.join(BASIC_MODELS)}",
    "dict_type": "should be a table",
    "too_short": "is empty; fill it or remove it",
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
    return Fault(f"line {line}", f'{what}; write key = "text", as in docs/matrix.md')


def _fault(details: ErrorDetails) -> Fault:
    """Name a fault by the path that its author sees in the file."""
    unwritten = _UNWRITTEN | ({"names", "contact"} if details["loc"][:1] in _SHORT else set())
    path = [_shown(str(part)) for part in details["loc"] if part not in unwritten]
    message = _CURES.get(details["type"], details["msg"].removeprefix("Value error, "))
    return Fault(".".join(path) or "file", message)


def _shown(key: str) -> str:
    """Return a key of the file so that it can be printed, whatever it holds."""
    return key[:_SHOWN] if key.isprintable() else ascii(key)[:_SHOWN]
