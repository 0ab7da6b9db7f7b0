"""Matrix files: read with every fault told."""

from pathlib import Path

import click

from bot.matrix.texts import faults_text
from bot.refusing import FINDING
from domain.matrix import Matrix
from domain.matrix_file import Fault, MatrixFileError
from domain.own_matrix import MOST_CHARACTERS, read_matrix

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
