"""`/incident outage`: tell customers of an outage for the first time."""

from domain import customers as who
from domain import instants
from domain.customers import Felt
from domain.outage import OutageError, read_impact
from domain.people import Act
from domain.words import InternalMessage, outbound_check
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import compose
from handlers.kit.first_notice import IMPACTS, begins, tells
from handlers.kit.forms import form
from handlers.kit.inside import inside
from handlers.kit.turn import Turn
from handlers.kit.withheld import spared
from handlers.notices.meant import no_open_outage, recipients_of
from handlers.notices.preview import preview
from handlers.notices.publish import draft
from storage import customers

_EXAMPLE = "/incident outage Virtual Machines, West Europe impact partial services vm eta 15:30"


def outage_form(request: Request) -> Block:
    """Return the form that the button shows."""
    return form(
        request,
        "Tell customers",
        blocks.text_input("text", "What is affected, in customers' words?"),
        blocks.select_input("impact", "What do they feel?", IMPACTS),
        blocks.text_input("services", "Services", hint="vm, disks", optional=True),
        blocks.text_input("regions", "Regions, if not all", hint="west-europe", optional=True),
        blocks.text_input("customers", "Customers, if not all users", optional=True),
        blocks.text_input("eta", "Estimate of recovery", hint="15:30 or +45m", optional=True),
        blocks.text_input("next", "Next update", hint="by impact, or 15m", optional=True),
        submit="Preview",
    )


async def outage(turn: Turn, request: Request) -> InternalMessage:
    """Draft the first notice and show it."""
    incident = await no_open_outage(turn, request)
    felt = _felt(request)
    known = await customers.every(turn.tx, turn.office.id)
    named = who.affected(known, felt, names=request.words.items("customers"))
    affected = await spared(turn, incident.number, named)
    to = recipients_of(affected)
    not_said = await inside(turn, incident, affected)
    checked = outbound_check(request.text, inside=not_said, field="title")
    begun = begins(
        turn, incident, checked.text, felt, affected, now=turn.now, words=request.value("next")
    )
    zone, eta = turn.person.timezone, request.value("eta")
    estimate = instants.ahead(eta, now=turn.now, timezone=zone) if eta else None
    change = tells(begun, estimate)
    words = compose(turn, begun, change, affected, now=turn.now)
    notice = await draft(turn, begun, change, words, to, checked=checked)
    without = [one.name for one in named if one not in affected]
    return preview(notice, timezone=zone, checked=checked, without=without)


def _felt(request: Request) -> Felt:
    impact = read_impact(_needed(request, "impact"))
    services = request.words.items("services")
    if not services and not request.value("customers"):
        _needed(request, "services")
    return Felt(impact, services, request.words.items("regions"))


def _needed(request: Request, key: str) -> str:
    if value := request.value(key):
        return value
    missing = {"impact": "what do customers feel", "services": "which services are affected"}
    raise OutageError(f"Say also: {missing[key]}?", instead=(_EXAMPLE,), field=key)


VERB = Verb(
    name="outage",
    usage="<public title> impact full|partial|degraded services a,b [regions a,b] [customers x,y] "
    "[eta 15:30] [next 15m]",
    summary="tell the affected customers of an outage; a preview comes first",
    right=Act.TELL,
    do=outage,
    keys=("impact", "services", "regions", "customers", "eta", "next"),
    form=outage_form,
)
