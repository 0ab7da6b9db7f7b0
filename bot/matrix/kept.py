"""What is kept of matrices: one transaction on the rows of one workspace."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.refusing import database_url, ready_database, schema
from domain.catalog import Catalog, builtin_catalog
from domain.own_matrix import Activation, Version, known_versions
from domain.refusal import Refusal
from storage import matrices, workspaces
from storage.database import Database
from storage.migrate import Schema

T = TypeVar("T")
Work = Callable[[AsyncConnection, str], Awaitable[T]]

WORKSPACE = click.option("--workspace", metavar="ID", help="where the database holds several")


class WorkspaceError(Refusal):
    """The database holds no workspace, or several and none was named."""


@dataclass(frozen=True)
class Kept:
    """A workspace's matrices: what was imported, what was activated, what answers now."""

    versions: tuple[Version, ...]
    activations: tuple[Activation, ...]
    catalog: Catalog

    @property
    def known(self) -> list[Version]:
        """What ships as well."""
        return known_versions(self.versions)


def look_up(workspace: str | None, *, now: datetime) -> Kept:
    """Return what is kept; nothing where Onus has not been started yet.

    Raises WorkspaceError.
    """
    url = database_url()
    if schema(url) is Schema.EMPTY:
        return Kept((), (), builtin_catalog())
    ready_database(url)
    return asyncio.run(_look_up(url, workspace, now))


def change(workspace: str | None, work: Work[T]) -> T:
    """Do the work in one transaction; raises WorkspaceError."""
    url = database_url()
    ready_database(url)
    return asyncio.run(_change(url, workspace, work))


async def _look_up(url: str, named: str | None, now: datetime) -> Kept:
    database = Database(url)
    try:
        async with database.read() as tx:
            if named is None and not await workspaces.every(tx):
                return Kept((), (), builtin_catalog())
            workspace = await chosen(tx, named)
            return Kept(
                tuple(await matrices.versions(tx, workspace)),
                tuple(await matrices.activations(tx, workspace)),
                await matrices.catalog_at(tx, workspace, now),
            )
    finally:
        await database.close()


async def _change(url: str, named: str | None, work: Work[T]) -> T:
    database = Database(url)

    async def on_mine(tx: AsyncConnection) -> T:
        return await work(tx, await chosen(tx, named))

    try:
        return await database.decide(on_mine)
    finally:
        await database.close()


async def chosen(tx: AsyncConnection, named: str | None) -> str:
    """Return the id of the workspace that is named, or of the only one."""
    there_are = [workspace.id for workspace in await workspaces.every(tx)]
    if named is None and len(there_are) == 1:
        return there_are[0]
    if named in there_are:
        return named
    if not there_are:
        raise WorkspaceError("The database holds no workspace yet. Start Onus once: onus run")
    raise WorkspaceError(f"Name one of these with --workspace: {', '.join(there_are)}.")
