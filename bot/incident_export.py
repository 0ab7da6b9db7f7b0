"""`onus incident export INC-7`: the review of an incident on the command line, for a program."""

import click
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import system_now
from bot.matrix.kept import WORKSPACE, change
from bot.refusing import incident_number, refuse
from domain.facts import Fact, FactKind
from domain.people import COMMAND_LINE, ONUS
from domain.refusal import Refusal
from handlers.review.document import document, with_names
from handlers.review.formats import FORMATS, written
from handlers.review.gather import gather
from storage import incidents, journal


class NoIncidentError(Refusal):
    """There is no incident of that number."""


@click.group()
def incident() -> None:
    """Take incidents out of the database."""


@incident.command()
@click.argument("name", metavar="INC-7")
@click.option("--format", "form", type=click.Choice(FORMATS), default="md", show_default=True)
@WORKSPACE
def export(name: str, form: str, workspace: str | None) -> None:
    """Print the review of an incident, as the journal knows it; that it was, is recorded.

    People are named by their ids: Slack is not asked.
    """
    number = incident_number(name)

    async def work(tx: AsyncConnection, mine: str) -> str:
        return await _exported(tx, mine, number, form)

    try:
        click.echo(change(workspace, work), nl=False)
    except Refusal as refusal:
        refuse(refusal.why)


async def _exported(tx: AsyncConnection, workspace_id: str, number: int, form: str) -> str:
    now = system_now()
    found = await incidents.get(tx, workspace_id, number, viewer=ONUS)
    if found is None:
        raise NoIncidentError(f"There is no INC-{number}.")
    review = await gather(tx, found)
    fact = Fact(FactKind.REVIEW_EXPORTED, COMMAND_LINE, now, number, {"format": form})
    await journal.append(tx, workspace_id, [fact], now=now)
    return with_names(written(review, document(review, now=now), form), {})
