"""`agree`, `lift`, and the end of an embargo: what becomes of a customer that is told nothing."""

from collections.abc import Mapping
from typing import Any

from domain import embargo as decide
from domain.customers import CustomerError
from domain.embargo import Decision, Embargo
from domain.incident import Incident
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, utc
from handlers.kit.paging import page, stop
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.meant import liaison
from storage import approvals, embargoes, incidents, outages, timers
from storage.approvals import Approval
from storage.timers import Timer

EMBARGO = "embargo"


def about(embargo: Embargo) -> str:
    """Return what a second person is paged about."""
    return f"withholding {embargo.id}"


def to_tell(incident: Incident, embargo: Embargo) -> Block:
    """Return the button that shows what it would read now, whole."""
    line = f"{incident.name} affected add {embargo.customer}"
    label = f"Tell {embargo.customer} now"
    return blocks.actions(button(label, command="incident", line=line, style="primary"))


async def agree(turn: Turn, request: Request) -> InternalMessage:
    """Agree to it as a second person."""
    incident = await which(turn, request)
    embargo = await _meant(turn, incident, request.text)
    by = turn.person.user_id
    decision = decide.agree(embargo, by=by, now=turn.now)
    await embargoes.save(turn.tx, decision.embargo)
    await approvals.give(turn.tx, _approval(decision))
    await turn.settle(incident, embargo.post_id)
    await turn.tell(incident, decision.fact)
    await stop(turn, incident, about=about(embargo))
    await ring_at_its_end(turn, decision.embargo)
    return InternalMessage(
        f"{escape(embargo.customer)} is told nothing until {utc(embargo.until_at)}. Before: "
        f"`/incident {incident.name} lift {escape(embargo.customer)}`"
    )


async def lift(turn: Turn, request: Request) -> InternalMessage:
    """Withhold nothing more, and show what the customer has missed."""
    incident = await which(turn, request)
    embargo = await _meant(turn, incident, request.text)
    missed = await _missed(turn, embargo)
    decision = decide.lift(embargo, by=turn.person.user_id, now=turn.now, missed=missed)
    await _end(turn, incident, decision)
    return InternalMessage(
        f"Nothing is withheld from {escape(embargo.customer)} any more. What it has missed stands "
        "in the thread, with a button to tell it."
    )


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """End it at its instant, loudly; unless it has ended, or lasts longer."""
    embargo = await embargoes.get(turn.tx, turn.office.id, body["embargo"])
    assert embargo, "an embargo is never deleted"
    decision = decide.expire(embargo, now=turn.now, missed=await _missed(turn, embargo))
    if decision is None:
        return
    incident = await incidents.get(turn.tx, turn.office.id, embargo.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    await _end(turn, incident, decision)
    await _page_liaison(turn, incident, embargo)


async def ring_at_its_end(turn: Turn, embargo: Embargo) -> None:
    """Set when it ends as things stand."""
    timer = Timer(
        workspace_id=turn.office.id,
        key=embargo.subject,
        kind=EMBARGO,
        due_at=embargo.ends_at,
        body={"embargo": embargo.id},
    )
    await timers.put(turn.tx, timer)


async def _end(turn: Turn, incident: Incident, decision: Decision) -> None:
    after = await embargoes.save(turn.tx, decision.embargo)
    await timers.clear(turn.tx, turn.office.id, after.subject)
    await turn.settle(incident, after.post_id)
    await stop(turn, incident, about=about(after))
    told_of = await outages.of_incident(turn.tx, turn.office.id, incident.number)
    ways_on = [to_tell(incident, after)] if any(outage.open for outage in told_of) else []
    await turn.tell(incident, decision.fact, *ways_on)


async def _page_liaison(turn: Turn, incident: Incident, embargo: Embargo) -> None:
    """Page whoever tells customers, where an outage still lasts."""
    for outage in await outages.of_incident(turn.tx, turn.office.id, incident.number):
        if outage.open:
            await page(
                turn,
                incident,
                about=f"{about(embargo)} ended",
                why=f"{embargo.customer} is no longer withheld, and has read nothing: tell it",
                named=(await liaison(turn, incident, outage),),
            )


async def _missed(turn: Turn, embargo: Embargo) -> list[str]:
    """Return what the others read meanwhile."""
    since = (turn.tx, turn.office.id, embargo.incident, embargo.proposed_at)
    told = await outages.published_since(*since)
    return [f"{kind} at {utc(at)}" for kind, at in told]


async def _meant(turn: Turn, incident: Incident, name: str) -> Embargo:
    """Return what holds for the customer of that name, or the only one that holds."""
    holding = await embargoes.holding(turn.tx, turn.office.id, incident.number)
    found = [one for one in holding if name.strip().casefold() in ("", one.customer.casefold())]
    if len(found) == 1:
        return found[0]
    there_are = ", ".join(one.customer for one in holding) or "nobody"
    raise CustomerError(
        f"Withheld from in {incident.name}: {there_are}.",
        instead=(f"/incident {incident.name} withhold Globex until 05:00 <reason>",),
    )


def _approval(decision: Decision) -> Approval:
    """Return the yes to exactly this."""
    embargo, fact = decision.embargo, decision.fact
    return Approval(
        workspace_id=embargo.workspace_id,
        subject=embargo.subject,
        digest=embargo.digest,
        decision=fact.kind,
        decided_by=fact.actor,
        decided_at=fact.happened_at,
        reason=embargo.reason,
        expires_at=embargo.until_at,
    )


AGREE = Verb(
    name="agree",
    usage="[customer]",
    summary="agree, as a second person, that a customer is told nothing yet; never one's own",
    right=Act.APPROVE,
    do=agree,
)
LIFT = Verb(
    name="lift",
    usage="[customer]",
    summary="withhold nothing from a customer any more, and show what it has missed",
    right=Act.TELL,
    do=lift,
)
