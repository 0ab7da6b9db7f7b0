"""`/incident status`: where an incident stands and what is next; bare, where you stand."""

from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.card import card, stand
from handlers.incident.case import Case, load
from handlers.incident.next_step import next_step
from handlers.incident.own_outage import own_outages
from handlers.incident.report import customer_here
from handlers.kit.blocks import TEXT_LIMIT
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import listing
from storage.listing import Wanted

_MOST = 5


def several(cases: list[Case], *, count: int) -> InternalMessage:
    """Show each open incident in two lines; count: how many there are in all."""
    shown = "\n".join(f"{stand(case)}\n      Next: {next_step(case)}" for case in cases)
    newest = f" The newest {len(cases)}; all: `/incident list`" if count > len(cases) else ""
    return InternalMessage(clip(f"{count} incidents are open.{newest}\n{shown}", TEXT_LIMIT))


def quiet() -> InternalMessage:
    """Say that nothing is open, and how to begin."""
    return InternalMessage(
        "No incident is open. Open one: `/incident open <title> sev 2`. All commands: "
        "`/incident help`."
    )


async def status(turn: Turn, request: Request) -> InternalMessage:
    """Show the incident that is meant, or all that are open; to a customer its own outages."""
    customer = None if turn.person.colleague else await customer_here(turn, request)
    if customer:
        return await own_outages(turn, customer)
    turn.allow(Act.READ)
    if request.incident is None and request.via.thread_ts is None:
        found, count = await listing.listed(
            turn.tx, turn.office.id, Wanted(), viewer=turn.person, most=_MOST
        )
        if count != 1:
            turn.saw(*found)
            cases = [await load(turn.tx, turn.office, incident) for incident in reversed(found)]
            return several(cases, count=count) if cases else quiet()
    return card(await load(turn.tx, turn.office, await which(turn, request)))


VERB = Verb(
    name="status",
    usage="",
    summary="where it stands and what is next; in a customer's channel, its own outage",
    right=Act.REPORT,
    do=status,
    synonyms=("show", "card"),
    asks=True,
)
