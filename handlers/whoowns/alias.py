"""`/whoowns alias <words> means <id>`: teach a name, from a gap by one click, and forget it."""

from collections.abc import Callable, Iterator

from domain.catalog import Catalog, builtin_catalog
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
from handlers.kit.commands import Filler, Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import plain
from handlers.kit.turn import Turn
from handlers.whoowns import alias_words
from storage import aliases, matrices, questions
from storage.aliases import Added

_LOOKED_THROUGH = 500


class NoAliasError(Refusal):
    """Nothing is called that."""


def alias_form(request: Request, catalog: Catalog | None = None) -> Block:
    """Return the form that asks for a name and what it means."""
    return _form(request, request.text, catalog or builtin_catalog())


def gap_form(request: Request, catalog: Catalog | None = None) -> Block:
    """Return the same form, with the words of a question that nobody knows in it."""
    known = catalog or builtin_catalog()
    return _form(request, likely_name(plain(request.raw), known), known)


def _with_own(shown: Callable[[Request, Catalog], Block]) -> Filler:
    """Return what shows a form with the organisation's own services in it."""

    async def fill(turn: Turn, request: Request) -> Block:
        return shown(request, await matrices.catalog_at(turn.tx, turn.office.id, turn.now))

    return fill


def _form(request: Request, name: str, catalog: Catalog) -> Block:
    return form(
        request,
        "Teach a name",
        blocks.text_input("text", "What people call it", initial=name[:PHRASE_LIMIT]),
        blocks.grouped_select_input("means", "What it means", _meanings(catalog)),
        submit="Teach",
    )


def _meanings(catalog: Catalog) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield what a name can mean, in groups: (label, id); the organisation's own services last."""
    yield "Layers", [(layer.label, str(layer)) for layer in Layer]
    yield "Service models", [(model.label, str(model)) for model in BASIC_MODELS]
    shipped = builtin_catalog().providers
    for provider, entry in shipped.items():
        listed = catalog.providers[provider].services
        yield entry.title, [(listed[name].title, name) for name in entry.services]
    yield (
        "Your own",
        [
            (service.title, name)
            for name, (provider, service) in catalog.services.items()
            if name not in shipped[provider].services
        ],
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
    if not await aliases.end(turn.tx, turn.office.id, phrase, by=by, now=turn.now):
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
    fill=_with_own(alias_form),
)
OF_A_GAP = Verb(
    name="alias-of-gap",
    usage="<question>",
    summary="teach the name in a question that had no answer",
    right=Act.MATRICES,
    do=teach,
    keys=VERB.keys,
    form=gap_form,
    fill=_with_own(gap_form),
    takes_over=True,
    hidden=True,
)
LIST = Verb(
    name="aliases",
    usage="",
    summary="the names that were taught",
    right=Act.VERSIONS,
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
