"""`/incident merge`: go on in another incident, once what follows has been read."""

from dataclasses import replace

from domain import drill, endings
from domain.endings import NoSuchEndError
from domain.grammar import INCIDENT
from domain.incident import Incident
from domain.outage import Outage
from domain.people import Act
from domain.restricted import check_merging
from domain.words import InternalMessage
from handlers.incident.consequences import (
    SURE,
    agreed,
    around,
    check_nothing_runs,
    of_merging,
    preview,
    quoted,
    withdraw_unused,
)
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import embargoes, incidents, outages


async def merge(turn: Turn, request: Request) -> InternalMessage:
    """Say what would follow, or do it."""
    incident = await which(turn, request)
    into, reason = await _other(turn, request, incident)
    check_merging(incident, into)
    drill.check_merging(incident, into)
    decision = endings.merge(incident, into, by=turn.person.user_id, now=turn.now, reason=reason)
    hanging = await around(turn, incident)
    there = await around(turn, into)
    check_nothing_runs(turn, hanging)
    _check_outages(incident, into, hanging.open_outage, there.open_outage)
    lines = of_merging(incident, into, hanging)
    if not agreed(request, lines):
        words = f"{into.name} {quoted(reason)}" if reason else into.name
        label = f"Merge into {into.name}"
        return preview(incident, lines, verb=VERB.name, label=label, words=words)
    after = await incidents.save(turn.tx, decision.incident)
    if hanging.open_outage:
        await outages.save(turn.tx, replace(hanging.open_outage, incident=into.number))
    await embargoes.move(turn.tx, turn.office.id, incident.number, into=into.number)
    await withdraw_unused(turn, after, hanging, reason=f"it is merged into {into.name}")
    gone, come = decision.facts
    await turn.tell(after, gone)
    await turn.tell(into, come)
    return InternalMessage(f"{after.name} is merged; work goes on in {into.name}.")


async def _other(turn: Turn, request: Request, incident: Incident) -> tuple[Incident, str]:
    """Return the incident that the line names, locked, and the reason after it."""
    name, _, reason = request.text.partition(" ")
    named = INCIDENT.fullmatch(name)
    if named is None:
        raise NoSuchEndError(
            f"Into which incident is {incident.name} to be merged?",
            instead=(f"/incident {incident.name} merge INC-4",),
        )
    number = int(named.group(1))
    found = await incidents.get(turn.tx, turn.office.id, number, viewer=turn.person)
    if found is None:
        raise NoSuchEndError(f"There is no INC-{number}.", instead=("/incident list",))
    return await incidents.lock(turn.tx, found), reason.strip().strip('"')


def _check_outages(
    incident: Incident, into: Incident, ours: Outage | None, theirs: Outage | None
) -> None:
    if ours and theirs:
        raise NoSuchEndError(
            "Customers wait for the end of an outage of either incident. End one of the two first.",
            instead=(
                f"/incident {incident.name} recovered",
                f"/incident {into.name} recovered",
            ),
        )


VERB = Verb(
    name="merge",
    usage="INC-4 [reason]",
    summary="go on in another incident, with its outage; shows first what follows",
    right=Act.RESPOND,
    do=merge,
    keys=(SURE,),
    synonyms=("duplicate",),
    names_another=True,
)
