"""`/whoowns sources <question>`: what each source says of a cell."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import cell_words
from handlers.whoowns.look_up import the_cell
from handlers.whoowns.words import headed


async def sources(turn: Turn, request: Request) -> InternalMessage:
    """Show every source of the provider that speaks of the cell, the active one first."""
    answer, asked = await the_cell(turn, request.text)
    return headed(cell_words.by_source(answer, asked.catalog.views(answer)), asked.dated.at)


VERB = Verb(
    name="sources",
    usage="<layer> <model or service>",
    summary="what each source says of one cell",
    right=Act.ASK,
    do=sources,
    asks=True,
)
