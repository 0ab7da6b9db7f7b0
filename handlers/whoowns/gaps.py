"""`/whoowns gaps`: what got no answer, most frequent first, and what is said to be wrong."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import other_words
from storage import questions

_SHOWN = 20


async def gaps(turn: Turn, request: Request) -> InternalMessage:
    """List both."""
    del request
    unanswered = await questions.unanswered(turn.tx, turn.office.id, most=_SHOWN)
    disputed = await questions.disputed(turn.tx, turn.office.id, most=_SHOWN)
    return other_words.gaps(unanswered, disputed)


VERB = Verb(
    name="gaps",
    usage="",
    summary="what got no answer, most frequent first, and answers said to be wrong",
    right=Act.GAPS,
    do=gaps,
    asks=True,
)
