"""`/incident digest`: a channel of colleagues reads regularly what is open; list and stop them."""

from domain import digest as decide
from domain.digest import EXAMPLE, Digest, DigestError
from domain.facts import FactKind
from domain.people import Act
from domain.words import InternalMessage
from handlers.digests import channels
from handlers.digests.tell import set_timer
from handlers.digests.words import begun, listed, stopped
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from storage import digests

_PARTS = 3


async def digest(turn: Turn, request: Request) -> InternalMessage:
    """Set a channel's digest, stop it, or list them all."""
    if not request.text:
        return listed(await digests.every(turn.tx, turn.office.id), now=turn.now)
    if request.text.lower().startswith("stop"):
        return await _stop(turn, request)
    return await _set(turn, request)


async def _set(turn: Turn, request: Request) -> InternalMessage:
    words = request.text.split()
    if len(words) != _PARTS:
        raise DigestError("On which days, at what time, in which channel?", instead=(EXAMPLE,))
    made = Digest(
        workspace_id=turn.office.id,
        channel_id=channels.meant(turn, request),
        days=decide.read_days(words[0]),
        at=decide.read_clock(words[1]),
        timezone=decide.read_zone(request.value("zone") or turn.person.timezone),
        set_by=turn.person.user_id,
        told_at=turn.now,
    )
    if why := await channels.why_not(turn, made.channel_id):
        raise DigestError(f"No digest can go to <#{made.channel_id}>: {why}", instead=(EXAMPLE,))
    await digests.put(turn.tx, made)
    await set_timer(turn, made)
    by = turn.person.user_id
    turn.record(decide.fact(FactKind.DIGEST_SET, made, by=by, now=turn.now))
    return begun(made, now=turn.now)


async def _stop(turn: Turn, request: Request) -> InternalMessage:
    """Stop a channel's digest, also where Onus cannot see the channel any more."""
    last = request.text.split()[-1]
    for one in await digests.every(turn.tx, turn.office.id):
        if one.channel_id in (last, *_named(turn, request)):
            await digests.remove(turn.tx, one)
            by = turn.person.user_id
            turn.record(decide.fact(FactKind.DIGEST_STOPPED, one, by=by, now=turn.now))
            return stopped(one)
    raise DigestError("That channel reads no digest.", instead=("/incident digest",))


def _named(turn: Turn, request: Request) -> tuple[str, ...]:
    try:
        return (channels.meant(turn, request),)
    except DigestError:
        return ()


VERB = Verb(
    name="digest",
    usage="[daily|weekdays|mondays 09:00 #channel [zone Europe/Berlin]|stop #channel]",
    summary="have a channel read regularly what is open and was closed; bare, which ones do",
    right=Act.DIGEST,
    do=digest,
    keys=("zone",),
    fresh=True,
    synonyms=("digests",),
)
