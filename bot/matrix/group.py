"""`onus matrix`: check, compare, keep and activate matrices."""

import click

from bot.matrix.activate import activate
from bot.matrix.check import check
from bot.matrix.diff import diff
from bot.matrix.export import export
from bot.matrix.history import history
from bot.matrix.import_ import import_
from bot.matrix.list import list_
from bot.refusing import refuse
from domain.refusal import Refusal


class _Group(click.Group):
    """Tells a refusal, whichever subcommand it comes from."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            refuse(refusal.why)


@click.group(cls=_Group)
def matrix() -> None:
    """Check, compare, keep and activate the organisation's own matrices."""


for _command in (check, diff, import_, export, list_, activate, history):
    matrix.add_command(_command)
