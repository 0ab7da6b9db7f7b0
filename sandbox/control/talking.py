"""POST messages, reactions, shortcuts, home; GET channel messages and ephemerals."""

from sandbox import events, payloads
from sandbox.control.api import Body, answers, channel_named, insider, member_in, person_named
from sandbox.control.waiting import deliver
from sandbox.ephemerals import shown
from sandbox.errors import ControlError, Json
from sandbox.records import Ephemeral, Message
from sandbox.triggers import seq_of
from sandbox.typed_text import escaped
from sandbox.world import World


class _Said(Body):
    user: str
    channel: str
    text: str
    thread_ts: str | None = None


class _Reacted(Body):
    user: str
    channel: str
    ts: str
    name: str


class _Shortcut(Body):
    user: str
    callback_id: str
    channel: str
    ts: str


class _Home(Body):
    user: str


class _Read(Body):
    channel: str
    thread_ts: str | None = None
    after: str | None = None


class _Seen(Body):
    user: str
    after: str | None = None
    wait_s: float = 0


async def _say(world: World, asked: _Said) -> Json:
    person, channel = member_in(world, asked.user, asked.channel)
    if not asked.text:
        raise ControlError("no_text", "there is nothing to send")
    root = _message(world, channel.id, asked.thread_ts) if asked.thread_ts else None
    message = world.messages.post(
        channel.id,
        person.id,
        text=escaped(world.roster, asked.text),
        thread_ts=(root.thread_ts or root.ts) if root else None,
    )
    events.message_posted(world, message)
    return {"ts": message.ts}


async def _react(world: World, asked: _Reacted) -> Json:
    person, channel = member_in(world, asked.user, asked.channel)
    message = _message(world, channel.id, asked.ts)
    name = asked.name.strip(":")
    added = world.messages.react(message, person.id, name)
    events.reaction(world, message, person, name=name, added=added)
    return {"added": added}


async def _shortcut(world: World, asked: _Shortcut) -> Json:
    person, channel = member_in(world, asked.user, asked.channel)
    insider(world, person, "shortcuts")
    message = _message(world, channel.id, asked.ts)
    _check_known(world, asked.callback_id)
    trigger_id = world.triggers.give(person.id)
    place = world.response_urls.give(
        user=person.id, channel=channel.id, trigger_id=trigger_id, ts=message.ts
    )
    payload = payloads.message_shortcut(
        world, person=person, callback_id=asked.callback_id, message=message, place=place
    )
    ack = await deliver(world, "interactive", payload, trigger_id=trigger_id, channel=channel.id)
    return {"ack_ms": ack.ms, "trigger_id": trigger_id}


def _check_known(world: World, callback_id: str) -> None:
    known = [each.callback_id for each in world.config.app.manifest.shortcuts]
    if callback_id not in known:
        there = ", ".join(known) or "none"
        raise ControlError("unknown_shortcut", f"no shortcut {callback_id!r}; there are: {there}")


async def _open_home(world: World, asked: _Home) -> Json:
    events.home_opened(world, person_named(world, asked.user))
    return {}


async def _messages(world: World, asked: _Read) -> Json:
    channel = channel_named(world, asked.channel)
    if asked.thread_ts:
        root = _message(world, channel.id, asked.thread_ts)
        found = [root, *world.messages.replies(channel.id, root.ts)]
    else:
        found = world.messages.roots(channel.id)
    since = float(asked.after or 0)
    return {
        "messages": [
            world.messages.shown(each, with_metadata=True)
            for each in found
            if float(each.ts) > since
        ]
    }


async def _ephemerals(world: World, asked: _Seen) -> Json:
    person = person_named(world, asked.user)
    since = seq_of(asked.after)

    def seen() -> list[Ephemeral]:
        return world.ephemerals.of(person.id, after_seq=since)

    return {"ephemerals": [shown(e) for e in await world.stream.wait_for(seen, asked.wait_s)]}


def _message(world: World, channel: str, ts: str) -> Message:
    message = world.messages.get(channel, ts)
    if message is None:
        raise ControlError("message_not_found", f"no message {ts} there")
    return message


ROUTES = (
    ("POST", "messages", answers(_Said, _say)),
    ("POST", "reactions", answers(_Reacted, _react)),
    ("POST", "shortcuts", answers(_Shortcut, _shortcut)),
    ("POST", "home", answers(_Home, _open_home)),
    ("GET", "channels/{channel}/messages", answers(_Read, _messages)),
    ("GET", "ephemerals", answers(_Seen, _ephemerals)),
)
