"""The button that gives a text to copy for a customer."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import cell_words
from handlers.whoowns.look_up import the_cell


async def copy(turn: Turn, request: Request) -> InternalMessage:
    """Show the answer in words for outside."""
    answer, asked = await the_cell(turn, request.text)
    return cell_words.for_customer(answer, question=request.text, as_of=asked.dated.words)


VERB = Verb(
    name="copy-answer",
    usage="<question>",
    summary="an answer as a text to copy for a customer",
    right=Act.SHARE,
    do=copy,
    asks=True,
    hidden=True,
)
