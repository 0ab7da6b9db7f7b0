"""`/incident mitigate`: propose an emergency step that may itself cause an outage."""

from dataclasses import replace
from datetime import datetime

from domain import instants
from domain import mitigation as decide
from domain.customers import named
from domain.incident import check_open
from domain.mitigation import Mitigation, NotNowError, Stage
from domain.people import Act, Right, Staff
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, echo, mention
from handlers.kit.paging import page
from handlers.kit.rights import nobody_approves
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import customers, mitigations

_EXAMPLE = "/incident mitigate restart the hosts of cluster 7 for 45m services vm"


def proposal_form(request: Request) -> Block:
    """Return the form that the button shows."""
    return form(
        request,
        "Propose a mitigation",
        blocks.text_input("text", "What is to be done?", long=True),
        blocks.text_input("for", "How long may the outage last?", hint="45m"),
        blocks.text_input("services", "Which services?", hint="vm, disks"),
        blocks.text_input("customers", "Which customers, if not all users", optional=True),
        blocks.text_input("start", "When, if not at once", optional=True, hint="02:00"),
        submit="Propose",
    )


def about(mitigation: Mitigation) -> str:
    """Return what approvers are paged about: this proposal."""
    return f"mitigation {mitigation.number}"


def decision_buttons(mitigation: Mitigation) -> Block:
    """Return what a second person can click, bound to exactly this plan."""
    name = f"INC-{mitigation.incident}"
    approve = f"{name} approve plan {mitigation.digest[:12]}"
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
    services = request.words.items("services")
    if not request.value("for") or not services:
        raise NotNowError(
            "Say how long its outage may last (for) and which services it affects (services).",
            instead=(_EXAMPLE,),
        )
    every = await customers.every(turn.tx, turn.office.id)
    names = request.words.items("customers")
    start = request.value("start")
    mitigation = Mitigation(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await mitigations.next_number(turn.tx, turn.office.id, incident.number),
        what=decide.check_what(request.text),
        minutes=int(instants.duration(request.value("for")).total_seconds() // 60),
        services=services,
        customers=tuple(named(every, name).name for name in names),
        starts_at=instants.ahead(start, now=turn.now, timezone=turn.person.timezone)
        if start
        else None,
        stage=Stage.PROPOSED,
        proposed_by=turn.person.user_id,
        proposed_at=turn.now,
    )
    fact = decide.proposed(mitigation).fact
    post_id = await turn.tell(incident, fact, decision_buttons(mitigation))
    await mitigations.add(turn.tx, replace(mitigation, post_id=post_id))
    await page(
        turn,
        incident,
        about=about(mitigation),
        why=f"a mitigation waits for your approval: {clip(mitigation.what, 200)}",
        spared=(mitigation.proposed_by,),
        right=Right.APPROVER,
    )
    return proposed(mitigation, timezone=turn.person.timezone, staff=turn.staff)


def _check_none_waits(earlier: list[Mitigation], *, now: datetime) -> None:
    """Refuse beside one that waits or runs; what expired or never began makes room."""
    for mitigation in earlier:
        if mitigation.stage is Stage.BEGUN or mitigation.waits(now):
            raise NotNowError(
                f"“{mitigation.what}” is {mitigation.stage}: settle it before proposing another.",
                instead=("/incident decline <reason>", "/incident end <what was verified>"),
            )


VERB = Verb(
    name="mitigate",
    usage="<what> for 45m services a,b [customers x,y] [start 02:00]",
    summary="propose an emergency step that may cause an outage; a second person approves",
    right=Act.RESPOND,
    do=mitigate,
    keys=("for", "services", "customers", "start"),
    synonyms=("mitigation",),
    form=proposal_form,
)
