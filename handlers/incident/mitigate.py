"""`/incident mitigate`: propose an emergency step that may itself cause an outage."""

from dataclasses import replace
from datetime import datetime

from domain import mitigation as decide
from domain.incident import Incident, check_open
from domain.mitigation import Decision, Mitigation, NotNowError, Stage
from domain.people import Act, Right, Staff
from domain.seen import mark_of
from domain.words import InternalMessage
from handlers.incident.plan_words import EXAMPLE, KEYS, plan_fields, read_changes
from handlers.incident.watch import about, watch
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, echo, mention
from handlers.kit.paging import page, stop
from handlers.kit.planned import as_it_is
from handlers.kit.rights import nobody_approves
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import customers, mitigations


def proposal_form(request: Request) -> Block:
    """Return the form that the button shows."""
    fields = plan_fields(amends=False)
    return form(request, "Propose a mitigation", *fields, submit="Propose")


def amendment_form(request: Request) -> Block:
    """Return the form that a bare `amend` opens: what is left empty stays."""
    return form(request, "Amend the plan", *plan_fields(amends=True), submit="Amend")


def decision_buttons(mitigation: Mitigation) -> Block:
    """Return what a second person can click, bound to exactly this plan."""
    name = f"INC-{mitigation.incident}"
    approve = f"{name} approve plan {mark_of(mitigation.digest)}"
    return blocks.actions(
        button("Approve", command="incident", line=approve, style="primary"),
        button("Decline", command="incident", line=f"{name} decline"),
        button("Proceed alone", command="incident", line=f"{name} proceed", style="danger"),
    )


def proposed(mitigation: Mitigation, *, timezone: str, staff: Staff) -> InternalMessage:
    """Tell the proposer who can approve it, or that nobody could."""
    now = mitigation.proposed_at
    starts = (
        f" It starts at {echo(mitigation.starts_at, now=now, timezone=timezone)}."
        if mitigation.starts_at
        else ""
    )
    until = echo(mitigation.expires_at, now=now, timezone=timezone)
    approvers = (mention(one) for one in staff.holders(Right.APPROVER))
    others = ", ".join(one for one in approvers if one != mention(mitigation.proposed_by))
    by = f"It waits for {others}, until {until}." if others else ""
    warning = nobody_approves(staff, but=mitigation.proposed_by)
    return InternalMessage(f"Proposed. {by}{starts} {warning}".strip())


async def mitigate(turn: Turn, request: Request) -> InternalMessage:
    """Propose it, and ask a second person in the thread."""
    incident = await which(turn, request)
    check_open(incident)
    earlier = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    _check_none_waits(earlier, now=turn.now)
    every = await customers.every(turn.tx, turn.office.id)
    changes = read_changes(turn, request, every)
    if "minutes" not in changes or "services" not in changes:
        raise NotNowError(
            "Say how long its outage may last (for) and which services it affects (services).",
            instead=(EXAMPLE,),
        )
    decide.check_what(request.text)
    plan = {"customers": (), "starts_at": None, **changes}
    mitigation = Mitigation(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await mitigations.next_number(turn.tx, turn.office.id, incident.number),
        stage=Stage.PROPOSED,
        proposed_by=turn.person.user_id,
        proposed_at=turn.now,
        **plan,
    )
    new = await as_it_is(turn, incident, mitigation)
    post_id = await _ask(turn, incident, decide.proposed(new))
    await mitigations.add(turn.tx, replace(new, post_id=post_id))
    return proposed(new, timezone=turn.person.timezone, staff=turn.staff)


async def amend(turn: Turn, request: Request) -> InternalMessage:
    """Change the plan; whatever was approved of it counts no more."""
    incident = await which(turn, request)
    steps = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    if not steps:
        raise NotNowError(f"{incident.name} has no mitigation.", instead=(EXAMPLE,))
    before = steps[-1]
    every = await customers.every(turn.tx, turn.office.id)
    changed = replace(
        before,
        proposed_by=turn.person.user_id,
        proposed_at=turn.now,
        **read_changes(turn, request, every),
    )
    decision = decide.amend(before, await as_it_is(turn, incident, changed))
    await turn.settle(incident, before.post_id)
    await stop(turn, incident, about=about(before))
    post_id = await _ask(turn, incident, decision)
    after = replace(decision.mitigation, post_id=post_id)
    await mitigations.save(turn.tx, after)
    return proposed(after, timezone=turn.person.timezone, staff=turn.staff)


async def _ask(turn: Turn, incident: Incident, decision: Decision) -> str:
    """Ask a second person in the thread and page them; return the delivery id of the question."""
    mitigation = decision.mitigation
    post_id = await turn.tell(incident, decision.fact, decision_buttons(mitigation))
    await page(
        turn,
        incident,
        about=about(mitigation),
        why=f"a mitigation waits for your approval: {clip(mitigation.what, 200)}",
        spared=(mitigation.proposed_by,),
        right=Right.APPROVER,
    )
    await watch(turn, mitigation)
    return post_id


def _check_none_waits(earlier: list[Mitigation], *, now: datetime) -> None:
    """Refuse beside one that waits or runs; what expired or never began makes room."""
    for mitigation in earlier:
        if mitigation.stage is Stage.BEGUN or mitigation.waits(now):
            raise NotNowError(
                f"“{mitigation.what}” is {mitigation.stage}: settle it before proposing another.",
                instead=("/incident decline <reason>", "/incident end <what was verified>"),
            )


_USAGE = (
    "[customers x,y|everyone] [region …] [start 02:00] [because …] [risk …] [undo …] "
    "[notice <public title>] [impact full|partial|degraded]"
)
VERB = Verb(
    name="mitigate",
    usage=f"<what> for 45m services a,b {_USAGE}",
    summary="propose an emergency step that may cause an outage; a second person approves",
    right=Act.RESPOND,
    do=mitigate,
    keys=KEYS,
    synonyms=("mitigation",),
    form=proposal_form,
)
AMEND = Verb(
    name="amend",
    usage=f"[<what>] [for 30m] [services a,b] {_USAGE}",
    summary="change the plan that waits; it is approved anew",
    right=Act.RESPOND,
    do=amend,
    keys=KEYS,
    form=amendment_form,
)
