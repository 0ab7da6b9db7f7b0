"""`onus matrix activate ID`: a version answers first for its provider, from an instant on."""

from dataclasses import replace
from datetime import datetime

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, change
from bot.matrix.texts import activated_text
from domain.instants import iso
from domain.own_matrix import Activation, Version, activated, find_version, known_versions
from domain.people import COMMAND_LINE, ONUS
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
        return await _activate(tx, mine, chosen, active_from=active_from, now=now)

    click.echo(activated_text(change(workspace, work)))


async def _activate(
    tx: AsyncConnection, workspace_id: str, chosen: Version, *, active_from: datetime, now: datetime
) -> Activation:
    """Put it down; what ships with Onus is kept as well, since the next Onus may ship another."""
    matrix = chosen.matrix
    if not await matrices.holds(tx, workspace_id, matrix):
        kept = replace(chosen, imported_by=ONUS.user_id, imported_at=now)
        await matrices.add(tx, workspace_id, kept)
    activation = Activation(
        matrix.provider, matrix.id, matrix.version, active_from, COMMAND_LINE, now
    )
    await matrices.activate(tx, workspace_id, activation)
    await journal.append(tx, workspace_id, [activated(activation)], now=now)
    return activation
