"""What people do to messages that stand there: edit, delete, react, pin."""

from sandbox import events
from sandbox.config import Person
from sandbox.control.api import Body, answers, member_in, message_at
from sandbox.errors import ControlError, Json
from sandbox.records import Message
from sandbox.typed_text import escaped
from sandbox.world import World


class _At(Body):
    user: str
    channel: str
    ts: str


class _Edited(_At):
    text: str


class _Reacted(_At):
    name: str


async def _edit(world: World, asked: _Edited) -> Json:
    person, message = _found(world, asked)
    if message.user != person.id:
        raise ControlError("cant_update_message", "only one's own messages are edited")
    if not asked.text:
        raise ControlError("no_text", "there is nothing to say instead")
    changed = world.messages.edit(message, text=escaped(world.roster, asked.text))
    events.message_changed(world, changed, message)
    return {}


async def _delete(world: World, asked: _At) -> Json:
    """Delete one's own message, or as the admin anybody's."""
    person, message = _found(world, asked)
    if person.id not in (message.user, world.roster.installer.id):
        raise ControlError("cant_delete_message", "only one's own messages are deleted")
    events.message_deleted(world, message)
    world.messages.delete(message)
    return {}


async def _react(world: World, asked: _Reacted) -> Json:
    person, message = _found(world, asked)
    name = asked.name.strip(":")
    added = world.messages.react(message, person.id, name)
    events.reaction(world, message, person, name=name, added=added)
    return {"added": added}


async def _pin(world: World, asked: _At) -> Json:
    """Pin a message, or take the pin away."""
    person, message = _found(world, asked)
    if message.pin:
        world.messages.unpin(message)
        events.pin(world, message, person, added=False)
    else:
        events.pin(world, world.messages.pin(message, person.id), person, added=True)
    return {"added": message.pin is None}


def _found(world: World, asked: _At) -> tuple[Person, Message]:
    person, channel = member_in(world, asked.user, asked.channel)
    return person, message_at(world, channel.id, asked.ts)


ROUTES = (
    ("POST", "messages/edit", answers(_Edited, _edit)),
    ("POST", "messages/delete", answers(_At, _delete)),
    ("POST", "reactions", answers(_Reacted, _react)),
    ("POST", "pins", answers(_At, _pin)),
)
