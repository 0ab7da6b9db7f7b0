"""The analysis as a file: uploaded as Markdown, exported to one reader, posted by a person."""

import json

from domain import analysis as decide
from domain.analysis import AnalysisError, Aspect, Remark
from domain.facts import FactKind
from domain.incident import Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.ask import Upload
from handlers.kit.mrkdwn import utc_day
from handlers.kit.turn import Turn
from handlers.review.analyse import write
from handlers.review.document import Document, Part
from handlers.review.formats import html, read_format
from handlers.review.readers import record
from storage import analyses, outbox
from storage.outbox import File


async def upload(
    turn: Turn, incident: Incident, parts: list[Remark], chosen: Upload | None
) -> InternalMessage:
    """Put what a file says in place of the whole analysis; what stood there is kept, unseen."""
    turn.allow(Act.RESPOND)
    if chosen is None:
        raise AnalysisError(
            "Choose a Markdown file in the form that the line opens.",
            field="file",
            instead=(f"/incident {incident.name} analysis upload",),
        )
    for aspect, text in decide.read_markdown(chosen.text):
        await write(turn, incident, aspect, text)
    await analyses.replace(turn.tx, parts, now=turn.now)
    record(turn, incident, FactKind.ANALYSIS_REPLACED, name=chosen.name)
    return InternalMessage(
        f"The file is the analysis of {incident.name} now: `/incident {incident.name} analysis`"
    )


async def export(
    turn: Turn, incident: Incident, parts: list[Remark], typed: str
) -> InternalMessage:
    """Give the analysis to the person alone, as a file in their direct messages."""
    form = read_format(typed)
    attached = _file(incident, parts, form, comment=f"The analysis of {incident.name}, for you.")
    by = turn.person.user_id
    await outbox.file(
        turn.tx,
        turn.office.id,
        channel_id=by,
        user_id=by,
        attached=attached,
        incident=incident.number,
        now=turn.now,
    )
    record(turn, incident, FactKind.ANALYSIS_EXPORTED, format=form)
    return InternalMessage("It is on its way to your direct messages with me, as a file.")


async def post(
    turn: Turn, incident: Incident, parts: list[Remark], typed: str, *, readers: tuple[str, ...]
) -> InternalMessage:
    """Post the analysis into the thread, where everybody there reads it; raises AnalysisError."""
    turn.allow(Act.RESPOND)
    if readers:
        raise AnalysisError(
            "This analysis is for named readers alone; in the thread everybody would read it.",
            instead=(
                f"/incident {incident.name} analysis export",
                f"/incident {incident.name} readers everyone",
            ),
        )
    form = read_format(typed)
    await outbox.file(
        turn.tx,
        turn.office.id,
        channel_id=incident.channel_id,
        reply_to=incident.card_id,
        attached=_file(incident, parts, form, comment=f"The analysis of {incident.name}."),
        incident=incident.number,
        now=turn.now,
    )
    record(turn, incident, FactKind.ANALYSIS_POSTED, format=form)
    return InternalMessage(f"It is on its way into the thread of {incident.name}, as a file.")


def _file(incident: Incident, parts: list[Remark], form: str, *, comment: str) -> File:
    """Return the analysis in one of the formats, with its label where it is restricted."""
    label = f"{incident.tlp} · " if incident.restricted else ""
    title = f"{label}{incident.name}: analysis"
    if form == "json":
        content = _json(incident, parts)
    elif form == "html":
        content = html(_document(title, parts))
    else:
        content = decide.as_markdown(title, parts)
    return File(f"{incident.name}-analysis.{form}", content, comment)


def _document(title: str, parts: list[Remark]) -> Document:
    by_aspect = ((one, [part for part in parts if part.aspect is one]) for one in Aspect)
    return Document(
        title,
        tuple(Part(aspect.capitalize(), tuple(map(_line, under))) for aspect, under in by_aspect),
    )


def _line(part: Remark) -> str:
    return f"{part.text}\n(⟨{part.written_by}⟩, {utc_day(part.written_at)})"


def _json(incident: Incident, parts: list[Remark]) -> str:
    said = [
        {
            "aspect": part.aspect.word,
            "text": part.text,
            "written_by": part.written_by,
            "written_at": part.written_at.isoformat(),
        }
        for part in parts
    ]
    data = {"incident": incident.name, "tlp": incident.tlp or None, "analysis": said}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
