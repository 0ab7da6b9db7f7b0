"""`/incident stop`: a notice that was confirmed seconds ago does not leave after all."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import NoticeKind, Outage, OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.promise import take_back
from storage import freezes, outages, outward
from storage.outages import Notice


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Let a notice leave when its seconds are over, unless it was stopped or frozen."""
    if await freezes.get(turn.tx, turn.office.id, body["incident"]) is None:
        await outward.release_notice(turn.tx, turn.office.id, body["notice"])


async def stop(turn: Turn, request: Request) -> InternalMessage:
    """Take a notice back that waits to leave, with all that it changed."""
    incident = await which(turn, request)
    notice = await outages.get_notice(turn.tx, turn.office.id, request.text)
    if notice is None or notice.incident != incident.number or notice.state != "queued":
        raise OutageError("There is no such notice on its way.", instead=("/incident status",))
    after = await outages.get(turn.tx, turn.office.id, notice.reference)
    if after is None or not await outward.stop_notice(turn.tx, turn.office.id, notice.id):
        raise OutageError(
            "Too late: customers can read it. Correct it, or withdraw it.",
            instead=(
                f"/incident {incident.name} correct <text>",
                f"/incident {incident.name} withdraw <reason>",
            ),
        )
    await _undo(turn, incident, notice, after)
    return InternalMessage("Stopped: customers read nothing of it. Type it anew when it is right.")


async def _undo(turn: Turn, incident: Incident, notice: Notice, after: Outage) -> None:
    """Put the outage back to what it was before the notice."""
    by = turn.person.user_id
    if notice.kind is NoticeKind.OUTAGE:
        await outages.remove(turn.tx, after)
        before = replace(notice.before, ended_at=turn.now)
    else:
        before = await outages.save(turn.tx, replace(notice.before, version=after.version))
    await outages.settle_notice(turn.tx, notice, state="stopped", by=by, now=turn.now)
    await take_back(turn, incident, before, notice)
    data = {"notice": str(notice.kind)}
    fact = Fact(FactKind.NOTICE_STOPPED, by, turn.now, incident.number, data)
    await turn.tell(incident, fact)


VERB = Verb(
    name="stop",
    usage="<notice>",
    summary="stop a notice that was confirmed and has not left yet",
    right=Act.TELL,
    do=stop,
    hidden=True,
)
