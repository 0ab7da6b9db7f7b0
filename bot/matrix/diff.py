"""`onus matrix diff A B`: which cells differ."""

from pathlib import Path

import click

from bot.clock import system_now
from bot.matrix.files import read_file
from bot.matrix.kept import WORKSPACE, look_up
from bot.matrix.texts import diff_text
from domain.matrix import Matrix
from domain.matrix_diff import differences
from domain.own_matrix import find_named


@click.command()
@click.argument("a")
@click.argument("b")
@WORKSPACE
def diff(a: str, b: str, workspace: str | None) -> None:
    """Tell which cells differ between A and B.

    Each is a file, an id (its latest version), or a version such as acme-2026@2.
    """
    before, after = (_matrix(reference, workspace) for reference in (a, b))
    click.echo(diff_text(before, after, differences(before, after)))


def _matrix(reference: str, workspace: str | None) -> Matrix:
    if Path(reference).is_file():
        return read_file(Path(reference))
    return find_named(look_up(workspace, now=system_now()).known, reference).matrix
