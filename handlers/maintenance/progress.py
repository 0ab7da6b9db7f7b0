"""`/maintenance verify` and `complete`: customers read at once how far it is."""

from domain import maintenance as decide
from domain.maintenance import Event, Maintenance
from domain.people import Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from handlers.maintenance.draft import named, readers
from handlers.maintenance.follow import post, put_down
from handlers.maintenance.meant import meant
from handlers.maintenance.say import checked, say, told
from storage import maintenances


async def verify(turn: Turn, request: Request) -> InternalMessage:
    """Tell that the work is done and being looked at."""
    before, typed = await meant(turn, request)
    return await _tell(turn, before, decide.verifying(before), Event.VERIFYING, typed)


async def complete(turn: Turn, request: Request) -> InternalMessage:
    """Tell that it is over."""
    before, typed = await meant(turn, request)
    return await _tell(turn, before, decide.completed(before), Event.COMPLETED, typed)


async def _tell(
    turn: Turn, before: Maintenance, after: Maintenance, event: Event, typed: str
) -> InternalMessage:
    those = await told(turn, before)
    text = await checked(turn, typed, those, field="text") if typed else None
    words = await say(turn, after, event, text=text)
    to = await readers(turn, after)
    await maintenances.save(turn.tx, after)
    await post(turn, after, words.message, words.own, to)
    await put_down(turn, after, event, names=[one.name for one in those])
    return InternalMessage(f":loudspeaker: On its way to {named(to)}.")


VERIFY = Verb(
    name="verify",
    usage="<reference> [text for customers]",
    summary="tell customers that the work is done and is being verified",
    right=Act.TELL,
    do=verify,
    synonyms=("verifying",),
)
COMPLETE = Verb(
    name="complete",
    usage="<reference> [text for customers]",
    summary="tell customers that it is over",
    right=Act.TELL,
    do=complete,
    synonyms=("completed", "done"),
)
