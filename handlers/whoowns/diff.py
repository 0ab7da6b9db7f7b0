"""`/whoowns diff iaas paas`: two models, services or providers side by side."""

import re

from domain.catalog import Answer, Catalog
from domain.people import Act
from domain.question.resolve import resolve
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import look_up, table_words
from handlers.whoowns.words import headed

_BETWEEN = re.compile(r"\s+(?:vs\.?|versus|and|against|with|to)\s+|\s*,\s*", re.IGNORECASE)
_TWO = 2


class NotTwoError(Refusal):
    """The words do not name two of a kind."""


async def diff(turn: Turn, request: Request) -> InternalMessage:
    """Show two columns side by side, or two whole matrices."""
    dated, catalog = await look_up.dated_catalog(turn, request.text)
    left, right = _sides(dated.question)
    return headed(_beside(left, right, catalog, turn.office.side), dated.at)


def _beside(left: str, right: str, catalog: Catalog, side: str) -> InternalMessage:
    columns = _column(left, catalog), _column(right, catalog)
    if columns[0] and columns[1]:
        return table_words.columns_beside(columns[0], columns[1], side=side)
    if columns[0] or columns[1]:
        raise _not_two()
    tables = (catalog.table(look_up.the_provider(words)) for words in (left, right))
    return table_words.providers_beside(*tables)


def _sides(text: str) -> tuple[str, str]:
    """Take `iaas paas`, `iaas vs paas` or `google cloud, aws` apart; raises NotTwoError."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    if len(parts) == 1:
        parts = text.split()
    if len(parts) != _TWO:
        raise _not_two()
    return parts[0], parts[1]


def _column(words: str, catalog: Catalog) -> tuple[Answer, ...] | None:
    return look_up.column(resolve(words, catalog), catalog)


def _not_two() -> NotTwoError:
    return NotTwoError(
        "Name two models, two services, or two providers; put a comma between longer names.",
        instead=("/whoowns diff iaas paas", "/whoowns diff azure aws", "/whoowns diff aks, eks"),
    )


VERB = Verb(
    name="diff",
    usage="<one> <other>",
    summary="two models, services or providers side by side",
    right=Act.ASK,
    do=diff,
    synonyms=("compare",),
    asks=True,
)
