"""`onus matrix history`: what was imported and activated, when and by whom."""

import click

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, look_up
from bot.matrix.texts import history_text


@click.command()
@WORKSPACE
def history(workspace: str | None) -> None:
    """Tell who imported and activated what."""
    kept = look_up(workspace, now=system_now())
    click.echo(history_text(kept.versions, kept.activations))
