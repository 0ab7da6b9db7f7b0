"""What happened: the record of Web API calls, and the live stream of events."""

import json
from contextlib import suppress

from aiohttp import web

from sandbox.world import World


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


ROUTES = (
    ("GET", "calls", _calls),
    ("GET", "stream", _stream),
)
