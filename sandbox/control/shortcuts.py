"""Shortcuts: from the menu of a message, or global ones from anywhere."""

from sandbox import payloads
from sandbox.control.api import Body, answers, insider, member_in, message_at, person_named
from sandbox.control.waiting import deliver
from sandbox.errors import ControlError, Json
from sandbox.world import World


class _Shortcut(Body):
    """Without `channel` and `ts` a global one."""

    user: str
    callback_id: str
    channel: str | None = None
    ts: str | None = None


async def _shortcut(world: World, asked: _Shortcut) -> Json:
    insider(world, person_named(world, asked.user), "shortcuts")
    if asked.channel is None or asked.ts is None:
        return await _global(world, asked.user, asked.callback_id)
    return await _on_message(world, asked, asked.channel, asked.ts)


async def _global(world: World, user: str, callback_id: str) -> Json:
    person = person_named(world, user)
    _check_known(world, callback_id, "global")
    trigger_id = world.triggers.give(person.id)
    payload = payloads.global_shortcut(
        world, person=person, callback_id=callback_id, trigger_id=trigger_id
    )
    ack = await deliver(world, "interactive", payload, trigger_id=trigger_id)
    return {"ack_ms": ack.ms, "trigger_id": trigger_id}


async def _on_message(world: World, asked: _Shortcut, reference: str, ts: str) -> Json:
    person, channel = member_in(world, asked.user, reference)
    message = message_at(world, channel.id, ts)
    _check_known(world, asked.callback_id, "message")
    trigger_id = world.triggers.give(person.id)
    place = world.response_urls.give(
        user=person.id, channel=channel.id, trigger_id=trigger_id, ts=message.ts
    )
    payload = payloads.message_shortcut(
        world, person=person, callback_id=asked.callback_id, message=message, place=place
    )
    ack = await deliver(world, "interactive", payload, trigger_id=trigger_id, channel=channel.id)
    return {"ack_ms": ack.ms, "trigger_id": trigger_id}


def _check_known(world: World, callback_id: str, kind: str) -> None:
    known = [each.callback_id for each in world.config.app.manifest.shortcuts if each.type == kind]
    if callback_id not in known:
        there = ", ".join(known) or "none"
        raise ControlError(
            "unknown_shortcut", f"no {kind} shortcut {callback_id!r}; there are: {there}"
        )


ROUTES = (("POST", "shortcuts", answers(_Shortcut, _shortcut)),)
