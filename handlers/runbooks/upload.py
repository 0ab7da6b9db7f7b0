"""`/incident import`: an admin's Markdown file becomes the next version of a runbook."""

from dataclasses import replace

from domain.facts import Fact, FactKind, Value
from domain.people import Act
from domain.runbook import Runbook, RunbookError, read_upload
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from storage import runbooks


def upload_form(request: Request) -> Block:
    """Return the form that takes the file."""
    field = blocks.file_input("file", "Markdown: a heading, and a list of steps")
    return form(request, "Import a runbook", field, submit="Import")


def imported(runbook: Runbook) -> InternalMessage:
    """Say how it is begun, and that what runs goes on as it was."""
    return InternalMessage(
        f"*{escape(runbook.title)}* is version {runbook.version} of `{runbook.name}`, "
        f"{len(runbook.steps)} steps: `/incident runbook {runbook.name}`. Whatever runs already "
        "keeps the version that it began with."
    )


async def import_runbook(turn: Turn, request: Request) -> InternalMessage:
    """Keep it as the next version, unless nothing of it has changed."""
    chosen = request.via.upload
    if chosen is None:
        raise RunbookError("Choose a file.", field="file", instead=("/incident import",))
    read = read_upload(chosen.name, chosen.text)
    latest = (await runbooks.shelf(turn.tx, turn.office.id)).get(read.name)
    runbook = replace(read, version=latest.version + 1 if latest else 1)
    if latest and replace(read, version=latest.version) == latest:
        return imported(latest)
    by = turn.person.user_id
    await runbooks.keep(turn.tx, turn.office.id, runbook, by=by, now=turn.now)
    data: dict[str, Value] = {
        "name": runbook.name,
        "version": runbook.version,
        "title": runbook.title,
    }
    turn.record(Fact(FactKind.RUNBOOK_IMPORTED, by, turn.now, data=data))
    return imported(runbook)


VERB = Verb(
    name="import",
    usage="",
    summary="bring a runbook of your own, or its next version, by a form",
    right=Act.RUNBOOKS,
    do=import_runbook,
    form=upload_form,
    takes_over=True,
)
