"""`/incident deadlines`: what is due to whom, of one incident or of all."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.obligations import words
from storage import obligations

_MOST = 100


async def deadlines(turn: Turn, request: Request) -> InternalMessage:
    """Show the deadlines of the incident that is named or of the thread, else of all."""
    incident = None
    if request.incident is not None or request.via.thread_ts is not None:
        incident = await which(turn, request, closed_too=True)
        found = await obligations.of_incident(turn.tx, turn.office.id, incident.number)
    else:
        found = await obligations.open_ones(turn.tx, turn.office.id, viewer=turn.person, most=_MOST)
        await turn.saw_of(duty.incident for duty in found)
    if not found:
        return words.no_deadlines(incident)
    return words.deadlines(found, incident=incident, now=turn.now, timezone=turn.person.timezone)


VERB = Verb(
    name="deadlines",
    usage="",
    summary="what is due to whom by when, in UTC and in your time",
    right=Act.READ,
    do=deadlines,
    synonyms=("obligations", "due"),
    asks=True,
)
