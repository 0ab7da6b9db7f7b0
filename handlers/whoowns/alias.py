"""`/whoowns alias <words> means <id>`: teach a name, from a gap by one click, and forget it."""

from domain.catalog import builtin_catalog
from domain.facts import Fact, FactKind
from domain.matrix import BASIC_MODELS, Layer
from domain.own_names import PHRASE_LIMIT, read_alias
from domain.people import Act
from domain.question.gap import folded, likely_name
from domain.question.resolution import Outcome
from domain.question.resolve import resolve
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import plain
from handlers.kit.turn import Turn
from handlers.whoowns import alias_words
from storage import aliases, matrices, questions
from storage.aliases import Added

_LOOKED_THROUGH = 500


class NoAliasError(Refusal):
    """Nothing is called that."""


def alias_form(request: Request) -> Block:
    """Return the form that asks for a name and what it means."""
    return _form(request, request.text)


def gap_form(request: Request) -> Block:
    """Return the same form, with the words of a question that nobody knows in it."""
    return _form(request, likely_name(plain(request.raw), builtin_catalog()))


def _form(request: Request, name: str) -> Block:
    services = builtin_catalog().services
    options = [
        *((f"{layer.label} (layer)", str(layer)) for layer in Layer),
        *((f"{model.label} (model)", str(model)) for model in BASIC_MODELS),
        *((service.title, name) for name, (_, service) in services.items()),
    ]
    return form(
        request,
        "Teach a name",
        blocks.text_input("text", "What people call it", initial=name[:PHRASE_LIMIT]),
        blocks.select_input("means", "What it means", options),
        submit="Teach",
    )


async def teach(turn: Turn, request: Request) -> InternalMessage:
    """Have the name understood from now on, and leave out the gaps that it closes."""
    now, by = turn.now, turn.person.user_id
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, now)
    alias = read_alias(request.text, request.value("means"), catalog)
    added = Added(alias.phrase, alias.target, by, now)
    await aliases.add(turn.tx, turn.office.id, added)
    told = {"phrase": alias.phrase, "target": alias.target}
    turn.record(Fact(FactKind.ALIAS_ADDED, by, happened_at=now, data=told))
    return alias_words.taught(added, closed=await _close_gaps(turn))


async def _close_gaps(turn: Turn) -> int:
    """Leave out the questions that have an answer by now; return how many."""
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, turn.now)
    gaps = await questions.unanswered(turn.tx, turn.office.id, most=_LOOKED_THROUGH)
    closed = [
        gap.question
        for gap in gaps
        if resolve(gap.question, catalog).outcome is not Outcome.UNKNOWN
    ]
    for question in closed:
        await questions.forget(turn.tx, turn.office.id, question)
    return len(closed)


async def listed(turn: Turn, request: Request) -> InternalMessage:
    """List what was taught."""
    del request
    return alias_words.listed(await aliases.every(turn.tx, turn.office.id))


async def forget(turn: Turn, request: Request) -> InternalMessage:
    """Have a name mean nothing of its own any more."""
    phrase, by = folded(request.text), turn.person.user_id
    if not await aliases.remove(turn.tx, turn.office.id, phrase):
        raise NoAliasError(
            f"Nobody taught me “{request.text[:60]}”.", instead=("/whoowns aliases",)
        )
    turn.record(Fact(FactKind.ALIAS_FORGOTTEN, by, happened_at=turn.now, data={"phrase": phrase}))
    return alias_words.forgotten(phrase)


VERB = Verb(
    name="alias",
    usage="<words> means <layer, model or service>",
    summary="teach a name that your people use; bare, a form asks for it",
    right=Act.MATRICES,
    do=teach,
    keys=("means",),
    synonyms=("teach",),
    form=alias_form,
)
OF_A_GAP = Verb(
    name="alias-of-gap",
    usage="<question>",
    summary="teach the name in a question that had no answer",
    right=Act.MATRICES,
    do=teach,
    keys=VERB.keys,
    form=gap_form,
    takes_over=True,
    hidden=True,
)
LIST = Verb(
    name="aliases",
    usage="",
    summary="the names that were taught",
    right=Act.GAPS,
    do=listed,
    asks=True,
)
FORGET = Verb(
    name="forget",
    usage="<words>",
    summary="have a taught name mean nothing any more",
    right=Act.MATRICES,
    do=forget,
)
