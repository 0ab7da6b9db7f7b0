"""The matrix file: TOML in, a matrix out, or every fault at once with its path and its cure."""

import tomllib
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.matrix import Matrix


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
    try:
        return Matrix.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise MatrixFileError((Fault("TOML", str(error)),)) from error
    except ValidationError as error:
        raise MatrixFileError(tuple(_fault(details) for details in error.errors())) from error


_CURES = {
    "missing": "is missing; add it",
    "extra_forbidden": "is not a key of this table; remove it or correct its spelling",
}


def _fault(details: ErrorDetails) -> Fault:
    """Name a fault by the path that its author sees in the file."""
    path = [str(part) for part in details["loc"] if part not in {"party", "[key]"}]
    message = _CURES.get(details["type"], details["msg"].removeprefix("Value error, "))
    return Fault(".".join(path) or "file", message)
