"""`/incident announce`: show customers' notice as it was approved with the mitigation."""

from dataclasses import replace

from domain.incident import Incident
from domain.mitigation import Mitigation, Stage
from domain.outage import OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.planned import approved, notice_of
from handlers.kit.turn import Turn
from handlers.kit.withheld import spared
from handlers.notices.meant import no_open_outage, recipients_of
from handlers.notices.preview import preview
from handlers.notices.publish import draft
from storage import mitigations
from storage.outages import Notice

_HELD = (Stage.APPROVED, Stage.BEGUN)


async def announce(turn: Turn, request: Request) -> InternalMessage:
    """Draft what was approved, with the times as they are now, and show it."""
    incident = await no_open_outage(turn, request)
    mitigation = await _approved(turn, incident)
    planned = await notice_of(turn, incident, mitigation, now=turn.now)
    affected = await spared(turn, incident.number, planned.affected)
    notice = await draft(
        turn,
        replace(planned.outage, customers=tuple(customer.id for customer in affected)),
        planned.change,
        planned.words,
        recipients_of(affected),
        plan=mitigation.digest,
    )
    without = [one.name for one in planned.affected if one not in affected]
    return preview(notice, timezone=turn.person.timezone, without=without)


async def check_plan(turn: Turn, incident: Incident, notice: Notice) -> None:
    """Refuse a notice whose plan has changed since it was drafted; raises OutageError."""
    if notice.plan and (await _approved(turn, incident)).digest != notice.plan:
        raise OutageError(
            "The plan was changed and approved anew since this preview.",
            instead=(f"/incident {incident.name} announce",),
        )


async def _approved(turn: Turn, incident: Incident) -> Mitigation:
    """Return the mitigation whose approval, with its notice, holds; raises OutageError."""
    steps = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    name = incident.name
    if not steps or not steps[-1].notice:
        raise OutageError(
            "No notice was approved with a mitigation. Write it yourself.",
            instead=(f"/incident {name} outage <public title> impact partial services a,b",),
        )
    latest = steps[-1]
    if latest.stage not in _HELD or not await approved(turn, incident, latest):
        raise OutageError(
            "The notice goes with a mitigation that is not approved as things are now: look at it, "
            "or have it approved anew.",
            instead=(f"/incident {name} status", f"/incident {name} amend because <the change>"),
        )
    return latest


VERB = Verb(
    name="announce",
    usage="",
    summary="show customers' notice as it was approved with the mitigation, ready to be sent",
    right=Act.TELL,
    do=announce,
)
