"""`/whoowns <anything>`: a cell, a row, a column, or a question back."""

from domain.catalog import builtin_catalog
from domain.people import Act
from domain.question.resolution import Outcome
from domain.question.resolve import resolve
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import cell_words, look_up, other_words, table_words


async def answer(turn: Turn, request: Request) -> InternalMessage:
    """Answer from the active matrix; a question that has an answer changes nothing."""
    catalog = builtin_catalog()
    question, side = request.text, turn.office.side
    found = resolve(question, catalog)
    if cell := look_up.cell(found, catalog):
        colleague = turn.person.colleague
        return cell_words.cell(cell, question=question, side=side, colleague=colleague)
    if row := look_up.row(found, catalog):
        return table_words.row(row, side=side)
    if column := look_up.column(found, catalog):
        return table_words.column(column, side=side)
    return other_words.which(found, question=question)


def is_known(question: str) -> bool:
    """Tell whether a question has an answer, or a question back."""
    return resolve(question, builtin_catalog()).outcome is not Outcome.UNKNOWN


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
