"""`/incident open`: a title is enough; the card is posted and all that follows is its thread."""

from dataclasses import replace
from datetime import timedelta

from domain import incident as decide
from domain import scope
from domain.incident import Incident, Phase
from domain.matrix import Layer
from domain.people import Act, Right
from domain.refusal import Refusal
from domain.severity import Severity, read_severity
from domain.words import InternalMessage
from handlers.incident.determine import determined
from handlers.incident.restrict import hidden, open_room, post_card
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.mrkdwn import escape, utc_day
from handlers.kit.secrecy import place
from handlers.kit.turn import Turn
from storage import incidents, listing, workspaces
from storage.outbox_rows import new_id

_RELATED_FOR = timedelta(days=90)
_RELATED = 3


class NoChannelError(Refusal):
    """Onus is not in the incidents channel."""


def opened(incident: Incident, alike: list[Incident]) -> InternalMessage:
    """Tell the opener, with others of the same services or layers."""
    others = "".join(f"\nRelated: {_brief(other)}" for other in alike)
    return InternalMessage(
        f":rotating_light: *{incident.name}* is open as {incident.severity.word}: "
        f"{escape(incident.heading)}. Its card is in {place(incident)}; all that follows is "
        f"its thread.{for_invited(incident)}{others}"
    )


def for_invited(incident: Incident) -> str:
    """Say whom a restricted incident exists for, and how others are let in."""
    if not incident.restricted:
        return ""
    return (
        f" It is restricted ({incident.tlp}): it exists for you alone until you let others in: "
        f"`/incident {incident.name} invite @bob`."
    )


def _brief(incident: Incident) -> str:
    state = f"closed {utc_day(incident.closed_at)}" if incident.closed_at else incident.phase
    return f"*{incident.name}* · {state} · {escape(incident.label)}"


def opening_form(request: Request) -> Block:
    """Return the form that asks what there is to know; what the request says stands in it."""
    given = request.value
    layers = [(layer.label, str(layer)) for layer in Layer]
    models = [(word, word) for word in ("on-prem", "iaas", "paas", "saas")]
    severities = [(severity.word, str(int(severity))) for severity in Severity]
    return form(
        request,
        "Open an incident",
        blocks.text_input(
            "text", "What was seen?", hint="Hypervisor escape suspected", initial=request.text
        ),
        blocks.select_input("sev", "Severity", severities, optional=True),
        blocks.select_input("layer", "Layer", layers, optional=True, initial=given("layer")),
        blocks.select_input(
            "model", "Service model", models, optional=True, initial=given("model")
        ),
        blocks.text_input(
            "services", "Services", optional=True, hint="vm, disks", initial=given("services")
        ),
        blocks.select_input(
            "restricted", "Who may know?", [("Only who is invited", "restricted")], optional=True
        ),
        submit="Open",
    )


def opening_form_elsewhere(request: Request) -> Block:
    """Return the same form, from an answer to who is responsible, or from a message."""
    return opening_form(replace(request, verb=VERB.name))


async def open_incident(
    turn: Turn, request: Request, *, drill_channel: str = ""
) -> InternalMessage:
    """Open an incident in detect and post its card; drill_channel: of an exercise."""
    incident = await _new(turn, request, drill_channel)
    decision = decide.opened(incident)
    turn.record(*decision.facts)
    if request.value("layer") or request.value("model"):
        found = await determined(turn, request)
        decision = scope.determine(incident, found)
        turn.record(*decision.facts)
    await incidents.add(turn.tx, decision.incident)
    if incident.restricted:
        await open_room(turn, incident, (turn.person.user_id,))
    else:
        await post_card(turn, incident)
    alike = await _alike(turn, decision.incident)
    turn.saw(*alike)
    return opened(incident, alike)


async def _alike(turn: Turn, incident: Incident) -> list[Incident]:
    """Return others of the last 90 days on the same services or layers, to who may read them."""
    if Right.VIEWER not in turn.person.rights:
        return []
    since = turn.now - _RELATED_FOR
    return await listing.related(turn.tx, incident, since=since, viewer=turn.person, most=_RELATED)


async def _new(turn: Turn, request: Request, drill_channel: str) -> Incident:
    title = decide.check_title(request.text)
    sev = request.value("sev") or request.value("severity")
    severity = read_severity(sev) if sev else Severity.SEV3
    if turn.roster.channel_id is None:
        raise NoChannelError(
            f"I am not in #{turn.office.incidents_channel}, where incidents are run. Invite me "
            "there and open it again.",
            instead=(f"/invite @onus #{turn.office.incidents_channel}",),
        )
    by = turn.person.user_id
    incident = Incident(
        workspace_id=turn.office.id,
        number=await workspaces.count(turn.tx, turn.office.id, "incident"),
        title=title,
        phase=Phase.DETECT,
        severity=severity,
        commander=by if Right.COMMANDER in turn.person.rights else "",
        opened_by=by,
        opened_at=turn.now,
        moved_by=by,
        moved_at=turn.now,
        channel_id=turn.roster.channel_id,
        card_id=new_id(),
        services=request.words.items("services"),
        severity_by=by if sev else None,
        drill_channel=drill_channel,
    )
    return await hidden(turn, incident) if request.value("restricted") else incident


VERB = Verb(
    name="open",
    usage="<title> [sev 1-4] [layer …] [model …] [services a,b] [restricted]",
    summary="open an incident, restricted to invited people or not; bare, a form asks for it",
    right=Act.OPEN,
    do=open_incident,
    keys=("sev", "severity", "layer", "model", "services"),
    flags=("restricted",),
    synonyms=("declare", "new", "start"),
    form=opening_form,
)
ON_A_CELL = Verb(
    name="open-on",
    usage="layer … model … [services a,b]",
    summary="open an incident on what an answer speaks of, by the form",
    right=Act.OPEN,
    do=open_incident,
    keys=VERB.keys,
    form=opening_form_elsewhere,
    takes_over=True,
    hidden=True,
)
FROM_A_MESSAGE = Verb(
    name="open-from",
    usage="<message>",
    summary="open an incident from a message, by the form",
    right=Act.OPEN,
    do=open_incident,
    form=opening_form_elsewhere,
    takes_over=True,
    hidden=True,
)
