"""`/incident list`: the open incidents as a table."""

from domain.incident import Incident
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident.status import quiet
from handlers.kit import blocks
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape, utc_day
from handlers.kit.turn import Turn
from storage import incidents

_HEAD = ("Incident", "Severity", "Phase", "Opened", "Title")


def listed(found: list[Incident]) -> InternalMessage:
    """Show open incidents, the newest first."""
    rows = [
        (one.name, one.severity.word, str(one.phase), utc_day(one.opened_at), one.title)
        for one in reversed(found)
    ]
    lines = [f"*{row[0]}* · {row[1]} · {row[2]} · {escape(row[4])}" for row in rows]
    text = clip("\n".join(lines), blocks.TEXT_LIMIT)
    return InternalMessage(text, (blocks.table([_HEAD, *rows]),))


async def list_incidents(turn: Turn, request: Request) -> InternalMessage:
    """List what is open, as this person may see it."""
    del request
    found = await incidents.open_ones(turn.tx, turn.office.id, viewer=turn.person)
    return listed(found) if found else quiet()


VERB = Verb(
    name="list",
    usage="",
    summary="the open incidents",
    right=Act.READ,
    do=list_incidents,
    synonyms=("ls",),
    asks=True,
)
