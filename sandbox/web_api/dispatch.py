"""A request to the Web API: authorised, counted, checked, run, answered; or broken on order."""

import asyncio
import json
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from pydantic import ValidationError

from sandbox.clock import iso
from sandbox.errors import Json, SlackError
from sandbox.faults import Fault
from sandbox.shapes import conform
from sandbox.web_api import auth, chat, conversations, users, views
from sandbox.web_api.access import need_scope
from sandbox.web_api.method import Method
from sandbox.world import World

METHODS: Final[dict[str, Method[Any]]] = {
    method.name: method
    for family in (auth, chat, conversations, users, views)
    for method in family.METHODS
}
_STRUCTURED = ("blocks", "metadata", "view")
_FAULTS = {"429", "500", "slow", "drop_before", "drop_after"}
_SLOW_S = 5.0
_ERROR: Final = web.ResponseKey("error", str)


async def handle(world: World, request: web.Request) -> web.Response:
    """Answer one call, and keep a record of it (never of its token)."""
    name = request.match_info["method"]
    given = await _given(request)
    token = _token(request, given)
    at = iso(world.clock.now)
    fault = world.faults.strike(name, _channel(world, given), _FAULTS)
    if fault and fault.kind == "drop_before":
        response = _dropped(request)
    else:
        response = await _answered(world, name, given, token, fault)
        if fault and fault.kind == "drop_after":
            response = _dropped(request)
    world.calls.append(
        {
            "at": at,
            "method": name,
            "args": given,
            "status": response.status,
            "error": response.get(_ERROR),
        }
    )
    return response


async def _answered(
    world: World, name: str, given: Json, token: str, fault: Fault | None
) -> web.Response:
    if fault and fault.kind == "429":
        return _rate_limited(fault.retry_after)
    if fault and fault.kind == "500":
        return web.Response(status=500, text="Internal Server Error")
    if fault and fault.kind == "slow":
        await asyncio.sleep(_SLOW_S if fault.delay_s is None else fault.delay_s)
    try:
        method = _method(world, name, token)
        if wait_s := world.limits.wait_s(name, _channel(world, given)):
            return _rate_limited(wait_s)
        need_scope(world, *method.scopes)
        return _json(name, {"ok": True, **_run(world, method, given)})
    except SlackError as refusal:
        return _json(name, {"ok": False, "error": refusal.code, **refusal.extra})


def _method(world: World, name: str, token: str) -> Method[Any]:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if not token:
        raise SlackError("not_authed")
    kinds = {world.config.tokens.bot: "bot", world.config.tokens.app: "app"}
    if token not in kinds:
        raise SlackError("invalid_auth")
    if kinds[token] != method.token:
        raise SlackError("not_allowed_token_type")
    return method


def _run(world: World, method: Method[Any], given: Json) -> Json:
    try:
        arguments = method.arguments.model_validate(_structured(given))
    except ValidationError as error:
        raise SlackError(
            "invalid_arguments", response_metadata={"messages": _faults(error)}
        ) from error
    return method.run(world, arguments)


def _faults(error: ValidationError) -> list[str]:
    def told(place: str, kind: str, reason: str) -> str:
        missing = f"[ERROR] missing required field: {place}"
        return missing if kind == "missing" else f"[ERROR] {reason} [json-pointer:/{place}]"

    return [
        told("/".join(str(part) for part in fault["loc"]), fault["type"], fault["msg"])
        for fault in error.errors()
    ]


def _structured(given: Json) -> Json:
    """Return the arguments that are JSON even where they came as text."""
    parsed = dict(given)
    for key in _STRUCTURED:
        if isinstance(parsed.get(key), str):
            try:
                parsed[key] = json.loads(parsed[key])
            except ValueError:
                code = "invalid_blocks_format" if key == "blocks" else "invalid_arguments"
                raise SlackError(code) from None
    return parsed


async def _given(request: web.Request) -> Json:
    """Return the arguments of a query, a form or a JSON body, together."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            return given
        return {**given, **body} if isinstance(body, dict) else given
    return {**given, **await request.post()}


def _token(request: web.Request, given: Json) -> str:
    in_body = str(given.pop("token", ""))
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    return bearer if scheme.lower() == "bearer" else in_body


def _channel(world: World, given: Json) -> str | None:
    channel = world.roster.channel(str(given.get("channel", "")))
    return channel.id if channel else None


def _json(name: str, body: Json) -> web.Response:
    shown = conform("api", name, body) if name in METHODS else body
    response = web.json_response(shown)
    if not body["ok"]:
        response[_ERROR] = body["error"]
    return response


def _rate_limited(wait_s: int) -> web.Response:
    body = {"ok": False, "error": "ratelimited"}
    headers = {"Retry-After": str(wait_s)}
    response = web.json_response(body, status=HTTPStatus.TOO_MANY_REQUESTS, headers=headers)
    response[_ERROR] = "ratelimited"
    return response


def _dropped(request: web.Request) -> web.Response:
    """Break the connection; the response that is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    response = web.Response(status=499)
    response[_ERROR] = "dropped"
    return response
