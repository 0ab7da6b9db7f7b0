"""conversations.*: the app reads channels, members and messages."""

import re
from decimal import Decimal

from sandbox.config import Channel
from sandbox.errors import Json, SlackError
from sandbox.records import Message
from sandbox.web_api.access import is_member, metadata, need_scope, page, readable, visible
from sandbox.web_api.channel_shown import shown, shown_direct
from sandbox.web_api.method import Arguments, Method, Paged
from sandbox.world import World

_END_OF_TIME = "9999999999"
_TYPES = {"channel": "public_channel", "group": "private_channel", "im": "im"}
_KINDS = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


class _List(Paged):
    types: str = "public_channel"
    exclude_archived: bool = False


class _Info(Arguments):
    channel: str
    include_num_members: bool = False


class _Open(Arguments):
    """One person only: the sandbox has no conversations of several people."""

    channel: str | None = None
    users: str | None = None
    return_im: bool = False


class _Members(Paged):
    channel: str


class _History(Paged):
    channel: str
    oldest: str = "0"
    latest: str = ""
    inclusive: bool = False
    include_all_metadata: bool = False


class _Replies(_History):
    ts: str


def _list(world: World, asked: _List) -> Json:
    types = asked.types.replace(" ", "").split(",")
    if unknown := set(types) - set(_KINDS):
        raise SlackError("invalid_types", unknown=",".join(unknown))
    for kind in types:
        need_scope(world, f"{_KINDS[kind]}:read")
    rooms = (*world.roster.channels, *world.roster.direct)
    channels = [each for each in rooms if _is_listed(world, each, types)]
    if asked.exclude_archived:
        channels = [each for each in channels if not each.is_archived]
    chosen, cursor = page(channels, asked)
    shown = [_listed(world, each) for each in chosen]
    return {"channels": shown, **metadata(cursor)}


def _listed(world: World, channel: Channel) -> Json:
    if channel.kind == "im":
        return shown_direct(world, channel)
    return {**shown(world, channel), "num_members": len(channel.members)}


def _is_listed(world: World, channel: Channel, types: list[str]) -> bool:
    if _TYPES[channel.kind] not in types:
        return False
    return is_member(world, channel) or not channel.is_private


def _info(world: World, asked: _Info) -> Json:
    channel = visible(world, asked.channel, "read")
    if channel.kind == "im":
        return {"channel": shown_direct(world, channel)}
    number = {"num_members": len(channel.members)} if asked.include_num_members else {}
    return {"channel": {**shown(world, channel), **number}}


def _open(world: World, asked: _Open) -> Json:
    if (asked.channel is None) == (asked.users is None):
        raise SlackError("users_list_not_supplied")
    channel = _direct(world, asked)
    was_open = {"no_op": True, "already_open": True} if world.messages.roots(channel.id) else {}
    shown = shown_direct(world, channel) if asked.return_im else {"id": channel.id}
    return {**was_open, "channel": shown}


def _direct(world: World, asked: _Open) -> Channel:
    if asked.channel is not None:
        channel = world.roster.channel(asked.channel)
        if channel is None or channel.kind != "im":
            raise SlackError("channel_not_found")
        return channel
    person = world.roster.person(asked.users or "")
    if person is None or person.id != asked.users:
        raise SlackError("user_not_found")
    direct = world.roster.direct_with(person)
    if direct is None:
        raise SlackError("cannot_dm_bot" if person.is_bot else "user_not_visible")
    return direct


def _members(world: World, asked: _Members) -> Json:
    channel = visible(world, asked.channel, "read")
    chosen, cursor = page(world.roster.members(channel), asked)
    return {"members": [person.id for person in chosen], **metadata(cursor)}


def _history(world: World, asked: _History) -> Json:
    channel = readable(world, asked.channel)
    found = _between(world.messages.roots(channel.id), asked)
    chosen, cursor = page(found[::-1], asked, most=999)
    shown = [_message(world, each, asked) for each in chosen]
    return {
        "messages": shown,
        "has_more": bool(cursor),
        "pin_count": 0,
        "channel_actions_ts": None,
        "channel_actions_count": 0,
        **_next(cursor),
    }


def _replies(world: World, asked: _Replies) -> Json:
    channel = readable(world, asked.channel)
    named = world.messages.get(channel.id, asked.ts)
    if named is None:
        raise SlackError("thread_not_found")
    root = world.messages.get(channel.id, named.thread_ts or named.ts)
    assert root is not None
    found = _between(world.messages.replies(channel.id, root.ts), asked)
    chosen, cursor = page([root, *found], asked)
    shown = [_message(world, each, asked) for each in chosen]
    return {"messages": shown, "has_more": bool(cursor), **_next(cursor)}


def _message(world: World, message: Message, asked: _History) -> Json:
    return world.messages.shown(message, with_metadata=asked.include_all_metadata)


def _next(cursor: str) -> Json:
    return metadata(cursor) if cursor else {}


def _between(messages: list[Message], asked: _History) -> list[Message]:
    """Leave out what is not within the bounds; raises invalid_ts_oldest, invalid_ts_latest."""
    oldest = _micros(asked.oldest, "invalid_ts_oldest")
    latest = _micros(asked.latest or _END_OF_TIME, "invalid_ts_latest")
    if asked.inclusive:
        oldest, latest = oldest - 1, latest + 1
    return [each for each in messages if oldest < _micros(each.ts, "") < latest]


def _micros(ts: str, code: str) -> int:
    if not re.fullmatch(r"\d+(\.\d*)?", ts):
        raise SlackError(code)
    return int(Decimal(ts) * 1_000_000)


_READ = tuple(f"{kind}:read" for kind in _KINDS.values())
_READ_MESSAGES = tuple(f"{kind}:history" for kind in _KINDS.values())

METHODS = (
    Method("conversations.list", _List, _READ, _list),
    Method("conversations.info", _Info, _READ, _info),
    Method("conversations.open", _Open, ("im:write",), _open),
    Method("conversations.members", _Members, _READ, _members),
    Method("conversations.history", _History, _READ_MESSAGES, _history),
    Method("conversations.replies", _Replies, _READ_MESSAGES, _replies),
)
