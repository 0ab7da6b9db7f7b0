"""reactions.* and pins.*: the app marks messages, and reads how they are marked."""

import re

from sandbox import events
from sandbox.errors import Json, SlackError
from sandbox.records import Message
from sandbox.web_api.access import joined, message_in
from sandbox.web_api.method import Arguments, Method
from sandbox.world import World

_MOST_PINNED = 100


class _Marked(Arguments):
    channel: str
    timestamp: str


class _Reaction(_Marked):
    name: str


class _Pins(Arguments):
    channel: str


def _react(world: World, asked: _Reaction) -> Json:
    message = _markable(world, asked)
    if world.roster.bot.id in message.reactions.get(_name(asked), []):
        raise SlackError("already_reacted")
    return _toggle(world, message, asked)


def _unreact(world: World, asked: _Reaction) -> Json:
    message = _markable(world, asked)
    if world.roster.bot.id not in message.reactions.get(_name(asked), []):
        raise SlackError("no_reaction")
    return _toggle(world, message, asked)


def _toggle(world: World, message: Message, asked: _Reaction) -> Json:
    bot, name = world.roster.bot, _name(asked)
    added = world.messages.react(message, bot.id, name)
    events.reaction(world, message, bot, name=name, added=added)
    return {}


def _name(asked: _Reaction) -> str:
    name = asked.name.strip(":")
    if not re.fullmatch(r"[\w+'-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    return name


def _get(world: World, asked: _Marked) -> Json:
    channel = joined(world, asked.channel)
    message = message_in(world, channel, asked.timestamp)
    shown = world.messages.shown(message, with_metadata=False)
    return {"type": "message", "channel": channel.id, "message": shown}


def _pin(world: World, asked: _Marked) -> Json:
    message = _markable(world, asked)
    if message.pin:
        raise SlackError("already_pinned")
    if len(world.messages.pinned(message.channel)) >= _MOST_PINNED:
        raise SlackError("too_many_pins")
    pinned = world.messages.pin(message, world.roster.bot.id)
    events.pin(world, pinned, world.roster.bot, added=True)
    return {}


def _unpin(world: World, asked: _Marked) -> Json:
    message = _markable(world, asked)
    if not message.pin:
        raise SlackError("no_pin")
    world.messages.unpin(message)
    events.pin(world, message, world.roster.bot, added=False)
    return {}


def _pins(world: World, asked: _Pins) -> Json:
    channel = joined(world, asked.channel)
    items = [events.pinned_item(world, each) for each in world.messages.pinned(channel.id)]
    return {"items": items}


def _markable(world: World, asked: _Marked) -> Message:
    channel = joined(world, asked.channel)
    if channel.is_archived:
        raise SlackError("is_archived")
    return message_in(world, channel, asked.timestamp)


METHODS = (
    Method("reactions.add", _Reaction, ("reactions:write",), _react),
    Method("reactions.remove", _Reaction, ("reactions:write",), _unreact),
    Method("reactions.get", _Marked, ("reactions:read",), _get),
    Method("pins.add", _Marked, ("pins:write",), _pin),
    Method("pins.remove", _Marked, ("pins:write",), _unpin),
    Method("pins.list", _Pins, ("pins:read",), _pins),
)
