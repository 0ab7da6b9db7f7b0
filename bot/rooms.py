"""Making a private channel, letting people in and out; what is so already is done."""

from handlers.kit.slack import Slack, SlackRefusedError
from storage.deliveries import Delivery
from storage.outbox_rows import Kind

_INVITED = "already_in_channel"
_NOT_THERE = "not_in_channel"
_TAKEN = "name_taken"


async def change(slack: Slack, delivery: Delivery) -> str | None:
    """Make the channel, now or in an earlier try, and return its id; or let somebody in or out.

    Raises SlackRefusedError, also where the name is somebody else's; SlackBusyError,
    SlackUnclearError.
    """
    if delivery.kind is Kind.CREATE:
        return await _make(slack, name=delivery.text)
    assert delivery.user_id, "it names somebody"
    let = _remove if delivery.kind is Kind.REMOVE else _invite
    await let(slack, channel_id=delivery.channel_id, user_id=delivery.user_id)
    return None


async def _make(slack: Slack, *, name: str) -> str:
    try:
        made = await slack.call("conversations.create", name=name, is_private=True)
    except SlackRefusedError as refused:
        if refused.code != _TAKEN:
            raise
        return await _ours(slack, name, refused)
    return str(made["channel"]["id"])


async def _invite(slack: Slack, *, channel_id: str, user_id: str) -> None:
    try:
        await slack.call("conversations.invite", channel=channel_id, users=user_id)
    except SlackRefusedError as refused:
        if refused.code != _INVITED:
            raise


async def _remove(slack: Slack, *, channel_id: str, user_id: str) -> None:
    try:
        await slack.call("conversations.kick", channel=channel_id, user=user_id)
    except SlackRefusedError as refused:
        if refused.code != _NOT_THERE:
            raise


async def _ours(slack: Slack, name: str, refused: SlackRefusedError) -> str:
    channels = slack.pages("conversations.list", "channels", types="private_channel")
    async for channel in channels:
        if channel["name"] == name and channel.get("is_member"):
            return str(channel["id"])
    raise refused
