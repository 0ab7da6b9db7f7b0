"""`onus templates check`: whether the organisation's words for customers can always be said."""

import sys
from pathlib import Path

import click

from bot.refusing import FINDING, refuse
from bot.settings import SettingsError, load_office_settings
from handlers.kit.templates import Templates, read_templates
from handlers.notices.template_check import prove

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def templates() -> None:
    """Check the organisation's templates of notices."""


@templates.command()
@click.argument("folder", type=FOLDER, required=False)
def check(folder: Path | None) -> None:
    """Render each template against every field set, also the longest and the hostile.

    FOLDER is ONUS_TEMPLATES_FOLDER, unless another one is named.
    """
    found = read_templates(folder) if folder else _ours()
    if not found.layers and not found.unused:
        click.echo("There are no templates: customers read the built-in English ones.")
        return
    proof = prove(found)
    for fault in proof.faults:
        click.echo(fault)
    if proof.faults:
        click.echo(f"{len(proof.faults)} faults in {proof.renderings} renderings.")
        sys.exit(FINDING)
    files = sum(map(len, found.layers.values()))
    click.echo(f"{files} templates, {proof.renderings} renderings: every one holds.")


def _ours() -> Templates:
    try:
        return load_office_settings().templates()
    except SettingsError as fault:
        refuse("These settings cannot work:", *fault.faults)
