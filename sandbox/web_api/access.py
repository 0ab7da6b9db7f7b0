"""What the app may see: scopes by kind of channel, membership, archived channels, pages."""

from collections.abc import Sequence
from typing import TypeVar

from sandbox.config import Channel
from sandbox.errors import Json, SlackError
from sandbox.records import Message
from sandbox.web_api.method import Paged
from sandbox.world import World

Item = TypeVar("Item")

_FAMILIES = {"channel": "channels", "group": "groups", "im": "im"}


def need_scope(world: World, *any_of: str) -> None:
    """Raise missing_scope unless the manifest asks for one of these."""
    granted = world.config.app.manifest.scopes
    if any_of and not granted.intersection(any_of):
        provided = ",".join(sorted(granted))
        raise SlackError("missing_scope", needed=",".join(any_of), provided=provided)


def is_member(world: World, channel: Channel) -> bool:
    """Whether the bot is in a channel."""
    return world.roster.bot.name in channel.members


def visible(world: World, reference: str, scope: str) -> Channel:
    """Return a channel by id that the app may know of; `scope` is read or history."""
    channel = world.roster.channel(reference)
    if channel is None or channel.id != reference:
        raise SlackError("channel_not_found")
    need_scope(world, f"{_FAMILIES[channel.kind]}:{scope}")
    if channel.is_private and not is_member(world, channel):
        raise SlackError("channel_not_found")
    return channel


def readable(world: World, reference: str) -> Channel:
    """Return a channel whose messages the app may read."""
    channel = visible(world, reference, "history")
    if not is_member(world, channel):
        raise SlackError("not_in_channel")
    return channel


def joined(world: World, reference: str) -> Channel:
    """Return a channel by id that the app is in."""
    channel = world.roster.channel(reference)
    if channel is None or channel.id != reference:
        raise SlackError("channel_not_found")
    if not is_member(world, channel):
        raise SlackError("channel_not_found" if channel.is_private else "not_in_channel")
    return channel


def writable(world: World, reference: str) -> Channel:
    """Return a channel that the app may post to, by id or by name, or a person's by their id."""
    channel = world.roster.channel(reference) or _direct(world, reference)
    if channel is None or (channel.is_private and not is_member(world, channel)):
        raise SlackError("channel_not_found")
    if (
        not is_member(world, channel)
        and "chat:write.public" not in world.config.app.manifest.scopes
    ):
        raise SlackError("not_in_channel")
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def _direct(world: World, user_id: str) -> Channel | None:
    person = world.roster.person(user_id)
    return world.roster.direct_with(person) if person and person.id == user_id else None


def message_in(world: World, channel: Channel, ts: str) -> Message:
    """Return a message of a channel; raises message_not_found."""
    message = world.messages.get(channel.id, ts)
    if message is None:
        raise SlackError("message_not_found")
    return message


def root_of(world: World, channel: Channel, thread_ts: str | None) -> str | None:
    """Return the thread's root; a reply's own `ts` leads to its root, as on Slack."""
    if thread_ts is None:
        return None
    root = world.messages.get(channel.id, thread_ts)
    if root is None:
        raise SlackError("thread_not_found")
    return root.thread_ts or root.ts


def page(items: Sequence[Item], asked: Paged, *, most: int = 1000) -> tuple[list[Item], str]:
    """One page and the cursor of the next (empty at the end); raises invalid_limit, _cursor."""
    if not 1 <= asked.limit <= most:
        raise SlackError("invalid_limit")
    start = _start(asked.cursor)
    end = start + asked.limit
    return list(items[start:end]), f"next:{end}" if end < len(items) else ""


def metadata(cursor: str) -> Json:
    """Return the part of a response that carries the cursor."""
    return {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str) -> int:
    word, _, number = cursor.partition(":")
    if not cursor:
        return 0
    if word != "next" or not number.isdecimal():
        raise SlackError("invalid_cursor")
    return int(number)
