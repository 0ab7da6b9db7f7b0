"""`/incident note`: what somebody saw or did, now or earlier."""

from domain import incident as decide
from domain import instants
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import echo
from handlers.kit.turn import Turn
from handlers.kit.which import which


def note_form(request: Request) -> Block:
    """Return the form that the button shows."""
    return form(
        request,
        "Add a note",
        blocks.text_input("text", "What happened?", long=True),
        blocks.text_input("at", "When, if earlier", optional=True, hint="02:51"),
        submit="Add",
    )


async def note(turn: Turn, request: Request) -> InternalMessage:
    """Add a note to the timeline, at the time it speaks of."""
    incident = await which(turn, request, closed_too=True)
    at = request.value("at")
    happened_at = (
        instants.behind(at, now=turn.now, timezone=turn.person.timezone) if at else turn.now
    )
    fact = decide.note(incident, request.text, by=turn.person.user_id, happened_at=happened_at)
    await turn.tell(incident, fact)
    when = echo(happened_at, now=turn.now, timezone=turn.person.timezone)
    return InternalMessage(f"Noted on {incident.name}: {when}.")


VERB = Verb(
    name="note",
    usage="<text> [at 02:51]",
    summary="add to the timeline, also what happened earlier",
    right=Act.RESPOND,
    do=note,
    keys=("at",),
    synonyms=("log",),
    form=note_form,
)
