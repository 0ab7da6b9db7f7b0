"""`/whoowns matrix [provider]`: every layer under every model."""

from domain.catalog import builtin_catalog
from domain.matrix import Provider
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import table_words
from handlers.whoowns.look_up import the_provider


async def matrix(turn: Turn, request: Request) -> InternalMessage:
    """Show a provider's whole matrix."""
    provider = the_provider(request.text) if request.text else Provider.AZURE
    return table_words.whole(builtin_catalog().table(provider), side=turn.office.side)


VERB = Verb(
    name="matrix",
    usage="[provider]",
    summary="every layer under every model, as a table; Azure's where no provider is named",
    right=Act.ASK,
    do=matrix,
    asks=True,
)
