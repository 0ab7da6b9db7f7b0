"""`/incident drill`: open an exercise; customers read nothing of it, a channel of our own does."""

from domain.channels import Channel
from domain.drill import DrillError
from domain.people import Act
from domain.words import InternalMessage
from handlers.incident import open as opening
from handlers.kit.commands import Request, Verb
from handlers.kit.turn import Turn
from storage import customers


async def drill(turn: Turn, request: Request) -> InternalMessage:
    """Open a drill, once it is certain where its words for customers go."""
    channel_id = _channel(turn)
    for customer in await customers.every(turn.tx, turn.office.id):
        if channel_id in customer.channels:
            raise DrillError(
                f"<#{channel_id}> is a channel of {customer.name}: a drill there would be read by "
                "customers. Set ONUS_DRILL_CHANNEL to one of our own."
            )
    turn.drill_channel = channel_id
    return await opening.open_incident(turn, request, drill_channel=channel_id)


def _channel(turn: Turn) -> str:
    """Return the channel of drills; raises DrillError where there is none to post in."""
    wanted = turn.office.drill_channel
    if not wanted:
        raise DrillError(
            "There is no channel for drills. Have whoever runs Onus set ONUS_DRILL_CHANNEL: all "
            "that would go to customers goes there."
        )
    for channel_id, channel in turn.roster.channels.items():
        if wanted in (channel_id, channel.name) and channel.reachable:
            return _our_own(channel_id, channel)
    raise DrillError(
        f"I am not in #{wanted}, where words for customers go in a drill. Invite me there, then "
        "open it again.",
        instead=(f"/invite @onus #{wanted}",),
    )


def _our_own(channel_id: str, channel: Channel) -> str:
    if channel.organisations:
        raise DrillError(
            f"#{channel.name} is shared with another organisation: a drill there would be read by "
            "others. Set ONUS_DRILL_CHANNEL to one of our own."
        )
    return channel_id


VERB = Verb(
    name="drill",
    usage=opening.VERB.usage,
    summary="open an exercise: all is real, but customers read nothing; marked DRILL everywhere",
    right=Act.OPEN,
    do=drill,
    keys=opening.VERB.keys,
    flags=opening.VERB.flags,
    synonyms=("exercise",),
    form=opening.opening_form,
    fresh=True,
)
