"""Matrix files: read with every fault told, or found by the name of a version."""

from collections.abc import Sequence
from pathlib import Path

import click

from bot.matrix.texts import faults_text
from bot.refusing import FINDING
from domain.matrix import Matrix
from domain.matrix_file import Fault, MatrixFileError
from domain.own_matrix import MOST_CHARACTERS, Version, find_version, read_matrix

_MOST_BYTES = 8 * MOST_CHARACTERS  # longer than the longest that is read, whatever its letters
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def read_file(path: Path) -> Matrix:
    """Read a matrix from TOML, or from CSV by its name; end with every fault as a finding."""
    faults: tuple[Fault, ...]
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
        return read_matrix(text, "csv" if path.suffix.lower() == ".csv" else "toml")
    except UnicodeDecodeError as error:
        faults = (Fault("file", f"is not UTF-8 from byte {error.start} on; save it as UTF-8"),)
    except MatrixFileError as error:
        faults = error.faults
    click.echo(faults_text(str(path), faults))
    raise click.exceptions.Exit(FINDING)


def find(known: Sequence[Version], reference: str) -> Matrix:
    """Return the matrix of `acme-2026` (its latest version) or `acme-2026@2`.

    Raises NoSuchMatrixError.
    """
    name, _, version = reference.partition("@")
    number = int(version) if version.isascii() and version.isdigit() else None
    return find_version(known, reference if version and number is None else name, number).matrix
