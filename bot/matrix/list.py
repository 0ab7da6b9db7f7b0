"""`onus matrix list`: every version, and which answers first now."""

import click

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, look_up
from bot.matrix.texts import list_text


@click.command("list")
@WORKSPACE
def list_(workspace: str | None) -> None:
    """List every version of every matrix.

    A star marks what answers first for its provider.
    """
    kept = look_up(workspace, now=system_now())
    click.echo(list_text(kept.known, kept.catalog))
