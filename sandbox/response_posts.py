"""A post to a response_url."""

from aiohttp import web

from sandbox.clock import iso
from sandbox.errors import Json, SlackError
from sandbox.responses import respond
from sandbox.world import World

_GONE = {"expired_url", "used_url"}


async def receive(world: World, request: web.Request) -> web.Response:
    """Show what the app answers; `ok` as text, or why not."""
    body = await _body(request)
    error = _respond(world, request.match_info["key"], body)
    status = 200 if error is None else 404 if error["error"] in _GONE else 400
    world.calls.append(
        {
            "at": iso(world.clock.now),
            "method": "response_url",
            "args": body,
            "status": status,
            "error": error and error["error"],
        }
    )
    return web.Response(text="ok") if error is None else web.json_response(error, status=status)


def _respond(world: World, key: str, body: Json) -> Json | None:
    try:
        place = world.response_urls.find(key)
        respond(world, place, body, via="response_url")
        world.response_urls.used(place)
    except SlackError as refusal:
        return {"ok": False, "error": refusal.code, **refusal.extra}
    return None


async def _body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
