"""`/incident cadence`: how often customers of this outage are updated from now on."""

from dataclasses import replace
from datetime import timedelta

from domain.facts import Fact, FactKind
from domain.instants import duration
from domain.outage import OutageError
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import utc
from handlers.kit.turn import Turn
from handlers.notices.meant import open_outage
from storage import outages

_USUAL = ("usual", "default", "normal")


async def cadence(turn: Turn, request: Request) -> InternalMessage:
    """Set the interval, or go back to the one of the impact; what was promised stays."""
    incident, outage = await open_outage(turn, request)
    if not request.text:
        raise OutageError("How often? Type 20m, or usual.", instead=("/incident cadence 20m",))
    typed = request.text.lower()
    minutes = None if typed in _USUAL else int(duration(typed) / timedelta(minutes=1))
    after = await outages.save(turn.tx, replace(outage, cadence_minutes=minutes))
    every = _words(turn.office.cadence.every(after, now=turn.now))
    data = {
        "every": f"every {every}" + ("" if minutes else f", as usual for {outage.impact} impact")
    }
    by = turn.person.user_id
    await turn.tell(incident, Fact(FactKind.CADENCE_SET, by, turn.now, incident.number, data))
    due = outage.awaited_at
    promised = f" The update promised by {utc(due)} stays promised." if due else ""
    return InternalMessage(
        f"From the next notice on, customers are promised one {data['every']}.{promised}"
    )


def _words(length: timedelta) -> str:
    return f"{int(length / timedelta(minutes=1))} min"


VERB = Verb(
    name="cadence",
    usage="20m|usual",
    summary="how often customers of this outage are updated, from the next notice on",
    right=Act.TELL,
    do=cadence,
)
