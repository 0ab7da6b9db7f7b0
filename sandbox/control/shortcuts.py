"""A shortcut from the menu of a message."""

from sandbox import payloads
from sandbox.control.api import Body, answers, insider, member_in, message_at
from sandbox.control.waiting import deliver
from sandbox.errors import ControlError, Json
from sandbox.world import World


class _Shortcut(Body):
    user: str
    callback_id: str
    channel: str
    ts: str


async def _shortcut(world: World, asked: _Shortcut) -> Json:
    person, channel = member_in(world, asked.user, asked.channel)
    insider(world, person, "shortcuts")
    message = message_at(world, channel.id, asked.ts)
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
    known = [
        each.callback_id for each in world.config.app.manifest.shortcuts if each.type == "message"
    ]
    if callback_id not in known:
        there = ", ".join(known) or "none"
        raise ControlError("unknown_shortcut", f"no shortcut {callback_id!r}; there are: {there}")


ROUTES = (("POST", "shortcuts", answers(_Shortcut, _shortcut)),)
