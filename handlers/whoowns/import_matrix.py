"""`/whoowns import`: a matrix file by a form: checked, kept as a version, proposed to answer."""

from domain.matrix_file import MatrixFileError
from domain.own_matrix import imported, read_matrix
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.whoowns import matrix_words
from handlers.whoowns.activate import propose, start
from storage import matrices


class NoFileError(Refusal):
    """No file was chosen."""


def import_form(request: Request) -> Block:
    """Return the form that takes the file."""
    return form(
        request,
        "Import a matrix",
        blocks.file_input("file", "A matrix file: TOML, or CSV by its name"),
        blocks.text_input(
            "from", "Answers from", optional=True, hint="2026-03-01; empty: once it is approved"
        ),
        submit="Check and propose",
    )


async def import_matrix(turn: Turn, request: Request) -> InternalMessage:
    """Tell every fault, or keep the version and propose that it answers."""
    upload, by, active_from = request.via.upload, turn.person.user_id, start(request)
    if upload is None:
        raise NoFileError("Choose a file.", field="file", instead=("/whoowns import",))
    try:
        matrix = read_matrix(upload.text, "csv" if upload.name.lower().endswith(".csv") else "toml")
    except MatrixFileError as error:
        return matrix_words.faulty(upload.name, error.faults)
    version, is_new = await matrices.keep(turn.tx, turn.office.id, matrix, by=by, now=turn.now)
    if is_new:
        turn.record(imported(version.matrix, by=by, now=turn.now))
    return await propose(turn, version, active_from=active_from)


VERB = Verb(
    name="import",
    usage="",
    summary="check a matrix file and propose that it answers, by a form",
    right=Act.MATRICES,
    do=import_matrix,
    keys=("from",),
    form=import_form,
    takes_over=True,
)
