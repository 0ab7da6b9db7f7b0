"""A notice that two people decide on: a second one is asked in the thread, and paged."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import notice_proposal as decide
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.notice_proposal import NoticeProposal
from domain.people import ONUS, Right, Staff
from domain.words import InternalMessage
from handlers.kit.mrkdwn import echo, mention
from handlers.kit.paging import page, stop
from handlers.kit.rights import nobody_approves
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from handlers.notices.preview import to_approve
from storage import incidents, notice_proposals, outages, timers
from storage.outages import Notice
from storage.timers import Timer

PROPOSAL = "proposal"


def proposed(proposal: NoticeProposal, *, timezone: str, staff: Staff) -> InternalMessage:
    """Tell the drafter who can approve it and until when, or that nobody could."""
    until = echo(proposal.expires_at, now=proposal.proposed_at, timezone=timezone)
    able = [one for one in staff.holders(Right.APPROVER) if one != proposal.drafted_by]
    warning = nobody_approves(staff, but=proposal.drafted_by)
    others = ", ".join(map(mention, able))
    waits = f"It waits for {others}, until {until}. " if others else ""
    return InternalMessage(f"Not sent yet. {waits}{warning}".strip())


def digest(notice: Notice) -> str:
    """Return the digest of what a notice shows, to whom."""
    own = (*notice.own, *notice.own_edits)
    return decide.digest_of(notice.message, notice.recipients, edit=notice.edit, own=own)


async def propose(
    turn: Turn, incident: Incident, notice: Notice, *, reason: str, quietly: bool
) -> InternalMessage:
    """Show a second person exactly what would go; whatever waited of the incident is void.

    reason: why it goes with words from inside. quietly: a correction would only edit.
    """
    for earlier in await notice_proposals.waiting(turn.tx, turn.office.id, incident.number):
        await close(turn, incident, earlier, state="discarded")
    proposal = NoticeProposal(
        workspace_id=turn.office.id,
        notice_id=notice.id,
        incident=incident.number,
        kind=notice.kind,
        digest=digest(notice),
        drafted_by=notice.drafted_by,
        proposed_by=turn.person.user_id,
        proposed_at=turn.now,
        expires_at=decide.expires_at(turn.now, next_update_at=notice.change.next_update_at),
        post_id="",
        reason=reason,
        quietly=quietly,
    )
    proposal = await _ask(turn, incident, proposal, notice)
    await notice_proposals.put(turn.tx, proposal)
    return proposed(proposal, timezone=turn.person.timezone, staff=turn.staff)


async def close(
    turn: Turn, incident: Incident, proposal: NoticeProposal, *, state: str = ""
) -> None:
    """Leave out what is decided on; state: what became of a notice that does not leave."""
    await notice_proposals.remove(turn.tx, proposal)
    await timers.clear(turn.tx, turn.office.id, _key(proposal))
    await turn.settle(incident, proposal.post_id)
    await stop(turn, incident, about=proposal.subject)
    if state:
        notice = await outages.get_notice(turn.tx, turn.office.id, proposal.notice_id)
        assert notice, "a notice is never deleted"
        by = turn.person.user_id
        await outages.settle_notice(turn.tx, notice, state=state, by=by, now=turn.now)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Let a proposal expire, unless it was decided on."""
    proposal = await notice_proposals.get(turn.tx, turn.office.id, body["notice"])
    if proposal is None or turn.now < proposal.expires_at:
        return
    incident = await incidents.get(turn.tx, turn.office.id, proposal.incident, viewer=ONUS)
    assert incident, "an incident is never deleted"
    await close(turn, incident, proposal, state="expired")
    expired = decide.fact(FactKind.NOTICE_EXPIRED, proposal, by=ONUS.user_id, now=turn.now)
    await turn.tell(incident, expired)


async def _ask(
    turn: Turn, incident: Incident, proposal: NoticeProposal, notice: Notice
) -> NoticeProposal:
    """Post exactly what would go, with what a second person can click; page whoever may."""
    fact = _fact(proposal, notice)
    turn.record(fact)
    turn.refresh(incident)
    post_id = await turn.say(incident, to_approve(proposal, notice, asks=told(fact)))
    await page(
        turn,
        incident,
        about=proposal.subject,
        why=f"a notice to customers waits for your approval ({proposal.kind})",
        spared=(proposal.drafted_by,),
        right=Right.APPROVER,
    )
    timer = Timer(
        workspace_id=turn.office.id,
        key=_key(proposal),
        kind=PROPOSAL,
        due_at=proposal.expires_at,
        body={"notice": proposal.notice_id},
    )
    await timers.put(turn.tx, timer)
    return replace(proposal, post_id=post_id)


def _fact(proposal: NoticeProposal, notice: Notice) -> Fact:
    return decide.fact(
        FactKind.NOTICE_PROPOSED,
        proposal,
        by=proposal.proposed_by,
        now=proposal.proposed_at,
        customers=list(dict.fromkeys(one.name for one in notice.recipients)),
        until=proposal.expires_at.isoformat(),
        finds=list(notice.finds),
        reason=proposal.reason,
    )


def _key(proposal: NoticeProposal) -> str:
    return f"{PROPOSAL}:{proposal.notice_id}"
