"""`/incident readers`: who alone reads the analysis of an incident."""

from domain import analysis as decide
from domain.analysis import AnalysisError
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import listed, mention
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import named
from storage import analyses

_EVERYONE = ("everyone", "all", "anyone")


async def restrict(turn: Turn, request: Request) -> InternalMessage:
    """Have it read by the named people and whoever types, or by every responder again."""
    incident = await which(turn, request, closed_too=True)
    await checked(turn, incident)
    people = named(turn, request.raw).everyone(turn)
    if not people and request.text.lower() not in _EVERYONE:
        raise AnalysisError(
            "Who alone reads the analysis? You are one of them.",
            instead=(
                f"/incident {incident.name} readers @bob @carol",
                f"/incident {incident.name} readers everyone",
            ),
        )
    outside = [one for one in people if Right.VIEWER not in turn.staff.rights_of(one)]
    if outside:
        raise AnalysisError(f"<@{outside[0]}> has no part in incidents.", instead=())
    readers = tuple(dict.fromkeys((turn.person.user_id, *people))) if people else ()
    await analyses.restrict(turn.tx, turn.office.id, incident.number, readers)
    record(turn, incident, FactKind.ANALYSIS_RESTRICTED, people=list(readers))
    who = listed([mention(one) for one in readers]) if readers else "every responder"
    return InternalMessage(f"The analysis of {incident.name} is for {who} now.")


async def checked(turn: Turn, incident: Incident) -> tuple[str, ...]:
    """Return the readers, the person among them; raises AnalysisError."""
    readers = await analyses.readers(turn.tx, turn.office.id, incident.number)
    decide.check_reader(turn.person.user_id, readers)
    return readers


def record(turn: Turn, incident: Incident, kind: FactKind, **data: str | list[str]) -> None:
    """Put down what was done with the analysis, never what stands in it."""
    turn.record(Fact(kind, turn.person.user_id, turn.now, incident.number, dict(data)))


VERB = Verb(
    name="readers",
    usage="<@people>|everyone",
    summary="who alone reads the analysis",
    right=Act.RESPOND,
    do=restrict,
)
