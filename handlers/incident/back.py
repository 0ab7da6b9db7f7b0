"""`/incident back`: to the phase before, with a reason."""

from domain import moves
from domain.moves import Move
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.case import load
from handlers.incident.next_step import next_step
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents


def reason_form(request: Request) -> Block:
    """Return the form that the button shows."""
    return form(
        request, "Back a phase", blocks.text_input("text", "Why?", long=True), submit="Go back"
    )


async def back(turn: Turn, request: Request) -> InternalMessage:
    """Move the incident back."""
    incident = await which(turn, request)
    decision = moves.back(incident, Move(turn.person.user_id, turn.now, request.text))
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    step = next_step(await load(turn.tx, turn.office, after))
    return InternalMessage(f"{after.name} is back in *{after.phase}*. Next: {step}")


VERB = Verb(
    name="back",
    usage="<reason>",
    summary="go back to the phase before",
    right=Act.RESPOND,
    do=back,
    synonyms=("previous", "return"),
    form=reason_form,
)
