"""`/incident analysis`: show what people make of an incident; as a file, in and out."""

from domain.analysis import AnalysisError, Aspect, Remark
from domain.facts import FactKind
from domain.incident import Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, escape, listed, mention, utc_day
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.review.analysis_file import export, post, upload
from handlers.review.readers import checked, record
from storage import analyses

_SHOWN = 40
_REWRITTEN = 1500  # characters that a button can hold with its line


def shown(incident: Incident, parts: list[Remark], readers: tuple[str, ...]) -> InternalMessage:
    """Show the analysis to one of its readers, by what its parts speak of."""
    who = f"For {listed([mention(one) for one in readers])} alone" if readers else "For responders"
    head = f"*Analysis of {incident.name}*. {who}; it stands in no review, nobody else reads it."
    ordered = [part for aspect in Aspect for part in parts if part.aspect is aspect]
    lines = [_remark(part) for part in ordered] or ["Nobody has written any of it yet."]
    text = "\n".join((head, *lines))
    return InternalMessage(
        clip(text, blocks.TEXT_LIMIT),
        (
            blocks.section(head),
            *(_part(incident, part) for part in ordered[:_SHOWN]),
            blocks.actions(*_buttons(incident)),
        ),
    )


def _part(incident: Incident, part: Remark) -> Block:
    shown = blocks.section(_remark(part))
    if len(part.text) > _REWRITTEN:
        return shown
    line = f"{incident.name} rewrite {part.number} {part.text}"
    return {**shown, "accessory": button("Rewrite", command="incident", line=line)}


def _remark(part: Remark) -> str:
    by = f"_{mention(part.written_by)}, {utc_day(part.written_at)}_"
    return f"*{part.aspect.capitalize()}*\n{escape(part.text)}\n{by}"


def _buttons(incident: Incident) -> tuple[Block, ...]:
    lines = {
        "Write a part": "analyse",
        "Upload Markdown": "analysis upload",
        "Export to me": "analysis export",
    }
    return tuple(
        button(label, command="incident", line=f"{incident.name} {line}")
        for label, line in lines.items()
    )


def upload_form(request: Request) -> Block | None:
    """Return the form that takes a file, None where the line does not ask for it."""
    if request.text.strip().lower() != "upload":
        return None
    field = blocks.file_input("file", "Markdown, with the headings of an export")
    return form(request, "Upload the analysis", field, submit="Replace it")


async def analysis(turn: Turn, request: Request) -> InternalMessage:
    """Show it to a reader, or take or give it as a file."""
    incident = await which(turn, request, closed_too=True)
    readers = await checked(turn, incident)
    parts = await analyses.of_incident(turn.tx, turn.office.id, incident.number)
    match request.text.strip().lower() or request.raw:
        case "":
            if readers:
                record(turn, incident, FactKind.ANALYSIS_READ)
            return shown(incident, parts, readers)
        case "upload":
            return await upload(turn, incident, parts, request.via.upload)
        case "export":
            return await export(turn, incident, parts, request.value("format"))
        case "post":
            return await post(turn, incident, parts, request.value("format"), readers=readers)
    raise AnalysisError("An analysis can be shown, uploaded, exported and posted.")


VERB = Verb(
    name="analysis",
    usage="[upload|export|post] [format md|html|json]",
    summary="what went well and badly, the flaw and its fix, as people wrote it; also as a file",
    right=Act.READ,
    do=analysis,
    keys=("format",),
    form=upload_form,
    takes_over=True,
)
