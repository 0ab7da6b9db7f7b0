"""`/incident withhold`: one customer is told nothing of an incident until an instant."""

from dataclasses import replace
from datetime import datetime

from domain import embargo as decide
from domain.customers import Customer, named
from domain.embargo import ALONE_FOR, Decision, Embargo, EmbargoError
from domain.incident import Incident, check_open
from domain.people import Act, Right, Staff
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, echo, escape, mention
from handlers.kit.paging import page
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.withheld import refuse_withheld
from handlers.notices.embargo import about, ring_at_its_end
from storage import customers, embargoes, outages, outward
from storage.outbox_rows import new_id

_MINUTES = int(ALONE_FOR.total_seconds() // 60)


def withhold_form(request: Request) -> Block:
    """Return the form that a bare `withhold` opens."""
    return form(
        request,
        "Withhold",
        blocks.text_input("text", "From which customer?", hint="Globex"),
        blocks.text_input("until", "Until when?", hint="05:00 or 4h"),
        blocks.text_input("because", "Why? It stays inside.", long=True),
        submit="Withhold",
    )


def withheld(
    embargo: Embargo, *, now: datetime, stopped: int, timezone: str, staff: Staff
) -> InternalMessage:
    """Tell what holds now, what a second person is needed for, and what it cannot do."""
    until = echo(embargo.until_at, now=now, timezone=timezone)
    able = [one for one in staff.holders(Right.APPROVER) if one != embargo.proposed_by]
    who = " or ".join(map(mention, able)) or "somebody who may approve (nobody can now)"
    on_the_way = f" {stopped} on the way to it went no further." if stopped else ""
    return InternalMessage(
        f":zipper_mouth_face: {escape(embargo.customer)} is told nothing from now on.{on_the_way} "
        f"It ends in {_MINUTES} min, unless {who} agrees: then it lasts until {until}. "
        "What had left already has left."
    )


async def withhold(turn: Turn, request: Request) -> InternalMessage:
    """Hold every word to that customer from now on, and ask a second person."""
    incident = await which(turn, request)
    check_open(incident)
    customer, until_at, reason = await _read(turn, request)
    await refuse_withheld(turn, incident.number, customer.id)
    embargo = Embargo(
        workspace_id=turn.office.id,
        id=new_id(),
        incident=incident.number,
        customer_id=customer.id,
        customer=customer.name,
        until_at=until_at,
        reason=reason,
        proposed_by=turn.person.user_id,
        proposed_at=turn.now,
    )
    decision = decide.propose(embargo)
    await _leave_out(turn, incident, customer)
    stopped = await outward.stop_customer(turn.tx, turn.office.id, incident.number, customer.id)
    await _ask(turn, incident, decision)
    zone = turn.person.timezone
    return withheld(embargo, now=turn.now, stopped=stopped, timezone=zone, staff=turn.staff)


async def _read(turn: Turn, request: Request) -> tuple[Customer, datetime, str]:
    typed = request.value("until")
    if not request.text or not typed:
        raise EmbargoError(
            "From whom, until when, and why?",
            instead=("/incident withhold Globex until 05:00 the suspect may be one of its people",),
        )
    customer = named(await customers.every(turn.tx, turn.office.id), request.text)
    until_at, rest = decide.read_until(typed, now=turn.now, timezone=turn.person.timezone)
    return customer, until_at, request.value("because") or rest


async def _leave_out(turn: Turn, incident: Incident, customer: Customer) -> None:
    """Take it out of those who are told of the open outage; what the others read stays."""
    for outage in await outages.of_incident(turn.tx, turn.office.id, incident.number):
        if not outage.open or customer.id not in outage.customers:
            continue
        others = tuple(one for one in outage.customers if one != customer.id)
        if not others:
            raise EmbargoError(
                f"Only {customer.name} is told of this outage: freeze every word instead.",
                instead=(f"/incident {incident.name} freeze <reason>",),
            )
        await outages.save(turn.tx, replace(outage, customers=others))


async def _ask(turn: Turn, incident: Incident, decision: Decision) -> None:
    """Ask a second person in the thread and page them."""
    embargo = decision.embargo
    name, customer = incident.name, embargo.customer
    buttons = blocks.actions(
        button("Agree", command="incident", line=f"{name} agree {customer}", style="primary"),
        button("Tell them after all", command="incident", line=f"{name} lift {customer}"),
    )
    post_id = await turn.tell(incident, decision.fact, buttons)
    await embargoes.add(turn.tx, replace(embargo, post_id=post_id))
    await page(
        turn,
        incident,
        about=about(embargo),
        why=f"agree that {clip(customer, 60)} is told nothing: {clip(embargo.reason, 150)}",
        spared=(embargo.proposed_by,),
        right=Right.APPROVER,
    )
    await ring_at_its_end(turn, embargo)


VERB = Verb(
    name="withhold",
    usage="<customer> until 05:00 <reason>",
    summary="tell one customer nothing until then; a second person agrees, and it ends loudly",
    right=Act.TELL,
    do=withhold,
    keys=("until", "because"),
    synonyms=("embargo",),
    form=withhold_form,
)
