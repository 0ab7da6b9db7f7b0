"""`/incident determine`: whose responsibility it is, by the active matrix."""

from datetime import datetime

from domain import incident as decide
from domain.catalog import Catalog
from domain.determination import Determination
from domain.matrix import Layer, Model
from domain.people import Act
from domain.question.resolution import Outcome
from domain.question.resolve import resolve
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, matrices

KEYS = ("layer", "model")


class UndeterminedError(Refusal):
    """The words name no cell of the matrix."""


def read_determination(
    layer: str, model: str, catalog: Catalog, *, by: str, now: datetime
) -> Determination:
    """Return what the active matrix says of layer and model; raises UndeterminedError."""
    found = catalog.answer(layer=_layer(layer, catalog), model=_model(model))
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


def _layer(word: str, catalog: Catalog) -> Layer:
    """Return the layer of that name, or the one that its words mean: `guest OS`."""
    known = [str(layer) for layer in Layer]
    if word.strip().lower().replace(" ", "-") not in known:
        meant = resolve(word, catalog)
        if meant.outcome is Outcome.ROW and meant.layer:
            return meant.layer
    return Layer(_one_of(word, known, field="layer"))


def _model(word: str) -> Model:
    models = [str(Model(name)) for name in ("on-prem", "iaas", "paas", "saas")]
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


async def determined(turn: Turn, request: Request) -> Determination:
    """Return what the matrix that is active now says of the layer and model in the request."""
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, turn.now)
    layer, model = request.value("layer"), request.value("model")
    return read_determination(layer, model, catalog, by=turn.person.user_id, now=turn.now)


async def determine(turn: Turn, request: Request) -> InternalMessage:
    """Put down whose responsibility the incident is."""
    incident = await which(turn, request)
    determination = await determined(turn, request)
    decision = decide.determine(incident, determination, by=turn.person.user_id, now=turn.now)
    await incidents.save(turn.tx, decision.incident)
    await turn.tell(incident, decision.facts[0])
    return InternalMessage(f"{incident.name}: responsibility determined, {determination.party}.")


VERB = Verb(
    name="determine",
    usage="layer <layer> model <model>",
    summary="determine whose responsibility it is, by the active matrix",
    right=Act.RESPOND,
    do=determine,
    keys=KEYS,
    synonyms=("scope",),
)
