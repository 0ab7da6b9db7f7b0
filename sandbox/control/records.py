"""What happened: the record of Web API calls, and the live stream of events."""

import json
from contextlib import suppress
from datetime import datetime
from typing import Annotated

from aiohttp import web
from pydantic import AwareDatetime, Field, NonNegativeInt

from sandbox.control.api import Body, answers
from sandbox.errors import Json
from sandbox.world import World


class _Asked(Body):
    """`after`: an index into the record, or the `at` of a call."""

    method: str | None = None
    after: Annotated[NonNegativeInt | AwareDatetime | None, Field(union_mode="left_to_right")] = (
        None
    )


async def _calls(world: World, asked: _Asked) -> list[Json]:
    calls = list(world.calls)
    if isinstance(asked.after, int):
        calls = calls[asked.after :]
    elif asked.after is not None:
        calls = [each for each in calls if datetime.fromisoformat(each["at"]) > asked.after]
    return [each for each in calls if asked.method in (None, each["method"])]


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
    ("GET", "calls", answers(_Asked, _calls)),
    ("GET", "stream", _stream),
)
