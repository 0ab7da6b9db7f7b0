"""The buttons under a proposed matrix: approve it, go alone, decline it."""

from domain import matrix_proposal as decide
from domain.facts import FactKind
from domain.matrix_proposal import Proposal, ProposalError, digest_of
from domain.own_matrix import Activation, Version, activated
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.whoowns import matrix_words
from handlers.whoowns.activate import answering, known
from storage import approvals, matrices, matrix_proposals, outbox
from storage.approvals import Approval


def reason_form(request: Request) -> Block:
    """Return the form that asks why."""
    title = "Decline" if request.verb == DECLINE.name else "Activate alone"
    return form(request, title, blocks.text_input("text", "Why?", long=True), submit=title)


async def approve(turn: Turn, request: Request) -> InternalMessage:
    """Have it answer from now on, as the second admin."""
    proposal, version = await _at_hand(turn, request.text, seen=request.value("plan"))
    decide.check_second(proposal, by=turn.person.user_id)
    return await _settle(turn, proposal, version, reason="")


async def alone(turn: Turn, request: Request) -> InternalMessage:
    """Have it answer from now on without a second admin, where there is none."""
    name, seen = _of_button(request)
    proposal, version = await _at_hand(turn, name, seen=seen)
    admins = turn.staff.holders(Right.ADMIN)
    decide.check_alone(by=turn.person.user_id, admins=admins, reason=request.text)
    return await _settle(turn, proposal, version, reason=request.text)


async def decline(turn: Turn, request: Request) -> InternalMessage:
    """Leave everything as it is."""
    name, seen = _of_button(request)
    proposal, version = await _at_hand(turn, name, seen=seen)
    by = turn.person.user_id
    turn.record(decide.declined(proposal, by=by, now=turn.now, reason=request.text))
    ended = matrix_words.declined(version.matrix, by=by, reason=request.text)
    await _end(turn, proposal, ended)
    return ended


def _of_button(request: Request) -> tuple[str, str]:
    """Return the version and the digest that the button of a proposal stands for."""
    name, _, seen = request.raw.partition(" plan ")
    return name, seen


async def _at_hand(turn: Turn, name: str, *, seen: str) -> tuple[Proposal, Version]:
    version = await known(turn, name)
    matrix = version.matrix
    waiting = await matrix_proposals.waiting(turn.tx, turn.office.id, matrix.id, matrix.version)
    if waiting is None:
        raise ProposalError(
            f"Nobody waits for a decision on {matrix.name}: it was decided already.",
            instead=("/whoowns versions",),
        )
    before = await answering(turn, matrix, waiting.active_from)
    digest = digest_of(before, matrix, active_from=waiting.active_from)
    decide.check_seen(waiting, seen=seen, digest=digest, now=turn.now)
    return waiting, version


async def _settle(
    turn: Turn, proposal: Proposal, version: Version, *, reason: str
) -> InternalMessage:
    matrix, now, by = version.matrix, turn.now, turn.person.user_id
    await approvals.give(turn.tx, _approval(proposal, turn, reason=reason))
    start = proposal.active_from or now
    activation = Activation(matrix.provider, matrix.id, matrix.version, start, by, now)
    await matrices.activate(turn.tx, turn.office.id, version, activation)
    turn.record(activated(activation, proposed_by=proposal.proposed_by, reason=reason))
    ended = matrix_words.answers_now(matrix, proposal, by=by, reason=reason)
    await _end(turn, proposal, ended)
    return ended


def _approval(proposal: Proposal, turn: Turn, *, reason: str) -> Approval:
    """Return the yes to exactly this change."""
    return Approval(
        workspace_id=turn.office.id,
        subject=proposal.subject,
        digest=proposal.digest,
        decision=FactKind.MATRIX_ACTIVATED,
        decided_by=turn.person.user_id,
        decided_at=turn.now,
        reason=reason,
        expires_at=proposal.expires_at,
    )


async def _end(turn: Turn, proposal: Proposal, ended: InternalMessage) -> None:
    """Leave the proposal out, and put what became of it in place of its buttons."""
    await matrix_proposals.remove(turn.tx, proposal)
    if turn.roster.channel_id is not None:
        await outbox.replace_post(
            turn.tx,
            turn.office.id,
            target=proposal.post_id,
            channel_id=turn.roster.channel_id,
            message=ended,
            now=turn.now,
        )


APPROVE = Verb(
    name="approve-matrix",
    usage="<matrix>@<version> plan <digest>",
    summary="approve what another admin proposed",
    right=Act.MATRICES,
    do=approve,
    keys=("plan",),
    hidden=True,
)
ALONE = Verb(
    name="activate-alone",
    usage="<matrix>@<version> plan <digest>",
    summary="activate it without a second admin, where there is none",
    right=Act.MATRICES,
    do=alone,
    form=reason_form,
    takes_over=True,
    hidden=True,
)
DECLINE = Verb(
    name="decline-matrix",
    usage="<matrix>@<version> plan <digest>",
    summary="decline what was proposed",
    right=Act.MATRICES,
    do=decline,
    form=reason_form,
    takes_over=True,
    hidden=True,
)
