"""What Slack says of customers' channels: one has changed, or has another id now."""

from domain.channels import UNSEEN, Change
from domain.people import Act
from handlers.customers.changed import tell
from handlers.customers.look import look
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import CHANNEL
from handlers.kit.turn import Turn
from storage import customers, rooms
from storage.news import News, bring


async def noticed(turn: Turn, request: Request) -> None:
    """Look at a channel of which Slack says that something has changed."""
    request.via.check_by_slack()
    bring(turn.tx, News.CHANNELS)
    named = CHANNEL.findall(request.raw)
    every = await customers.every(turn.tx, turn.office.id)
    await look(turn, [(one, each) for one in every for each in one.channels if each in named])


async def moved(turn: Turn, request: Request) -> None:
    """Follow a channel to the id that it has now."""
    request.via.check_by_slack()
    bring(turn.tx, News.CHANNELS)
    before, after = CHANNEL.findall(request.raw)
    await customers.move_channel(turn.tx, turn.office.id, before, after)
    await rooms.move(turn.tx, turn.office.id, before, after)
    seen = turn.roster.channels.get(after, UNSEEN)
    for customer in await customers.every(turn.tx, turn.office.id):
        if after in customer.channels:
            await tell(turn, customer, after, Change.MOVED, seen)
            await look(turn, [(customer, after)])


NOTICED = Verb(
    name="noticed",
    usage="#channel",
    summary="look at a channel of which Slack says that something has changed",
    right=Act.REPORT,
    do=noticed,
    fresh=True,
    hidden=True,
)
MOVED = Verb(
    name="moved",
    usage="#channel #channel",
    summary="follow a channel of which Slack says that it has another id now",
    right=Act.REPORT,
    do=moved,
    fresh=True,
    hidden=True,
)
