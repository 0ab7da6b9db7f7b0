"""Which channel a digest goes to, and whether it may: colleagues alone read there."""

from domain.digest import EXAMPLE, DigestError
from handlers.kit.commands import Request
from handlers.kit.mrkdwn import CHANNEL
from handlers.kit.turn import Turn
from storage.customers import owner_of


def meant(turn: Turn, request: Request) -> str:
    """Return the id of the channel that the line ends with; raises DigestError."""
    by_name = {f"#{channel.name}": id_ for id_, channel in turn.roster.channels.items()}
    by_name |= {id_: id_ for id_ in turn.roster.channels}
    last = request.text.split()[-1:]
    found: list[str] = [
        *CHANNEL.findall(request.raw),
        *(by_name[word] for word in last if word in by_name),
    ]
    if not found:
        raise DigestError(
            "In which channel? Name one that I was invited to, at the end.", instead=(EXAMPLE,)
        )
    return found[0]


async def why_not(turn: Turn, channel_id: str) -> str:
    """Return why no digest can go there now and what mends it, empty where one can."""
    channel = turn.roster.channels.get(channel_id)
    if await owner_of(turn.tx, turn.office.id, channel_id):
        return "a customer is told there, and a digest is for colleagues. Name another channel."
    if channel is None or not channel.member:
        return "I am not in it. Type `/invite @onus` there."
    if channel.archived:
        return "it is archived. Name another channel."
    if channel.organisations:
        return "people of another organisation read there. Name another channel."
    return ""
