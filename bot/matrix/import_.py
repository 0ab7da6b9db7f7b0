"""`onus matrix import FILE`: checked, and kept as a new version that is not active yet."""

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.matrix.files import FILE, read_file
from bot.matrix.kept import WORKSPACE, change
from bot.matrix.texts import imported_text, known_text
from domain.matrix import Matrix
from domain.own_matrix import imported
from domain.people import COMMAND_LINE
from storage import journal, matrices


@click.command("import")
@click.argument("file", type=FILE)
@WORKSPACE
def import_(file: Path, workspace: str | None) -> None:
    """Keep a matrix file as a new version.

    FILE is TOML, or CSV where its name ends so. The version is not active yet.
    """
    matrix, now = read_file(file), system_now()
    click.echo(change(workspace, lambda tx, mine: _keep(tx, mine, matrix, now)))


async def _keep(tx: AsyncConnection, workspace_id: str, matrix: Matrix, now: datetime) -> str:
    version, is_new = await matrices.keep(tx, workspace_id, matrix, by=COMMAND_LINE, now=now)
    if not is_new:
        return known_text(version)
    fact = imported(version.matrix, by=COMMAND_LINE, now=now)
    await journal.append(tx, workspace_id, [fact], now=now)
    return imported_text(version.matrix)
