"""`/maintenance schedule`: customers are told of work that is planned."""

from domain import customers as who
from domain import instants
from domain import maintenance as decide
from domain.customers import Customer, Felt
from domain.instants import duration
from domain.maintenance import Event, Maintenance, MaintenanceError, Stage
from domain.outage import Impact, read_impact
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.first_notice import new_reference
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.maintenance.draft import draft
from handlers.maintenance.say import checked
from storage import customers


def schedule_form(request: Request) -> Block:
    """Return the form that the bare verb opens."""
    impacts = [("full: it is not available", "full"), ("partial: part of it", "partial")]
    impacts.append(("degraded: slow or unreliable", "degraded"))
    return form(
        request,
        "Plan a maintenance",
        blocks.text_input("text", "What is worked on, in customers' words?"),
        blocks.text_input("start", "When does it start?", hint="22:00 or 2026-03-07T22:00"),
        blocks.text_input("for", "How long may it take?", hint="2h"),
        blocks.select_input("impact", "What do they feel?", impacts, optional=True),
        blocks.text_input("services", "Services", hint="vm, disks", optional=True),
        blocks.text_input("regions", "Regions, if not all", hint="west-europe", optional=True),
        blocks.text_input("customers", "Customers, if not all users", optional=True),
        blocks.text_input("remind", "Remind how long before?", hint="24h, 1h", optional=True),
        submit="Preview",
    )


async def schedule(turn: Turn, request: Request) -> InternalMessage:
    """Draft the first word of it, and show it."""
    names, services = request.words.items("customers"), request.words.items("services")
    start, length = request.value("start"), request.value("for")
    decide.check_new(services=services, named=bool(names), start=start, length=length)
    impact = read_impact(request.value("impact") or Impact.DEGRADED)
    felt = Felt(impact, services, request.words.items("regions"))
    affected = who.affected(await customers.every(turn.tx, turn.office.id), felt, names=names)
    plan = await _planned(turn, request, felt, affected)
    return await draft(turn, plan, Event.SCHEDULED)


async def _planned(
    turn: Turn, request: Request, felt: Felt, affected: tuple[Customer, ...]
) -> Maintenance:
    if turn.roster.channel_id is None:
        raise MaintenanceError(
            f"I am not in #{turn.office.incidents_channel}, where colleagues would follow it: "
            "invite @onus there first.",
            instead=("/invite @onus",),
        )
    zone = turn.person.timezone
    starts_at = instants.ahead(request.value("start"), now=turn.now, timezone=zone)
    return Maintenance(
        workspace_id=turn.office.id,
        reference=new_reference(),
        title=await checked(turn, request.text, affected, field="title"),
        impact=felt.impact,
        services=felt.services,
        customers=tuple(one.id for one in affected),
        starts_at=starts_at,
        ends_at=starts_at + duration(request.value("for")),
        stage=Stage.SCHEDULED,
        owner=turn.person.user_id,
        leads=decide.read_leads(request.value("remind")),
        channel_id=turn.roster.channel_id,
        post_id="",
    )


VERB = Verb(
    name="schedule",
    usage="<public title> services a,b start 22:00 for 2h [impact full|partial|degraded] "
    "[regions a,b] [customers x,y] [remind 24h,1h|none]",
    summary="tell customers of planned work; a preview comes first",
    right=Act.TELL,
    do=schedule,
    keys=("services", "start", "for", "impact", "regions", "customers", "remind"),
    synonyms=("plan", "new"),
    form=schedule_form,
)
