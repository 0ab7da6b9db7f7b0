"""`/whoowns matrix [provider]`: every layer under every model."""

from domain.matrix import Provider
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import table_words
from handlers.whoowns.look_up import dated_catalog, the_provider
from handlers.whoowns.words import headed


async def matrix(turn: Turn, request: Request) -> InternalMessage:
    """Show a provider's whole matrix."""
    dated, catalog = await dated_catalog(turn, request.text)
    provider = the_provider(dated.question) if dated.question else Provider.AZURE
    return headed(table_words.whole(catalog.table(provider), side=turn.office.side), dated.at)


VERB = Verb(
    name="matrix",
    usage="[provider]",
    summary="every layer under every model, as a table; Azure's where no provider is named",
    right=Act.ASK,
    do=matrix,
    asks=True,
)
