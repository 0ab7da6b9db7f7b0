"""`/incident analyse`: write a part of the analysis, and rewrite one."""

from dataclasses import replace

from domain import analysis as decide
from domain.analysis import AnalysisError, Aspect, Remark
from domain.facts import FactKind
from domain.incident import Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.review.readers import checked, record
from storage import analyses


def remark_form(request: Request) -> Block:
    """Return the form that the button opens."""
    aspects = [(aspect.capitalize(), aspect.word) for aspect in Aspect]
    return form(
        request,
        "Analysis",
        blocks.select_input("aspect", "What is it about?", aspects),
        blocks.text_input("text", "What do you make of it?", long=True),
        submit="Add",
    )


def rewriting_form(request: Request) -> Block:
    """Return the form that holds a part as it stands, which its button says."""
    number, _, text = request.raw.partition(" ")
    field = blocks.text_input("text", "What do you make of it?", long=True, initial=text)
    return form(replace(request, raw=number), "Analysis", field, submit="Replace")


async def analyse(turn: Turn, request: Request) -> InternalMessage:
    """Add a part to it."""
    incident = await which(turn, request, closed_too=True)
    await checked(turn, incident)
    word, _, text = request.text.partition(" ")
    if request.via.form is not None:
        word, text = request.value("aspect"), request.text
    aspect = decide.read_aspect(word)
    await write(turn, incident, aspect, text)
    return InternalMessage(
        f"Added to the analysis of {incident.name}: {aspect}. All of it: "
        f"`/incident {incident.name} analysis`"
    )


async def rewrite(turn: Turn, request: Request) -> InternalMessage:
    """Put other words in place of a part that still stands."""
    incident = await which(turn, request, closed_too=True)
    await checked(turn, incident)
    number, _, text = request.text.partition(" ")
    if request.via.form is not None:
        number, text = request.raw, request.text
    standing = await analyses.of_incident(turn.tx, turn.office.id, incident.number)
    before = next((part for part in standing if str(part.number) == number.strip()), None)
    if before is None:
        raise AnalysisError(
            "Somebody has replaced this part meanwhile. Look at the analysis, and add to it.",
            instead=(f"/incident {incident.name} analysis",),
        )
    await write(turn, incident, before.aspect, text)
    await analyses.replace(turn.tx, [before], now=turn.now)
    return InternalMessage(f"Replaced: {before.aspect}. `/incident {incident.name} analysis`")


async def write(turn: Turn, incident: Incident, aspect: Aspect, text: str) -> None:
    """Keep a part; raises AnalysisError."""
    part = Remark(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await analyses.next_number(turn.tx, turn.office.id, incident.number),
        aspect=aspect,
        text=decide.check_text(text),
        written_by=turn.person.user_id,
        written_at=turn.now,
    )
    await analyses.add(turn.tx, part)
    record(turn, incident, FactKind.ANALYSIS_WRITTEN, aspect=aspect)


VERB = Verb(
    name="analyse",
    usage="<well|badly|flaw|fix> <text>",
    summary="add a part to the analysis",
    right=Act.RESPOND,
    do=analyse,
    synonyms=("analyze",),
    form=remark_form,
)
REWRITE = Verb(
    name="rewrite",
    usage="<part> <text>",
    summary="put other words in place of a part of the analysis",
    right=Act.RESPOND,
    do=rewrite,
    form=rewriting_form,
    takes_over=True,
    hidden=True,
)
