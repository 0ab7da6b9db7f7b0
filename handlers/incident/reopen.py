"""`/incident reopen`: work on a closed one again, once what follows has been read."""

from domain import endings
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.case import load
from handlers.incident.consequences import (
    SURE,
    agreed,
    around,
    of_reopening,
    preview,
    quoted,
)
from handlers.incident.next_step import next_step
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents


async def reopen(turn: Turn, request: Request) -> InternalMessage:
    """Say what would follow, or do it."""
    incident = await which(turn, request, closed_too=True)
    reason = request.text
    decision = endings.reopen(incident, by=turn.person.user_id, now=turn.now, reason=reason)
    lines = of_reopening(incident, await around(turn, incident))
    if not agreed(request, lines):
        label = f"Reopen {incident.name}"
        return preview(incident, lines, verb=VERB.name, label=label, words=quoted(reason))
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    step = next_step(await load(turn.tx, turn.office, after))
    return InternalMessage(f"{after.name} is open again, in *{after.phase}*. Next: {step}")


VERB = Verb(
    name="reopen",
    usage="<reason>",
    summary="work on a closed incident again; shows first what follows",
    right=Act.RESPOND,
    do=reopen,
    keys=(SURE,),
    synonyms=("relapse",),
)
