"""`/incident close`: the last step, for people who say what they want to reach."""

from domain.incident import Phase
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.incident.advance import advance
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which


class TooEarlyError(Refusal):
    """The incident is not far enough to be closed."""


async def close(turn: Turn, request: Request) -> InternalMessage:
    """Advance into or out of the last phase; earlier, say where it stands."""
    incident = await which(turn, request)
    if incident.phase not in (Phase.STABILIZE, Phase.CLOSE):
        raise TooEarlyError(
            f"{incident.name} is in {incident.phase}; it is closed after stabilize.",
            instead=(f"/incident {incident.name} advance",),
        )
    return await advance(turn, request)


VERB = Verb(
    name="close",
    usage="[reason]",
    summary="advance into close from stabilize, or out of it",
    right=Act.RESPOND,
    do=close,
    keys=("leaving",),
    synonyms=("resolve", "resolved"),
)
