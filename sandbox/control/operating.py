"""GET workspace, calls, stream; faults; the clock: looking at the sandbox and steering it."""

import json
from contextlib import suppress
from typing import Annotated

from aiohttp import web
from pydantic import Field

from sandbox.clock import iso
from sandbox.control.api import Body, answers, channel_named
from sandbox.errors import Json
from sandbox.faults import Fault
from sandbox.world import World


class _Nothing(Body):
    pass


class _Calls(Body):
    method: str | None = None
    after: str | None = None


class _Order(Fault, Body):
    pass


class _Advance(Body):
    advance_s: Annotated[float, Field(ge=0, le=366 * 86_400)]


async def _workspace(world: World, _: _Nothing) -> Json:
    app = world.config.app
    manifest = app.manifest
    described = {"id": app.id, "name": manifest.name, "bot_user_id": app.bot_user_id}
    return {
        "team": world.roster.home.model_dump(),
        "people": [
            {
                **person.model_dump(include={"id", "name", "real_name", "title", "tz", "is_bot"}),
                "team_id": person.team,
                "is_stranger": world.roster.is_stranger(person),
            }
            for person in world.roster.people
        ],
        "channels": [
            {
                **channel.model_dump(include={"id", "name", "is_private", "is_archived"}),
                "is_shared": bool(channel.shared_with),
                "members": [person.id for person in world.roster.members(channel)],
            }
            for channel in world.roster.channels
        ],
        "app": {
            **described,
            "commands": [command.model_dump() for command in manifest.commands],
            "shortcuts": [shortcut.model_dump() for shortcut in manifest.shortcuts],
        },
        "steps": [step.model_dump() for step in world.config.steps],
        "clock": _clock(world),
        "stream_id": world.stream.last_id,
    }


def _clock(world: World) -> Json:
    return {"now": iso(world.clock.now), "offset_s": world.clock.offset_s}


async def _read_clock(world: World, _: _Nothing) -> Json:
    return _clock(world)


async def _advance(world: World, asked: _Advance) -> Json:
    settled = await world.followers.advance(asked.advance_s)
    return {**_clock(world), "settled": settled}


async def _order(world: World, asked: _Order) -> Json:
    channel = channel_named(world, asked.channel).id if asked.channel else None
    fault = asked.model_copy(update={"channel": channel})
    if fault.is_anywhere and fault.kind == "socket_cut":
        await world.sockets.cut()
    elif fault.is_anywhere and fault.kind == "socket_refresh":
        world.sockets.refresh(fault.delay_s)
    else:
        world.faults.order(fault)
    return {}


async def _clear(world: World, _: web.Request) -> web.StreamResponse:
    world.faults.clear()
    return web.json_response({"ok": True})


async def _calls(world: World, request: web.Request) -> web.StreamResponse:
    """Return the record of calls; `after` is an index, or the `at` of one."""
    method, after = request.query.get("method"), request.query.get("after", "")
    calls = list(world.calls)
    if after.isdecimal():
        calls = calls[int(after) :]
    elif after:
        calls = [call for call in calls if call["at"] > after]
    return web.json_response([call for call in calls if method in (None, call["method"])])


async def _stream(world: World, request: web.Request) -> web.StreamResponse:
    """Server-sent events, until page or sandbox end."""
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    await response.write(b": connected\n\n")
    after = request.headers.get("Last-Event-ID") or request.query.get("after")
    with suppress(ConnectionError):  # the page was closed
        async for event_id, event in world.stream.follow(after):
            await response.write(f"id: {event_id}\ndata: {json.dumps(event)}\n\n".encode())
    return response


async def _follow(world: World, request: web.Request) -> web.StreamResponse:
    return await world.followers.serve(request)


ROUTES = (
    ("GET", "workspace", answers(_Nothing, _workspace)),
    ("GET", "clock", answers(_Nothing, _read_clock)),
    ("POST", "clock", answers(_Advance, _advance)),
    ("POST", "faults", answers(_Order, _order)),
    ("DELETE", "faults", _clear),
    ("GET", "calls", _calls),
    ("GET", "stream", _stream),
    ("GET", "clock/follow", _follow),
)
