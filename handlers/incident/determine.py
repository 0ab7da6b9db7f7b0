"""`/incident determine`: whose responsibility it is, by the active matrix."""

from collections.abc import Iterable
from datetime import datetime

from domain import scope as decide
from domain.catalog import Catalog
from domain.determination import Determination, seen_as
from domain.grammar import split_items
from domain.incident import Incident
from domain.matrix import BASIC_MODELS, Layer, Model
from domain.people import Act
from domain.question.resolution import Outcome
from domain.question.resolve import resolve
from domain.refusal import Choice, Refusal
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import listed
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, matrices

KEYS = ("layer", "model")
_CONFIRM = "confirm"


class UndeterminedError(Refusal):
    """The words name no cell of the matrix."""


def read_determination(
    layer: str, model: str, catalog: Catalog, *, by: str, now: datetime
) -> Determination:
    """Return what the active matrix says of layer and model; raises UndeterminedError."""
    found = catalog.answer(layer=read_layer(layer, catalog), model=_model(model))
    if found.party is None or found.source is None:
        raise UndeterminedError(f"The matrix says nothing of {layer} under {model}.")
    return Determination(
        layer=found.layer,
        model=found.model,
        party=found.party,
        matrix=found.matrix or "",
        matrix_version=found.version or 0,
        source=f"{found.source.title}, {found.source.edition}",
        decided_by=by,
        decided_at=now,
    )


def read_layer(word: str, catalog: Catalog) -> Layer:
    """Return the layer of that name, or the one that its words mean: `guest OS`."""
    known = [str(layer) for layer in Layer]
    if word.strip().lower().replace(" ", "-") not in known:
        meant = resolve(word, catalog)
        if meant.outcome is Outcome.ROW and meant.layer:
            return meant.layer
    return Layer(_one_of(word, known, field="layer"))


def _model(word: str) -> Model:
    models = [str(model) for model in BASIC_MODELS]
    return Model(_one_of(word, models, field="model"))


def _one_of(word: str, known: list[str], *, field: str) -> str:
    typed = word.strip().lower().replace(" ", "-")
    if typed not in known:
        raise UndeterminedError(
            f"“{word[:40]}” is no {field}. There are: {', '.join(known)}."
            if word
            else f"Which {field}? There are: {', '.join(known)}.",
            field=field,
        )
    return typed


def cell_form(request: Request) -> Block:
    """Return the form that a bare `determine` opens."""
    layers = [(layer.label, str(layer)) for layer in Layer]
    models = [(model.label, str(model)) for model in BASIC_MODELS]
    return form(
        request,
        "Whose is it?",
        blocks.select_input("layer", "Layer", layers),
        blocks.select_input("model", "Service model", models),
        submit="Determine",
    )


def proposed(incident: Incident) -> InternalMessage:
    """Say whose it is, and let a person confirm it where nobody has."""
    said = listed([f"{one.party} ({one.cell})" for one in incident.responsibility])
    if all(one.confirmed_by for one in incident.responsibility):
        return InternalMessage(f"{incident.name} is confirmed: {said}.")
    text = (
        f"{incident.name}, by the matrix: {said}. Nothing follows from it before a person confirms "
        f"it: `/incident {incident.name} determine confirm`"
    )
    way = Choice("Confirm responsibility", confirm_line(incident))
    return InternalMessage(text, (blocks.section(text), blocks.choices((way,), command="incident")))


def confirm_line(incident: Incident) -> str:
    """Return the line that confirms what is determined now, and nothing else."""
    seen = seen_as(incident.responsibility)
    return f"{incident.name} determine {_CONFIRM} seen {seen}"


async def determined(turn: Turn, request: Request) -> tuple[Determination, ...]:
    """Return what the matrix that is active now says of the layers and the model in the request."""
    layers = split_items(request.value("layer")) or ("",)
    return await found_in_matrix(turn, layers, request.value("model"))


async def found_in_matrix(
    turn: Turn, layers: Iterable[str], model: str
) -> tuple[Determination, ...]:
    """Return what the matrix that is active now says of each layer; raises UndeterminedError."""
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, turn.now)
    by = turn.person.user_id
    return tuple(read_determination(layer, model, catalog, by=by, now=turn.now) for layer in layers)


async def determine(turn: Turn, request: Request) -> InternalMessage:
    """Put down what the matrix says, or confirm it."""
    incident = await which(turn, request)
    if request.text.lower() == _CONFIRM:
        decision = decide.confirm(
            incident, by=turn.person.user_id, now=turn.now, seen=request.value("seen")
        )
    else:
        decision = decide.determine(incident, await determined(turn, request))
    after = await incidents.save(turn.tx, decision.incident)
    for fact in decision.facts:
        await turn.tell(after, fact)
    return proposed(after)


VERB = Verb(
    name="determine",
    usage="layer <layer>[,…] model <model> | confirm",
    summary="determine whose responsibility it is, by the active matrix; a person confirms it",
    right=Act.RESPOND,
    do=determine,
    keys=(*KEYS, "seen"),
    form=cell_form,
)
