"""`/whoowns <anything>`: a cell, a row, a column, or a question back."""

from domain.as_of import read_dated
from domain.catalog import builtin_catalog
from domain.people import Act
from domain.question.resolution import Outcome
from domain.question.resolve import asks_who, resolve
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import cell_words, look_up, other_words, table_words
from handlers.whoowns.look_up import Asked
from handlers.whoowns.words import headed


async def answer(turn: Turn, request: Request) -> InternalMessage:
    """Answer from what is active now, or was as of a date; what has an answer changes nothing."""
    asked = await look_up.asked(turn, request.text)
    return headed(_message(asked, request.text, turn), asked.dated.at)


def _message(asked: Asked, question: str, turn: Turn) -> InternalMessage:
    side, as_of = turn.office.side, asked.dated.words
    if not asked.dated.question:
        return table_words.whole(asked.catalog.table(), side=side)
    if cell := asked.cell:
        if not turn.person.colleague:
            return cell_words.for_outsider(cell, as_of=as_of, side=side)
        contacts = asked.catalog.whom_to_contact(cell)
        return cell_words.for_colleague(cell, contacts, question=question, as_of=as_of, side=side)
    if row := asked.row:
        return table_words.row(row, side=side, as_of=as_of)
    if column := asked.column:
        return table_words.column(column, side=side)
    return other_words.which(asked, question=question)


def is_known(question: str) -> bool:
    """Tell whether a question has an answer or a question back, in the words that ship.

    One that only the organisation's own words explain is not known here; `unknown` answers it.
    """
    asked = read_dated(question).question
    return not asked or resolve(asked, builtin_catalog()).outcome is not Outcome.UNKNOWN


def is_asked(line: str) -> bool:
    """Tell whether a line asks who is responsible, in words that have an answer."""
    return asks_who(line, builtin_catalog()) and is_known(line)


def warm_up() -> None:
    """Load the matrices and the words, so that the first question need not wait for it."""
    resolve("hypervisor iaas", builtin_catalog())


VERB = Verb(
    name="ask",
    usage="<anything>",
    summary="whose responsibility a layer is under a service model",
    right=Act.ASK,
    do=answer,
    asks=True,
)
