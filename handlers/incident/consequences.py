"""What follows when an incident is cancelled, merged or reopened: said before it happens.

The button under it carries a digest of what it said; where that is no longer so, it is said anew.
"""

import hashlib
from dataclasses import dataclass

from domain import mitigation as plan
from domain.endings import reopened_in
from domain.incident import Incident
from domain.mitigation import Mitigation, Stage
from domain.outage import Outage
from domain.words import InternalMessage
from handlers.incident.watch import about, watch
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request
from handlers.kit.mrkdwn import escape, utc_day
from handlers.kit.paging import stop
from handlers.kit.turn import Turn
from storage import mitigations, obligations, outages

SURE = "as-previewed"


@dataclass(frozen=True)
class Around:
    """What hangs on an incident. duties: how many obligations are still to be met."""

    outages: tuple[Outage, ...]
    mitigations: tuple[Mitigation, ...]
    duties: int

    @property
    def open_outage(self) -> Outage | None:
        """The outage whose end customers wait for."""
        return next((outage for outage in self.outages if outage.open), None)

    @property
    def unused(self) -> tuple[Mitigation, ...]:
        """Mitigations that wait for a decision, or for their beginning."""
        waiting = (Stage.PROPOSED, Stage.APPROVED)
        return tuple(one for one in self.mitigations if one.stage in waiting)


def of_cancelling(incident: Incident, around: Around) -> tuple[str, ...]:
    """Say what follows from cancelling."""
    return (
        f"{incident.name} is closed as cancelled, in {incident.phase}; its timeline stays.",
        *_of_outages(around),
        *_of_mitigations(around),
        *_of_duties(incident, around),
    )


def of_merging(incident: Incident, into: Incident, around: Around) -> tuple[str, ...]:
    """Say what follows from merging."""
    outage = around.open_outage
    goes_on = (
        f"Customers go on reading of “{escape(outage.title.words)}” in the same threads, from "
        f"{into.name}; the promised update by {utc_day(outage.next_update_at)} stays promised."
        if outage
        else f"No outage goes along: customers wait for nothing of {incident.name}."
    )
    title = escape(into.heading)
    return (
        f"{incident.name} is closed as merged; work goes on in {into.name}, “{title}”.",
        goes_on,
        f"Put down on {into.name} what it affects beyond what stands there.",
        *_of_mitigations(around),
        *_of_duties(incident, around),
    )


def of_reopening(incident: Incident, around: Around) -> tuple[str, ...]:
    """Say what follows from reopening."""
    told = (
        "Customers were told that it is over, and are promised nothing by this: if they feel it "
        f"again, tell them of a new outage: `/incident {incident.name} outage`."
        if around.outages
        else "Customers were told of no outage, and are promised nothing by this."
    )
    phase = reopened_in(incident)
    return (
        f"{incident.name} goes on in {phase}; what was decided of it stays until decided anew.",
        told,
        *_of_duties(incident, around),
    )


def preview(
    incident: Incident, lines: tuple[str, ...], *, verb: str, label: str, words: str
) -> InternalMessage:
    """Show what would follow, with the button that does it; words: what was typed with the verb."""
    line = f"{incident.name} {verb} {words} {SURE} {_digest(lines)}"
    said = "\n".join(("*Not done yet.* This is what follows:", *(f"• {each}" for each in lines)))
    do = button(label, command="incident", line=line, style="danger")
    return InternalMessage(
        f"{said}\nDo it: `/incident {escape(line)}`", (blocks.section(said), blocks.actions(do))
    )


def quoted(words: str) -> str:
    """Return what somebody typed so that no word of it is taken for a key."""
    return '"' + words.replace('"', "”") + '"'


def agreed(request: Request, lines: tuple[str, ...]) -> bool:
    """Whether the person has seen exactly this and said yes."""
    return request.value(SURE) == _digest(lines)


async def around(turn: Turn, incident: Incident) -> Around:
    """Return what hangs on the incident."""
    at = (turn.tx, turn.office.id, incident.number)
    duties = [one for one in await obligations.of_incident(*at) if one.open]
    return Around(
        tuple(await outages.of_incident(*at)),
        tuple(await mitigations.of_incident(*at)),
        len(duties),
    )


def check_nothing_runs(turn: Turn, around: Around) -> None:
    """Refuse while a mitigation runs, or going alone with one waits for its review."""
    for mitigation in around.mitigations:
        refusal = plan.blocker(mitigation, now=turn.now)
        if refusal and mitigation not in around.unused:
            raise refusal


async def withdraw_unused(turn: Turn, incident: Incident, around: Around, *, reason: str) -> None:
    """Take back what waits: it is neither approved nor begun any more."""
    for mitigation in around.unused:
        by = turn.person.user_id
        decision = plan.withdraw(mitigation, by=by, now=turn.now, reason=reason)
        after = await mitigations.save(turn.tx, decision.mitigation)
        await turn.settle(incident, after.post_id)
        await turn.tell(incident, decision.fact)
        await stop(turn, incident, about=about(after))
        await watch(turn, after)


def _of_outages(around: Around) -> tuple[str, ...]:
    told = [f"“{escape(outage.title.words)}” ({outage.reference})" for outage in around.outages]
    if not told:
        return ("Customers were told of no outage: nothing goes to them.",)
    return (f"What customers read of {', '.join(told)} stays with them; nothing more goes out.",)


def _of_mitigations(around: Around) -> tuple[str, ...]:
    return tuple(
        f"The mitigation “{escape(one.what)}” ({one.stage}) is withdrawn." for one in around.unused
    )


def _of_duties(incident: Incident, around: Around) -> tuple[str, ...]:
    if not around.duties:
        return ()
    many = f"{around.duties} deadline{'s' if around.duties > 1 else ''}"
    return (f"{many} go on counting until met: `/incident {incident.name} deadlines`.",)


def _digest(lines: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
