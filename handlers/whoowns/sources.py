"""`/whoowns sources <question>`: what each source says of a cell."""

from domain.catalog import builtin_catalog
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import cell_words
from handlers.whoowns.look_up import the_cell


async def sources(turn: Turn, request: Request) -> InternalMessage:
    """Show every source of the provider that speaks of the cell, the active one first."""
    del turn
    answer = the_cell(request.text)
    return cell_words.by_source(answer, builtin_catalog().views(answer))


VERB = Verb(
    name="sources",
    usage="<layer> <model or service>",
    summary="what each source says of one cell",
    right=Act.ASK,
    do=sources,
    asks=True,
)
