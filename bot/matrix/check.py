"""`onus matrix check FILE`: every fault at once, by its path or its line, with its cure."""

from pathlib import Path

import click

from bot.matrix.files import FILE, read_file
from bot.matrix.texts import fine_text


@click.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Tell every fault of a matrix file.

    FILE is TOML, or CSV where its name ends so.
    """
    click.echo(fine_text(str(file), read_file(file)))
