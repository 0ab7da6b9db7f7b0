"""`/maintenance move`, `longer` and `cancel`: what customers read when a plan changes."""

from domain import instants
from domain import maintenance as decide
from domain.instants import duration
from domain.maintenance import Event, Maintenance
from domain.people import Act
from domain.words import InternalMessage, PublicText
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.forms import form
from handlers.kit.turn import Turn
from handlers.maintenance.draft import draft
from handlers.maintenance.meant import meant
from handlers.maintenance.say import checked, told


def longer_form(request: Request) -> Block:
    """Return the form of the button."""
    return form(
        request,
        "Needs longer",
        blocks.text_input("for", "How long does it take, from its start?", hint="3h"),
        blocks.text_input("text", "Why, in customers' words?", optional=True),
        submit="Preview",
    )


async def move(turn: Turn, request: Request) -> InternalMessage:
    """Draft its other window, and show it."""
    before, typed = await meant(turn, request)
    start, length = request.value("start"), request.value("for")
    zone = turn.person.timezone
    after = decide.moved(
        before,
        starts_at=instants.ahead(start, now=turn.now, timezone=zone) if start else None,
        length=duration(length) if length else None,
    )
    decide.check_window(after, now=turn.now)
    text = await _text(turn, before, typed)
    return await draft(turn, after, Event.MOVED, text=text, before=before)


async def cancel(turn: Turn, request: Request) -> InternalMessage:
    """Draft its end, and show it."""
    before, typed = await meant(turn, request)
    after = decide.cancelled(before)
    return await draft(turn, after, Event.CANCELLED, text=await _text(turn, before, typed))


async def _text(turn: Turn, plan: Maintenance, typed: str) -> PublicText | None:
    return await checked(turn, typed, await told(turn, plan), field="text") if typed else None


MOVE = Verb(
    name="move",
    usage="<reference> [text for customers] [start 23:00] [for 3h]",
    summary="tell customers of another time; once it has begun, of another length",
    right=Act.TELL,
    do=move,
    keys=("start", "for"),
    synonyms=("reschedule", "extend"),
)
LONGER = Verb(
    name="longer",
    usage="<reference>",
    summary="tell customers that it needs longer",
    right=Act.TELL,
    do=move,
    keys=("for",),
    form=longer_form,
    takes_over=True,
    hidden=True,
)
CANCEL = Verb(
    name="cancel",
    usage="<reference> [text for customers]",
    summary="tell customers that it does not take place, or does not go on",
    right=Act.TELL,
    do=cancel,
)
