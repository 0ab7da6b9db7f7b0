"""`/maintenance list`: what is planned and what runs, the next first."""

from domain.maintenance import Maintenance
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, mention, readers_time
from handlers.kit.turn import Turn
from storage import maintenances


def listed(plans: list[Maintenance]) -> InternalMessage:
    """Show each in a line."""
    if not plans:
        return InternalMessage(
            "No maintenance is planned. Plan one: `/maintenance schedule <public title> services "
            "vm start 22:00 for 2h`."
        )
    return InternalMessage("\n".join(map(_line, plans)))


def _line(plan: Maintenance) -> str:
    window = f"{readers_time(plan.starts_at)} to {readers_time(plan.ends_at)}"
    return (
        f"`{plan.reference}` *{escape(plan.title.words)}* · {plan.stage} · {window} · "
        f"{len(plan.customers)} told · {mention(plan.owner)}"
    )


async def list_maintenances(turn: Turn, request: Request) -> InternalMessage:
    """List what customers still wait for the end of."""
    del request
    return listed(await maintenances.open_ones(turn.tx, turn.office.id))


VERB = Verb(
    name="list",
    usage="",
    summary="what is planned and what runs",
    right=Act.READ,
    do=list_maintenances,
    synonyms=("ls", "show"),
    asks=True,
)
