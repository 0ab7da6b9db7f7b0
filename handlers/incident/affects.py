"""`/incident affects`: which layers, services and regions; responsibility follows the layers."""

from domain import scope as decide
from domain.incident import Decision, Incident
from domain.people import Act
from domain.scope import Affected
from domain.words import InternalMessage
from handlers.incident.determine import found_in_matrix, proposed, read_layer
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, matrices


def scope_form(request: Request) -> Block:
    """Return the form that a bare `affects` opens."""
    return form(
        request,
        "What is affected?",
        blocks.text_input("services", "Services", hint="vm, disks", optional=True),
        blocks.text_input("regions", "Regions", hint="west-europe", optional=True),
        blocks.text_input("layers", "Layers", hint="hypervisor, operating system", optional=True),
        blocks.text_input("model", "Service model of the layers", hint="iaas", optional=True),
        submit="Put down",
    )


async def affects(turn: Turn, request: Request) -> InternalMessage:
    """Put down what is affected, and have the layers' owner determined where the model is known."""
    incident = await which(turn, request)
    affected = Affected(
        layers=await _layers(turn, request),
        services=request.words.items("services"),
        regions=request.words.items("regions"),
    )
    decision = decide.set_affected(incident, affected, by=turn.person.user_id, now=turn.now)
    again = await _determined(turn, decision.incident, request.value("model"))
    after = await incidents.save(turn.tx, again.incident)
    for fact in (*decision.facts, *again.facts):
        await turn.tell(after, fact)
    return proposed(after) if again.facts else InternalMessage(f"{after.name}: put down.")


async def _layers(turn: Turn, request: Request) -> tuple[str, ...]:
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, turn.now)
    return tuple(str(read_layer(word, catalog)) for word in request.words.items("layers"))


async def _determined(turn: Turn, incident: Incident, model: str) -> Decision:
    """Have those layers determined whose owner nobody knows, by the one model there is."""
    known = {one.layer for one in incident.responsibility}
    models = {one.model for one in incident.responsibility}
    model = model or (models.pop() if len(models) == 1 else "")
    new = [layer for layer in incident.layers if layer not in known]
    if not new or not model:
        return Decision(incident, ())
    return decide.determine(incident, await found_in_matrix(turn, new, model))


VERB = Verb(
    name="affects",
    usage="[layers a,b] [model …] [services a,b] [regions a,b]",
    summary="put down what is affected; responsibility is determined anew with the layers",
    right=Act.RESPOND,
    do=affects,
    keys=("layers", "model", "services", "regions"),
    synonyms=("scope",),
    form=scope_form,
)
