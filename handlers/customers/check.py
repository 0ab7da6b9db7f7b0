"""`/customers check`: whether every customer can be told, before an outage asks for it."""

from domain.channels import Channel, strangers
from domain.customers import Customer
from domain.people import Act
from domain.words import InternalMessage
from handlers.customers.list import listed
from handlers.kit.blocks import TEXT_LIMIT
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape
from handlers.kit.turn import Turn
from storage import customers


def line(customer: Customer, channel_id: str, channel: Channel | None) -> str:
    """Say whether one channel can be posted to, and what mends it if not."""
    where = f"*{escape(customer.name)}* <#{channel_id}>"
    if channel is None:
        return f":x: {where}: I cannot see it. Invite @onus there."
    if channel.archived:
        return f":x: {where}: archived. Unarchive it, or give the customer another channel."
    if not channel.member:
        return f":x: {where}: I am not in it. Invite @onus there."
    if strange := strangers(channel, customer.organisations):
        return (
            f":raised_hand: {where}: shared with {', '.join(strange)}, which is not known as its "
            "own. Notices are held; take them out or, if they belong to the customer: "
            f"`/customers trust {','.join(strange)} {escape(customer.name)}`"
        )
    if channel.invited:
        return (
            f":envelope: {where}: I can post there, and another organisation is invited: once it "
            "accepts, it reads all that stands there. See whose it is."
        )
    return f":white_check_mark: {where}: I can post there."


async def check(turn: Turn, request: Request) -> InternalMessage:
    """Look at every customer's channels as they are now."""
    del request
    every = await customers.every(turn.tx, turn.office.id)
    if not every:
        return listed(every)
    channels = turn.roster.channels
    lines = [line(one, each, channels.get(each)) for one in every for each in one.channels]
    return InternalMessage(clip("\n".join(lines), TEXT_LIMIT))


VERB = Verb(
    name="check",
    usage="",
    summary="whether I can post in every customer's channels",
    right=Act.READ,
    do=check,
    asks=True,
    fresh=True,
)
