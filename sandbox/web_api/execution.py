"""A call of the Web API: authorised, counted, checked, run."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from pydantic import ValidationError

from sandbox.errors import Json, SlackError
from sandbox.shapes import conform
from sandbox.web_api import (
    auth,
    channels,
    chat,
    conversations,
    files,
    marks,
    usergroups,
    users,
    views,
)
from sandbox.web_api.access import need_scope
from sandbox.web_api.method import Method
from sandbox.web_api.reading import Call
from sandbox.world import World

METHODS: Final[dict[str, Method[Any]]] = {
    method.name: method
    for family in (auth, channels, chat, conversations, files, marks, usergroups, users, views)
    for method in family.METHODS
}


@dataclass(frozen=True)
class Answer:
    """What goes back; `error` stands in the body."""

    body: Json
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)


def rate_limited(wait_s: int) -> Answer:
    """Make the answer to one call too many."""
    body = {"ok": False, "error": "ratelimited"}
    return Answer(body, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(wait_s)})


def execute(world: World, call: Call, channel: str | None) -> Answer:
    """Do what is asked, or say as Slack why not."""
    try:
        method = _authorised(world, call)
        if wait_s := world.limits.wait_s(method.name, channel):
            return rate_limited(wait_s)
        need_scope(world, *method.scopes)
        body = {"ok": True, **_run(world, method, call)}
    except SlackError as refusal:
        body = {"ok": False, "error": refusal.code, **refusal.extra}
    return Answer(conform("api", call.method, body) if call.method in METHODS else body)


def _authorised(world: World, call: Call) -> Method[Any]:
    method = METHODS.get(call.method)
    if method is None:
        raise SlackError("unknown_method", req_method=call.method)
    if not call.token:
        raise SlackError("not_authed")
    kinds = {world.config.tokens.bot: "bot", world.config.tokens.app: "app"}
    if call.token not in kinds:
        raise SlackError("invalid_auth")
    if world.token_refused and kinds[call.token] == "bot":
        raise SlackError(world.token_refused)
    if kinds[call.token] != method.token:
        raise SlackError("not_allowed_token_type")
    return method


def _run(world: World, method: Method[Any], call: Call) -> Json:
    try:
        arguments = method.arguments.model_validate(call.structured())
    except ValidationError as error:
        messages = [_told(fault) for fault in error.errors()]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages}) from error
    return method.run(world, arguments)


def _told(fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    place = "/".join(str(part) for part in fault["loc"])
    if fault["type"] == "missing":
        return f"[ERROR] missing required field: {place}"
    return f"[ERROR] {fault['msg']} [json-pointer:/{place}]"
