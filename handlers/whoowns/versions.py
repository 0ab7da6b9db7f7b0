"""`/whoowns versions`: every version of every matrix, what answers now, and who brought it."""

from domain.own_matrix import known_versions
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import matrix_words
from storage import matrices


async def versions(turn: Turn, request: Request) -> InternalMessage:
    """List them, with when each began to answer."""
    del request
    known = known_versions(await matrices.versions(turn.tx, turn.office.id))
    activations = await matrices.activations(turn.tx, turn.office.id)
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, turn.now)
    return matrix_words.versions(known, activations, catalog)


VERB = Verb(
    name="versions",
    usage="",
    summary="the versions of the matrices, and which of them answers",
    right=Act.VERSIONS,
    do=versions,
    asks=True,
)
