"""`/incident analysis`, `analyse`, `readers`: what people make of an incident, for its readers."""

from domain import analysis as decide
from domain.analysis import AnalysisError, Aspect, Remark
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.people import Act, Right
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import clip, escape, listed, mention, utc_day
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.whom import named
from storage import analyses

_SHOWN = 40
_EVERYONE = ("everyone", "all", "anyone")


def shown(incident: Incident, parts: list[Remark], readers: tuple[str, ...]) -> InternalMessage:
    """Show the analysis to one of its readers, by what its parts speak of."""
    who = f"For {listed([mention(one) for one in readers])} alone" if readers else "For responders"
    head = f"*Analysis of {incident.name}*. {who}; it stands in no review and is never posted."
    lines = [
        f"*{aspect.capitalize()}*\n{_remark(part)}"
        for aspect in Aspect
        for part in parts
        if part.aspect is aspect
    ]
    text = "\n".join((head, *(lines or ["Nobody has written any of it yet."])))
    write = button("Write a part", command="incident", line=f"{incident.name} analyse")
    sections = [blocks.section(line) for line in (head, *lines[:_SHOWN])]
    return InternalMessage(clip(text, blocks.TEXT_LIMIT), (*sections, blocks.actions(write)))


def _remark(part: Remark) -> str:
    return f"{escape(part.text)}\n_{mention(part.written_by)}, {utc_day(part.written_at)}_"


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


async def analysis(turn: Turn, request: Request) -> InternalMessage:
    """Show it to a reader; of a restricted one, who read it is recorded."""
    incident = await which(turn, request, closed_too=True)
    readers = await _checked(turn, incident)
    if readers:
        _record(turn, incident, FactKind.ANALYSIS_READ)
    parts = await analyses.of_incident(turn.tx, turn.office.id, incident.number)
    return shown(incident, parts, readers)


async def analyse(turn: Turn, request: Request) -> InternalMessage:
    """Add a part to it."""
    incident = await which(turn, request, closed_too=True)
    await _checked(turn, incident)
    word, _, text = request.text.partition(" ")
    if request.via.form is not None:
        word, text = request.value("aspect"), request.text
    part = Remark(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await analyses.next_number(turn.tx, turn.office.id, incident.number),
        aspect=decide.read_aspect(word),
        text=decide.check_text(text),
        written_by=turn.person.user_id,
        written_at=turn.now,
    )
    await analyses.add(turn.tx, part)
    _record(turn, incident, FactKind.ANALYSIS_WRITTEN, aspect=part.aspect)
    return InternalMessage(
        f"Added to the analysis of {incident.name}: {part.aspect}. All of it: "
        f"`/incident {incident.name} analysis`"
    )


async def restrict(turn: Turn, request: Request) -> InternalMessage:
    """Have it read by the named people and whoever types, or by every responder again."""
    incident = await which(turn, request, closed_too=True)
    await _checked(turn, incident)
    people = named(turn, request.raw).everyone(turn)
    if not people and request.text.lower() not in _EVERYONE:
        raise AnalysisError(
            "Who alone reads the analysis? You are one of them.",
            instead=(
                f"/incident {incident.name} readers @bob @carol",
                f"/incident {incident.name} readers everyone",
            ),
        )
    outside = [one for one in people if Right.VIEWER not in turn.staff.rights_of(one)]
    if outside:
        raise AnalysisError(f"<@{outside[0]}> has no part in incidents.", instead=())
    readers = tuple(dict.fromkeys((turn.person.user_id, *people))) if people else ()
    await analyses.restrict(turn.tx, turn.office.id, incident.number, readers)
    _record(turn, incident, FactKind.ANALYSIS_RESTRICTED, people=list(readers))
    who = listed([mention(one) for one in readers]) if readers else "every responder"
    return InternalMessage(f"The analysis of {incident.name} is for {who} now.")


async def _checked(turn: Turn, incident: Incident) -> tuple[str, ...]:
    """Return the readers, the person among them; raises AnalysisError."""
    readers = await analyses.readers(turn.tx, turn.office.id, incident.number)
    decide.check_reader(turn.person.user_id, readers)
    return readers


def _record(turn: Turn, incident: Incident, kind: FactKind, **data: str | list[str]) -> None:
    turn.record(Fact(kind, turn.person.user_id, turn.now, incident.number, dict(data)))


VERB = Verb(
    name="analysis",
    usage="",
    summary="what went well and badly, the flaw and its fix, as people wrote it",
    right=Act.READ,
    do=analysis,
)
ANALYSE = Verb(
    name="analyse",
    usage="<well|badly|flaw|fix> <text>",
    summary="add a part to the analysis",
    right=Act.RESPOND,
    do=analyse,
    synonyms=("analyze",),
    form=remark_form,
)
READERS = Verb(
    name="readers",
    usage="<@people>|everyone",
    summary="who alone reads the analysis",
    right=Act.RESPOND,
    do=restrict,
)
