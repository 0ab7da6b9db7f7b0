"""`/incident actions`: what is to be done, of one incident, of all, or your own."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.actions.words import listed, nothing
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import action_items

_MOST = 100
_MINE = ("mine", "my", "me")


async def actions(turn: Turn, request: Request) -> InternalMessage:
    """Show the items of the incident that is named or of the thread, else of all."""
    mine = request.text.lower() in _MINE
    incident = None
    if not mine and (request.incident is not None or request.via.thread_ts is not None):
        incident = await which(turn, request, closed_too=True)
        found = await action_items.of_incident(turn.tx, turn.office.id, incident.number)
    else:
        owner = turn.person.user_id if mine else None
        found = await action_items.open_ones(
            turn.tx, turn.office.id, viewer=turn.person, owner=owner, most=_MOST
        )
        await turn.saw_of(item.incident for item in found)
    if not found:
        return nothing(mine=mine, incident=incident)
    return listed(found, incident=incident, now=turn.now, mine=mine)


VERB = Verb(
    name="actions",
    usage="[mine]",
    summary="what is to be done, by whom, by when; of the thread's incident, or of all",
    right=Act.READ,
    do=actions,
    synonyms=("todos", "tasks"),
    asks=True,
)
