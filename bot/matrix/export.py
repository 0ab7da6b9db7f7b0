"""`onus matrix export ID`: a matrix as a file that can be edited and imported."""

import click

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, look_up
from domain.matrix_csv import to_csv
from domain.matrix_toml import to_toml
from domain.own_matrix import find_named


@click.command()
@click.argument("matrix_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["toml", "csv"]), default="toml")
@WORKSPACE
def export(matrix_id: str, form: str, workspace: str | None) -> None:
    """Print a matrix as a file to edit and import.

    ID means its latest version; acme-2026@2 another one.
    """
    matrix = find_named(look_up(workspace, now=system_now()).known, matrix_id).matrix
    text = to_csv(matrix) if form == "csv" else to_toml(matrix)
    click.echo(text.encode(), nl=False)
