"""`onus outbox`: what waits, what failed and why, on the command line; failed ones tried again."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, Work, change
from bot.refusing import FINDING, incident_number, refuse
from domain.facts import Fact, FactKind
from domain.people import COMMAND_LINE, ONUS
from domain.refusal import Refusal
from domain.restricted import read
from domain.ways import shown
from domain.words import InternalMessage
from handlers.kit.telling import told
from handlers.notices.fan_out import follow_again
from storage import deliveries, incidents, journal, tracking
from storage import outbox as queue
from storage.deliveries import Retried
from storage.outbox_rows import Kind, State, way_of
from storage.tracking import Row

T = TypeVar("T")

_STAND = (State.QUEUED, State.SENDING, State.HELD, State.ASKED, State.FAILED)
_MOST = 100
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


class NoDeliveryError(Refusal):
    """There is no delivery of that id."""


@click.group()
def outbox() -> None:
    """Look at what is to reach Slack and has not; have what failed tried again."""


@outbox.command(name="list")
@click.option(
    "--state",
    type=click.Choice([state.value for state in State]),
    multiple=True,
    help="may be repeated",
)
@click.option("--incident", "name", metavar="INC-7")
@click.option("--most", default=_MOST, show_default=True, type=click.IntRange(min=1))
@_JSON
@WORKSPACE
def list_(
    state: tuple[str, ...],
    name: str | None,
    most: int,
    as_json: bool,  # noqa: FBT001  # click calls it by name
    workspace: str | None,
) -> None:
    """List what waits, is held or has failed, oldest first; of more than fit, the latest."""
    states = [State(each) for each in state] or _STAND
    incident = incident_number(name) if name else None

    async def work(tx: AsyncConnection, mine: str) -> list[Row]:
        return await tracking.listed(tx, mine, states=states, incident=incident, most=most)

    for row in _done(workspace, work):
        click.echo(_json(row) if as_json else _line(row))


@outbox.command()
@click.argument("delivery_id")
@_JSON
@WORKSPACE
def show(
    delivery_id: str,
    as_json: bool,  # noqa: FBT001  # click calls it by name
    workspace: str | None,
) -> None:
    """Show one delivery, and the words that it brings."""

    async def work(tx: AsyncConnection, mine: str) -> tuple[Row, str]:
        row = await _found(tx, mine, delivery_id)
        await _put_down_reading(tx, mine, row)
        return row, await queue.words_of(tx, mine, row.id, channel_id=row.channel_id) or ""

    row, text = _done(workspace, work)
    click.echo(_json(row, text=text) if as_json else "\n".join(_particulars(row, text)))


@outbox.command()
@click.argument("delivery_id", required=False)
@click.option("--incident", "name", metavar="INC-7", help="everything of it that failed")
@click.option("--all", "everything", is_flag=True, help="everything that failed")
@WORKSPACE
def retry(
    delivery_id: str | None,
    name: str | None,
    everything: bool,  # noqa: FBT001  # click calls it by name
    workspace: str | None,
) -> None:
    """Have what failed tried again: one delivery with its thread, an incident's, or all.

    What may have arrived is looked up in Slack first. Exit 1: nothing of it has failed.
    """
    if [bool(delivery_id), bool(name), everything].count(True) != 1:
        refuse("Say what to try again: one id, --incident INC-7, or --all.")
    incident = incident_number(name) if name else None

    async def work(tx: AsyncConnection, mine: str) -> int:
        if delivery_id:
            await _found(tx, mine, delivery_id)
        tried = await deliveries.retry(tx, mine, incident, delivery_id=delivery_id or "")
        for number in {each.incident for each in tried if each.incident}:
            await _tell(tx, mine, number, [each for each in tried if each.incident == number])
        return len(tried)

    count = _done(workspace, work)
    click.echo(f"{count} tried again." if count else "Nothing of it has failed.")
    if not count:
        sys.exit(FINDING)


def _done(workspace: str | None, work: Work[T]) -> T:
    try:
        return change(workspace, work)
    except Refusal as refusal:
        refuse(refusal.why)


async def _found(tx: AsyncConnection, workspace_id: str, delivery_id: str) -> Row:
    row = await tracking.get(tx, workspace_id, delivery_id)
    if row is None:
        raise NoDeliveryError(f"There is no delivery {delivery_id}. See: onus outbox list")
    return row


async def _put_down_reading(tx: AsyncConnection, workspace_id: str, row: Row) -> None:
    """Record it in the journal where the words are of a restricted incident."""
    incident = await incidents.get(tx, workspace_id, row.incident or 0, viewer=ONUS)
    if incident and incident.restricted:
        now = system_now()
        fact = read(incident, by=COMMAND_LINE, now=now)
        await journal.append(tx, workspace_id, [fact], now=now)


async def _tell(
    tx: AsyncConnection, workspace_id: str, number: int, tried: Sequence[Retried]
) -> None:
    """Put down that it is tried again, and say so in the incident's thread."""
    incident = await incidents.get(tx, workspace_id, number, viewer=ONUS)
    assert incident, "an incident is never deleted"
    now = system_now()
    fact = Fact(FactKind.DELIVERY_RETRIED, COMMAND_LINE, now, number)
    await journal.append(tx, workspace_id, [fact], now=now)
    post_id = await queue.post(
        tx,
        workspace_id,
        channel_id=incident.channel_id,
        message=InternalMessage(told(fact)),
        now=now,
        reply_to=incident.card_id,
        incident=number,
    )
    await follow_again(tx, workspace_id, tried, post_id=post_id, now=now)


def _json(row: Row, **more: str) -> str:
    return json.dumps(_columns(row) | more, ensure_ascii=False)


def _line(row: Row) -> str:
    """Return a row on one line: its id, its state, where it goes, and what keeps it."""
    what = f"INC-{row.incident} {row.kind}" if row.incident else row.kind
    place = _address(row) or row.channel_id
    to = f"{row.customer} {place}" if row.customer else place
    parts = [row.id, row.state, what, f"to {to}", f"since {_shown(row.queued_at)}"]
    parts += [f"tried {row.attempts} times"] if row.attempts else []
    parts += [row.last_error] if row.last_error else []
    return "  ".join(parts)


def _particulars(row: Row, text: str) -> list[str]:
    known = {name: value for name, value in _columns(row).items() if value is not None}
    return [*(f"{name}: {value}" for name, value in known.items()), "", text]


def _columns(row: Row) -> dict[str, str | int | None]:
    """Return the row for a program: an incident by its name, instants by ISO 8601."""
    columns = {name: _shown(value) for name, value in asdict(row).items()}
    incident = f"INC-{row.incident}" if row.incident else None
    return columns | {"incident": incident, "address": _address(row)}


def _address(row: Row) -> str | None:
    """Return where a letter goes; of a webhook the host alone, since its path may be a secret."""
    return shown(way_of(Kind(row.kind)), row.address) if row.address else None


def _shown(value: Any) -> Any:  # noqa: ANN401  # any column
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
