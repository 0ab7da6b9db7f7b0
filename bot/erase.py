"""`onus erase`: erase what is known of a person, once what would go was read."""

import asyncio
import sys

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.refusing import FINDING, database_url, ready_database, refuse
from domain.erasure import ErasureError, check_no_hold, code
from storage import erasure, workspaces
from storage.database import Database
from storage.erasure import Traces
from storage.workspaces import Workspace


@click.command()
@click.argument("user_id", metavar="U…")
@click.option("--confirm", "confirmed", metavar="CODE", help="what the first step printed")
def erase(user_id: str, confirmed: str | None) -> None:
    """Erase what a person wrote and where they are named; shows first what would go."""
    url = database_url()
    ready_database(url)
    try:
        asyncio.run(_in_each(Database(url), user_id, confirmed))
    except ErasureError as refused:
        click.echo("\n".join((refused.why, *(refused.instead or ()))), err=True)
        sys.exit(FINDING)


async def _in_each(database: Database, user_id: str, confirmed: str | None) -> None:
    try:
        async with database.write() as tx:
            for workspace in await workspaces.every(tx):
                await _erase(tx, workspace, user_id, confirmed)
    finally:
        await database.close()


async def _erase(
    tx: AsyncConnection, workspace: Workspace, user_id: str, confirmed: str | None
) -> None:
    found = await erasure.traces(tx, workspace.id, user_id)
    check_no_hold(await erasure.holding(tx, workspace.id, user_id, found))
    needed = code(user_id, [entry.seq for entry in found.facts], found.others)
    click.echo(_told(workspace, user_id, found))
    if confirmed is None:
        click.echo(
            "Nothing was erased yet, and what is erased is gone for good. Once you are sure:\n"
            f"onus erase {user_id} --confirm {needed}"
        )
        return
    if confirmed != needed:
        refuse("--confirm: more is known by now than was shown. Read it again, without --confirm.")
    await erasure.erase(tx, workspace.id, user_id, found, now=system_now())
    click.echo("Erased, and put down in the journal.")


def _told(workspace: Workspace, user_id: str, found: Traces) -> str:
    of = ", ".join(f"INC-{number}" for number in found.incidents)
    return "\n".join(
        (
            f"Of {user_id} in {workspace.name} ({workspace.id}):",
            f"- facts with their words or name: {len(found.facts)}{f' ({of})' if of else ''}",
            f"- commands of theirs: {found.commands}",
            f"- messages of Onus to them or about them: {found.messages}",
            f"- answers that they called wrong: {found.disputes}",
        )
    )
