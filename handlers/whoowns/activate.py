"""`/whoowns activate <version> [from <date>]`: propose that it answers; shows what differs."""

from datetime import datetime

from domain import matrix_proposal as decide
from domain.instants import iso
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
    return await propose(turn, await known(turn, request.text), active_from=start(request))


def start(request: Request) -> datetime | None:
    """Return from when on it is to answer, None where nothing was typed; raises NoSuchTimeError."""
    typed = request.value("from")
    return iso(typed) if typed else None


async def propose(turn: Turn, version: Version, *, active_from: datetime | None) -> InternalMessage:
    """Show what would change where incidents are run, and ask for a second admin there."""
    after, by = version.matrix, turn.person.user_id
    before = await answering(turn, after, active_from)
    if before == after:
        return matrix_words.answers_already(after)
    if turn.roster.channel_id is None:
        raise NoPlaceError(
            f"I am not in #{turn.office.incidents_channel}, where another admin would approve it. "
            "Invite me there first.",
            instead=(f"/invite @onus #{turn.office.incidents_channel}",),
        )
    digest = digest_of(before, after, active_from=active_from)
    admins = turn.staff.holders(Right.ADMIN)
    shown = matrix_words.proposal(
        before,
        after,
        differences(before, after),
        active_from=active_from,
        digest=digest,
        by=by,
        admins=admins,
    )
    post_id = await outbox.post(
        turn.tx,
        turn.office.id,
        channel_id=turn.roster.channel_id,
        message=shown,
        now=turn.now,
    )
    made = Proposal(
        turn.office.id, after.id, after.version, digest, by, turn.now, post_id, active_from
    )
    await matrix_proposals.put(turn.tx, made)
    turn.record(decide.proposed(made))
    return matrix_words.waits(after, turn.roster.channel_id, alone=set(admins) <= {by})


async def known(turn: Turn, name: str) -> Version:
    """Return the version of that name; raises NoSuchMatrixError."""
    return find_named(known_versions(await matrices.versions(turn.tx, turn.office.id)), name)


async def answering(turn: Turn, matrix: Matrix, at: datetime | None) -> Matrix:
    """Return what answers first for the matrix's provider at an instant, or now."""
    catalog = await matrices.catalog_at(turn.tx, turn.office.id, at or turn.now)
    return catalog.active(matrix.provider)


VERB = Verb(
    name="activate",
    usage="<matrix>[@version] [from <date>]",
    summary="propose that a version of a matrix answers, from now on or from a date",
    right=Act.MATRICES,
    do=activate,
    keys=("from",),
)
