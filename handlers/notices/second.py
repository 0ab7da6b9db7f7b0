"""`approve-notice`, `decline-notice`, `send-alone`: what becomes of a notice that two decide on."""

from domain import notice_proposal as decide
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.notice_proposal import NoticeProposal, NoticeProposalError
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip
from handlers.kit.paging import page
from handlers.kit.secrecy import seen_by
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.notices.preview import sent, to_approve
from handlers.notices.propose import close, digest
from handlers.notices.sending import as_shown, send
from storage import approvals, notice_proposals, outages
from storage.approvals import Approval
from storage.outages import Notice


def reason_form(request: Request) -> Block:
    """Return the form that asks why."""
    title = "Decline" if request.verb == DECLINE.name else "Send alone"
    return form(request, title, blocks.text_input("text", "Why?", long=True), submit=title)


async def approve(turn: Turn, request: Request) -> InternalMessage:
    """Have exactly what was shown leave, as the second person; the bare verb shows it first."""
    incident, proposal, notice = await _at_hand(turn, request, request.text)
    if not request.text:
        return to_approve(proposal, notice, asks="*A notice waits for a second person.*")
    decide.check_second(
        proposal,
        by=turn.person.user_id,
        seen=request.value("words"),
        digest=digest(notice),
        now=turn.now,
    )
    await _go(turn, request, incident, proposal, notice, kind=FactKind.NOTICE_APPROVED)
    return sent(notice, turn)


async def send_alone(turn: Turn, request: Request) -> InternalMessage:
    """Break through alone, and have everyone who may approve look at it."""
    incident, proposal, notice = await _at_hand(turn, request)
    reason, by = request.text, turn.person.user_id
    decide.check_alone(proposal, by=by, reason=reason, digest=digest(notice), now=turn.now)
    kind = FactKind.NOTICE_ALONE
    await _go(turn, request, incident, proposal, notice, kind=kind, reason=reason)
    holders = (one for one in turn.staff.holders(Right.APPROVER) if one != by)
    await page(
        turn,
        incident,
        about=f"{proposal.subject} alone",
        why=f"a notice to customers ({proposal.kind}) went without a second person; look at it. "
        f"Reason: {clip(reason, 150)}",
        named=await seen_by(turn, incident, tuple(holders)),
        spared=(by,),
        by=by,
    )
    return sent(notice, turn)


async def decline(turn: Turn, request: Request) -> InternalMessage:
    """Have it never leave."""
    incident, proposal, _ = await _at_hand(turn, request)
    if not request.text.strip():
        raise NoticeProposalError("Say why, for whoever wrote it.", field="text")
    await close(turn, incident, proposal, state="declined")
    await turn.tell(incident, _fact(turn, FactKind.NOTICE_DECLINED, proposal, request.text))
    return InternalMessage("Declined: customers read nothing of it.")


async def _at_hand(
    turn: Turn, request: Request, notice_id: str = ""
) -> tuple[Incident, NoticeProposal, Notice]:
    """Return what waits of the incident; notice_id: what the button stands for."""
    incident = await which(turn, request)
    waiting = await notice_proposals.waiting(turn.tx, turn.office.id, incident.number)
    meant = [one for one in waiting if notice_id in (one.notice_id, "")]
    if not meant:
        raise NoticeProposalError(
            f"No such notice of {incident.name} waits for a second person: it was decided on, or "
            "replaced by another.",
            instead=(f"/incident {incident.name} approve-notice",) if waiting else (),
        )
    notice = await outages.get_notice(turn.tx, turn.office.id, meant[-1].notice_id)
    assert notice, "a notice is never deleted"
    return incident, meant[-1], notice


async def _go(  # one a particular of the decision
    turn: Turn,
    request: Request,
    incident: Incident,
    proposal: NoticeProposal,
    notice: Notice,
    *,
    kind: FactKind,
    reason: str = "",
) -> None:
    outage = await as_shown(turn, request, incident, notice)
    await close(turn, incident, proposal)
    await approvals.give(turn.tx, _approval(turn, proposal, kind, reason))
    await turn.tell(incident, _fact(turn, kind, proposal, reason))
    await send(turn, incident, outage, notice, quietly=proposal.quietly)


def _approval(turn: Turn, proposal: NoticeProposal, kind: FactKind, reason: str) -> Approval:
    """Return the yes to exactly these words for exactly these recipients."""
    return Approval(
        workspace_id=turn.office.id,
        subject=proposal.subject,
        digest=proposal.digest,
        decision=kind,
        decided_by=turn.person.user_id,
        decided_at=turn.now,
        reason=reason,
        expires_at=proposal.expires_at,
    )


def _fact(turn: Turn, kind: FactKind, proposal: NoticeProposal, reason: str) -> Fact:
    by = turn.person.user_id
    return decide.fact(kind, proposal, by=by, now=turn.now, reason=reason)


APPROVE = Verb(
    name="approve-notice",
    usage="",
    summary="look at the notice that waits for a second person, and approve it; never one's own",
    right=Act.APPROVE,
    do=approve,
    keys=("words",),
)
DECLINE = Verb(
    name="decline-notice",
    usage="<reason>",
    summary="decline the notice that waits for a second person",
    right=Act.APPROVE,
    do=decline,
    form=reason_form,
)
ALONE = Verb(
    name="send-alone",
    usage="<reason>",
    summary="send one's own notice without a second person; everyone who may approve is told",
    right=Act.TELL,
    do=send_alone,
    form=reason_form,
)
