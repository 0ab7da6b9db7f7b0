"""A request to the Web API: recorded, answered, or broken on order."""

import asyncio
from http import HTTPStatus
from typing import Final

from aiohttp import web

from sandbox.clock import iso
from sandbox.faults import Fault
from sandbox.web_api.execution import Answer, execute, rate_limited
from sandbox.web_api.reading import Call, read
from sandbox.world import World

_FAULTS: Final = {"429", "500", "slow", "drop_before", "drop_after"}
_SLOW_S: Final = 5.0


async def handle(world: World, request: web.Request) -> web.Response:
    """Answer one call, and keep a record of it (never of its token)."""
    at, call = iso(world.clock.now), await read(request)
    channel = world.roster.channel(str(call.arguments.get("channel", "")))
    channel_id = channel.id if channel else None
    fault = world.faults.strike(call.method, channel_id, _FAULTS)
    answer = await _answer(world, call, channel_id, fault)
    is_dropped = fault is not None and fault.kind.startswith("drop")
    world.calls.append(
        {
            "at": at,
            "method": call.method,
            "args": call.arguments,
            "status": None if is_dropped else answer.status,
            "error": "dropped" if is_dropped else answer.body.get("error"),
        }
    )
    if is_dropped and request.transport is not None:
        request.transport.abort()
    return web.json_response(answer.body, status=answer.status, headers=answer.headers)


async def _answer(world: World, call: Call, channel: str | None, fault: Fault | None) -> Answer:
    match fault and fault.kind:
        case "429" if fault:
            return rate_limited(fault.retry_after)
        case "500" | "drop_before":
            body = {"ok": False, "error": "internal_error"}
            return Answer(body, HTTPStatus.INTERNAL_SERVER_ERROR)
        case "slow" if fault:
            await asyncio.sleep(_SLOW_S if fault.delay_s is None else fault.delay_s)
    return execute(world, call, channel)
