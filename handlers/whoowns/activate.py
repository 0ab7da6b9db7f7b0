"""`/whoowns activate <version>`: propose that a version answers; the difference is shown."""

from domain import matrix_proposal as decide
from domain.matrix import Matrix
from domain.matrix_diff import differences
from domain.matrix_proposal import Proposal, digest_of
from domain.own_matrix import Version, find_named, known_versions
from domain.people import Act, Right
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.whoowns import matrix_words
from storage import matrices, matrix_proposals, outbox


class NoPlaceError(Refusal):
    """There is no channel to propose it in."""


async def activate(turn: Turn, request: Request) -> InternalMessage:
    """Propose that a known version answers first for its provider."""
    return await propose(turn, await known(turn, request.text))


async def propose(turn: Turn, version: Version) -> InternalMessage:
    """Show what would change where incidents are run, and ask for a second admin there."""
    after, by = version.matrix, turn.person.user_id
    before = await answering(turn, after)
    if before == after:
        return matrix_words.answers_already(after)
    if turn.roster.channel_id is None:
        raise NoPlaceError(
            f"I am not in #{turn.office.incidents_channel}, where another admin would approve it. "
            "Invite me there first.",
            instead=(f"/invite @onus #{turn.office.incidents_channel}",),
        )
    digest, admins = digest_of(before, after), turn.staff.holders(Right.ADMIN)
    shown = matrix_words.proposal(
        before, after, differences(before, after), digest=digest, by=by, admins=admins
    )
    post_id = await outbox.post(
        turn.tx,
        turn.office.id,
        channel_id=turn.roster.channel_id,
        message=shown,
        now=turn.now,
    )
    made = Proposal(turn.office.id, after.id, after.version, digest, by, turn.now, post_id)
    await matrix_proposals.put(turn.tx, made)
    turn.record(decide.proposed(made))
    return matrix_words.waits(after, turn.roster.channel_id, alone=set(admins) <= {by})


async def known(turn: Turn, name: str) -> Version:
    """Return the version of that name; raises NoSuchMatrixError."""
    return find_named(known_versions(await matrices.versions(turn.tx, turn.office.id)), name)


async def answering(turn: Turn, matrix: Matrix) -> Matrix:
    """Return what answers first now for the matrix's provider."""
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, turn.now)
    return catalog.active(matrix.provider)


VERB = Verb(
    name="activate",
    usage="<matrix>[@version]",
    summary="propose that a version of a matrix answers from now on",
    right=Act.MATRICES,
    do=activate,
)
