"""`onus audit`: prove that the journal was not changed, and hand it out."""

import asyncio
import json
import sys
from datetime import datetime
from typing import Any

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.refusing import FINDING, database_url, ready_database, refuse
from domain.facts import Fact, FactKind, Value
from domain.instants import iso
from domain.people import COMMAND_LINE
from domain.refusal import Refusal
from storage import incidents, journal, workspaces
from storage.database import Database
from storage.journal import Entry, Head
from storage.workspaces import Workspace


@click.group()
def audit() -> None:
    """Verify the journal's chain, and export it."""


@audit.command()
@click.option("--head", "known", metavar="HEAD", help="one that the admins were told, as SEQ:HASH")
def verify(known: str | None) -> None:
    """Prove that no row was edited, deleted or inserted; exit 1 names the first that was."""
    found, erased = asyncio.run(_verify(_database(), _read_head(known) if known else None))
    for line in found or ["Every row fits the chain."]:
        click.echo(line)
    if erased:
        click.echo(f"{erased} rows hold only what an erasure left in them, as it was recorded.")
    sys.exit(FINDING if found else 0)


@audit.command()
@click.option("--since", metavar="DATE", help="2026-03-01, or an instant; else from the beginning")
def export(since: str | None) -> None:
    """Print the journal, one JSON object a line."""
    try:
        asyncio.run(_export(_database(), iso(since) if since else None))
    except Refusal as refusal:
        refuse(f"--since: {refusal.why}")


def _database() -> Database:
    url = database_url()
    ready_database(url)
    return Database(url)


def _read_head(known: str) -> Head:
    try:
        return Head.parse(known)
    except ValueError:
        refuse("--head: write it as the admins were told: a number, a colon, 64 characters.")


async def _verify(database: Database, known: Head | None) -> tuple[list[str], int]:
    """Return what was found in each workspace, a line each, and how many rows were erased."""
    found: list[str] = []
    erased = 0
    async with database.read() as tx:
        every = await workspaces.every(tx)
        for workspace in every:
            erased += len(await journal.erased(tx, workspace.id))
            seq = await journal.verify(tx, workspace.id)
            if seq is not None:
                found.append(f"{workspace.name} ({workspace.id}): {await _row(tx, workspace, seq)}")
        if known and not any([await journal.holds(tx, each.id, known) for each in every]):
            found.append(f"No chain holds {known}: the journal was made anew since that was told.")
    await database.close()
    return found, erased


async def _row(tx: AsyncConnection, workspace: Workspace, seq: int) -> str:
    entry = await journal.entry(tx, workspace.id, seq)
    if entry is None:
        return f"row {seq} is missing."
    if entry.empty:
        return (
            f"row {seq} ({entry.fact.kind}, recorded {entry.recorded_at.isoformat()}) holds no "
            "particulars any more, and no erasure of them is on record."
        )
    return (
        f"row {seq} ({entry.fact.kind}, recorded {entry.recorded_at.isoformat()}) does not fit: it "
        "or a row before it was changed after it was written."
    )


async def _export(database: Database, since: datetime | None) -> None:
    """Print the rows with the labels of restricted incidents; first of all put down that it is."""
    for workspace in await _recorded(database, since):
        async with database.read() as tx:
            labels = await incidents.labels(tx, workspace.id)
            async for entry in journal.every(tx, workspace.id, since=since):
                line = {**_line(workspace.id, entry), "tlp": labels.get(entry.fact.incident or 0)}
                click.echo(json.dumps(line, ensure_ascii=False))
    await database.close()


async def _recorded(database: Database, since: datetime | None) -> list[Workspace]:
    """Put down in each workspace that its journal is exported, and return them."""
    now = system_now()
    data: dict[str, Value] = {"since": since.isoformat() if since else None}
    async with database.write() as tx:
        every = await workspaces.every(tx)
        for workspace in every:
            fact = Fact(FactKind.JOURNAL_EXPORTED, COMMAND_LINE, now, data=data)
            await journal.append(tx, workspace.id, [fact], now=now)
    return every


def _line(workspace_id: str, entry: Entry) -> dict[str, Any]:
    fact = entry.fact
    return {
        "workspace": workspace_id,
        "seq": entry.seq,
        "kind": fact.kind,
        "actor": fact.actor,
        "incident": fact.incident and f"INC-{fact.incident}",
        "happened_at": fact.happened_at.isoformat(),
        "recorded_at": entry.recorded_at.isoformat(),
        "data": dict(fact.data),
        "hash": entry.hash,
    }
