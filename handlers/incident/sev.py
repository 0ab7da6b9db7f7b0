"""`/incident sev`: how bad it is inside."""

from domain import assess as decide
from domain.people import Act
from domain.severity import read_severity
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents


async def set_severity(turn: Turn, request: Request) -> InternalMessage:
    """Change the severity, with a reason if one was typed."""
    incident = await which(turn, request)
    word, _, reason = request.text.partition(" ")
    severity = read_severity(word)
    decision = decide.set_severity(
        incident, severity, by=turn.person.user_id, now=turn.now, reason=reason.strip()
    )
    after = await incidents.save(turn.tx, decision.incident)
    await turn.tell(after, decision.facts[0])
    return InternalMessage(f"{after.name} is {after.severity.word} now.")


VERB = Verb(
    name="sev",
    usage="<1-4> [reason]",
    summary="decide the severity: SEV1 critical, SEV2 major, SEV3 minor, SEV4 low",
    right=Act.RESPOND,
    do=set_severity,
    synonyms=("severity", "priority"),
)
