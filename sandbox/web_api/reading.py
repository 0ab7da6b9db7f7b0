"""What a request to the Web API says, in whichever of Slack's ways it says it."""

import json
from dataclasses import dataclass

from aiohttp import web

from sandbox.errors import Json, SlackError

_STRUCTURED = ("blocks", "files", "metadata", "view")


@dataclass(frozen=True, kw_only=True)
class Call:
    """A method's name, its arguments as they came, and the token, empty if there was none."""

    method: str
    arguments: Json
    token: str

    def structured(self) -> Json:
        """Parse the arguments that are JSON even where they came as text."""
        parsed = dict(self.arguments)
        for key in _STRUCTURED:
            if isinstance(parsed.get(key), str):
                try:
                    parsed[key] = json.loads(parsed[key])
                except ValueError:
                    code = "invalid_blocks_format" if key == "blocks" else "invalid_arguments"
                    raise SlackError(code) from None
        return parsed


async def read(request: web.Request) -> Call:
    """Read a call; the token stands in the head or among the arguments."""
    arguments = {**request.query, **await _body(request)}
    in_body = str(arguments.pop("token", ""))
    scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
    return Call(
        method=request.match_info["method"],
        arguments=arguments,
        token=bearer if scheme.lower() == "bearer" else in_body,
    )


async def _body(request: web.Request) -> Json:
    if request.content_type != "application/json":
        return dict(await request.post())
    try:
        body = await request.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
