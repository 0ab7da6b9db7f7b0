"""`onus matrix activate ID`: a version answers first for its provider, from an instant on."""

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, change
from bot.matrix.texts import activated_text
from domain.instants import iso
from domain.own_matrix import Activation, activated, find_version, known_versions
from domain.people import COMMAND_LINE
from storage import journal, matrices


@click.command()
@click.argument("matrix_id", metavar="ID")
@click.option("--version", type=int, help="the latest where none is named")
@click.option("--from", "start", metavar="INSTANT", help="2026-03-01, 2026-03-01T09:30Z; now")
@WORKSPACE
def activate(matrix_id: str, version: int | None, start: str | None, workspace: str | None) -> None:
    """Have a version answer from now on.

    It answers first for its provider. One that ships with Onus can be activated again.
    """
    now = system_now()
    active_from = iso(start) if start else now

    async def work(tx: AsyncConnection, mine: str) -> Activation:
        known = known_versions(await matrices.versions(tx, mine))
        chosen = find_version(known, matrix_id, version)
        matrix = chosen.matrix
        activation = Activation(
            matrix.provider, matrix.id, matrix.version, active_from, COMMAND_LINE, now
        )
        await matrices.activate(tx, mine, chosen, activation)
        await journal.append(tx, mine, [activated(activation)], now=now)
        return activation

    click.echo(activated_text(change(workspace, work)))
