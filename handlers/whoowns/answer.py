"""`/whoowns <anything>`: a cell, a row, a column, the whole matrix, or a question back."""

from domain.catalog import Catalog, builtin_catalog
from domain.grammar import Words
from domain.matrix import Layer, Provider
from domain.people import Act
from domain.question.resolution import Outcome, Resolution
from domain.question.resolve import resolve
from domain.words import InternalMessage
from handlers.kit.ask import Ask
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import plain
from handlers.kit.turn import Turn
from handlers.whoowns import words

_HELP = ("", "help", "matrix")


async def answer(turn: Turn, request: Request) -> InternalMessage:
    """Answer from the active matrix; a question changes nothing."""
    catalog = builtin_catalog()
    side = turn.office.side
    if request.text.lower() in _HELP:
        return words.whole(catalog.table(), side=side)
    found = resolve(request.text, catalog)
    return _answered(found, catalog, side) or _asked_back(found, request.text)


def warm_up() -> None:
    """Load the matrices and the words, so that the first question need not wait for it."""
    resolve("hypervisor iaas", builtin_catalog())


def _answered(found: Resolution, catalog: Catalog, side: str) -> InternalMessage | None:
    provider = found.provider or Provider.AZURE
    match found.outcome, found.layer:
        case Outcome.ANSWER, Layer() as layer:
            cell = catalog.answer(
                layer=layer, model=found.model, service=found.service, provider=provider
            )
            return words.cell(cell, side=side)
        case Outcome.ROW, Layer() as layer:
            return words.row(catalog.row(layer, provider), side=side)
        case Outcome.COLUMN, _:
            cells = catalog.column(model=found.model, service=found.service, provider=provider)
            return words.column(cells, side=side)
    return None


def _asked_back(found: Resolution, question: str) -> InternalMessage:
    if found.outcome is Outcome.ASK:
        return words.which(found, question=question)
    return words.nearest(found, question=question)


class Question:
    """The command without verbs: all of the line is the question."""

    def parse(self, ask: Ask) -> tuple[Verb, Request]:
        """Take the line as it is."""
        line = plain(ask.line).strip()
        return VERB, Request("ask", Words(line), ask.line, ask)

    def usage(self, line: str) -> str:
        """Return a question that has an answer."""
        del line
        return "/whoowns hypervisor iaas"

    def knows(self, line: str) -> bool:
        """Whether there is a question at all."""
        return bool(line)


VERB = Verb(
    name="ask",
    usage="<anything>",
    summary="whose responsibility a layer is under a service model",
    right=Act.ASK,
    do=answer,
    asks=True,
)
QUESTION = Question()
