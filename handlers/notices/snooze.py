"""`/incident snooze`: silences the reminder, and moves nothing that customers were promised."""

from datetime import datetime

from domain.facts import Fact, FactKind
from domain.instants import duration
from domain.outage import OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import utc
from handlers.kit.turn import Turn
from handlers.notices.meant import open_outage
from handlers.notices.promise import nudge_at

_USUAL = "10m"


def snoozed(until: datetime | None, *, due: datetime) -> InternalMessage:
    """Tell when the reminder comes, and what comes whether or not."""
    again = f"You are reminded at {utc(until)}." if until else "You are not reminded before it."
    return InternalMessage(
        f"Customers are still promised an update by {utc(due)}; without one, a holding statement "
        f"goes then. {again}"
    )


async def snooze(turn: Turn, request: Request) -> InternalMessage:
    """Put the reminder off, or leave it out where it would come too late."""
    incident, outage = await open_outage(turn, request)
    due = outage.awaited_at
    if due is None:
        raise OutageError(
            "There is nothing to snooze: two holding statements went, and pages go on until "
            "somebody writes to customers.",
            instead=(f"/incident {incident.name} update <text>",),
        )
    until = turn.now + duration(request.text or _USUAL)
    again = until if until < due else None
    await nudge_at(turn, outage, again)
    data = {"until": again.isoformat() if again else None, "promised_at": due.isoformat()}
    by = turn.person.user_id
    await turn.tell(incident, Fact(FactKind.NUDGE_SNOOZED, by, turn.now, incident.number, data))
    return snoozed(again, due=due)


VERB = Verb(
    name="snooze",
    usage="[10m]",
    summary="put off the reminder of the next update; what customers were promised stays",
    right=Act.TELL,
    do=snooze,
)
