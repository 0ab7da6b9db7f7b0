"""`onus webhook NAME`: with what a customer checks that a call of its webhook is ours."""

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.matrix.kept import WORKSPACE, change
from bot.refusing import office_settings, refuse
from domain.customers import named
from domain.refusal import Refusal
from domain.signature import secret_for
from storage import customers


@click.command()
@click.argument("name")
@WORKSPACE
def webhook(name: str, workspace: str | None) -> None:
    """Print the secret of a customer's webhook: give it to that customer alone."""
    kept = office_settings().onus_webhook_secret
    if kept is None:
        refuse("ONUS_WEBHOOK_SECRET: is not set, so no webhook is called.")

    async def look_up(tx: AsyncConnection, mine: str) -> str:
        return named(await customers.every(tx, mine), name).id

    try:
        customer_id = change(workspace, look_up)
    except Refusal as refusal:
        refuse(refusal.why)
    click.echo(secret_for(customer_id, of=kept.get_secret_value()))
