"""`approve`, `decline`, `proceed alone`, `reviewed`: what becomes of a proposed mitigation."""

from domain import mitigation as plan
from domain.incident import Incident
from domain.mitigation import Decision, Mitigation, NotNowError, Stage
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.incident.watch import about, watch
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, escape
from handlers.kit.paging import page, stop
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import approvals, mitigations
from storage.approvals import Approval


def reason_form(request: Request) -> Block:
    """Return the form that the button shows."""
    titles = {"decline": "Decline", "proceed": "Proceed alone", "reviewed": "Review"}
    question = "OK, or what you found?" if request.verb == "reviewed" else "Why?"
    title = titles[request.verb]
    return form(request, title, blocks.text_input("text", question, long=True), submit=title)


def approved(mitigation: Mitigation) -> InternalMessage:
    """Say exactly what was approved, also to whoever only typed the word."""
    return InternalMessage(
        f"Approved: “{escape(mitigation.what)}”, {mitigation.minutes} min for "
        f"{escape(', '.join(mitigation.services))}{_words(mitigation)}. Its outage may begin once "
        "customers' notice is queued or withheld with a reason."
    )


def _words(mitigation: Mitigation) -> str:
    return ", and what customers read of it" if mitigation.notice else ""


async def at_hand(turn: Turn, request: Request) -> tuple[Incident, Mitigation]:
    """Return the incident and its latest mitigation; raises NotNowError where there is none."""
    incident = await which(turn, request)
    steps = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    if not steps:
        raise NotNowError(
            f"{incident.name} has no mitigation.",
            instead=(
                "/incident mitigate restart the hosts of cluster 7 for 45m services vm",
                f"/incident {incident.name} approve-notice",
            ),
        )
    return incident, steps[-1]


async def approve(turn: Turn, request: Request) -> InternalMessage:
    """Approve exactly the plan that was seen."""
    incident, mitigation = await at_hand(turn, request)
    seen = request.value("plan")
    decision = plan.approve(mitigation, by=turn.person.user_id, now=turn.now, seen=seen)
    await _settle(turn, incident, decision, reason="")
    return approved(mitigation)


async def decline(turn: Turn, request: Request) -> InternalMessage:
    """Decline it."""
    incident, mitigation = await at_hand(turn, request)
    decision = plan.decline(mitigation, by=turn.person.user_id, now=turn.now, reason=request.text)
    await _settle(turn, incident, decision, reason=request.text)
    return InternalMessage("Declined.")


async def proceed(turn: Turn, request: Request) -> InternalMessage:
    """Break through alone, and report it to everyone with the right to approve."""
    incident, mitigation = await at_hand(turn, request)
    reason = _reason_alone(request)
    decision = plan.proceed_alone(mitigation, by=turn.person.user_id, now=turn.now, reason=reason)
    await _settle(turn, incident, decision, reason=reason)
    others = tuple(one for one in turn.staff.holders(Right.APPROVER) if one != turn.person.user_id)
    await page(
        turn,
        incident,
        about=f"{about(decision.mitigation)} alone",
        why=f"{clip(decision.mitigation.what, 100)} was decided alone; look at it. Reason: "
        f"{clip(reason, 150)}",
        named=others,
        spared=(turn.person.user_id,),
        by=turn.person.user_id,
    )
    return InternalMessage(
        "You decided alone. Everyone who may approve is paged with your reason. Somebody else "
        f"reviews it within 24 hours; until then {incident.name} cannot be closed."
    )


async def reviewed(turn: Turn, request: Request) -> InternalMessage:
    """Look at what somebody else decided alone."""
    incident = await which(turn, request)
    steps = await mitigations.of_incident(turn.tx, turn.office.id, incident.number)
    waiting = [step for step in steps if step.wants_review] or steps[-1:]
    if not waiting:
        raise NotNowError(f"{incident.name} has no mitigation.", instead=())
    decision = plan.review(waiting[0], by=turn.person.user_id, now=turn.now, finding=request.text)
    await mitigations.save(turn.tx, decision.mitigation)
    await turn.tell(incident, decision.fact)
    await stop(turn, incident, about=f"review of {about(decision.mitigation)}")
    await watch(turn, decision.mitigation)
    return InternalMessage("Reviewed; it stands in the timeline.")


def _reason_alone(request: Request) -> str:
    """Return the reason; a typed line says `alone` before it: nobody gets there by chance."""
    if request.via.form is not None:
        return request.text
    word, _, reason = request.text.partition(" ")
    if word.lower() != "alone":
        raise NotNowError("Going ahead without a second person takes the word “alone”.")
    return reason.strip()


async def _settle(turn: Turn, incident: Incident, decision: Decision, *, reason: str) -> None:
    fact = decision.fact
    await mitigations.save(turn.tx, decision.mitigation)
    if decision.mitigation.stage is Stage.APPROVED:
        await approvals.give(turn.tx, _approval(decision, reason=reason))
    await turn.settle(incident, decision.mitigation.post_id)
    await turn.tell(incident, fact, *_ways_on(decision.mitigation))
    await stop(turn, incident, about=about(decision.mitigation))
    await watch(turn, decision.mitigation)


def _ways_on(mitigation: Mitigation) -> tuple[Block, ...]:
    """Return the button that shows the notice that was approved, where one was."""
    if mitigation.stage is not Stage.APPROVED or not mitigation.notice:
        return ()
    line = f"INC-{mitigation.incident} announce"
    return (blocks.actions(button("Show customers' notice", command="incident", line=line)),)


def _approval(decision: Decision, *, reason: str) -> Approval:
    """Return the yes to exactly this plan."""
    mitigation, fact = decision.mitigation, decision.fact
    return Approval(
        workspace_id=mitigation.workspace_id,
        subject=mitigation.subject,
        digest=mitigation.digest,
        decision=fact.kind,
        decided_by=fact.actor,
        decided_at=fact.happened_at,
        reason=reason,
        expires_at=mitigation.approval_expires_at,
    )


APPROVE = Verb(
    name="approve",
    usage="",
    summary="approve the proposed mitigation; never one's own",
    right=Act.APPROVE,
    do=approve,
    keys=("plan",),
)
DECLINE = Verb(
    name="decline",
    usage="<reason>",
    summary="decline the proposed mitigation",
    right=Act.APPROVE,
    do=decline,
    synonyms=("reject",),
    form=reason_form,
)
PROCEED = Verb(
    name="proceed",
    usage="alone <reason>",
    summary="go ahead without a second person; everyone who may approve is told",
    right=Act.APPROVE,
    do=proceed,
    synonyms=("break-glass",),
    form=reason_form,
)
REVIEWED = Verb(
    name="reviewed",
    usage="ok|<what you found>",
    summary="review, as somebody else, what was decided alone; needed before it is closed",
    right=Act.APPROVE,
    do=reviewed,
    form=reason_form,
)
