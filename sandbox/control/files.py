"""Files of people: put up for a form's file input, and read as the page does."""

import base64
import binascii
from typing import Annotated

from aiohttp import web
from pydantic import Field

from sandbox.control.api import Body, answers, person_named
from sandbox.errors import ControlError, Json
from sandbox.file_transfers import download
from sandbox.world import World


class _PutUp(Body):
    """`content` is base64."""

    user: str
    name: Annotated[str, Field(min_length=1, pattern="^[^/]+$")]
    content: str


async def _put_up(world: World, asked: _PutUp) -> Json:
    person = person_named(world, asked.user)
    try:
        content = base64.b64decode(asked.content, validate=True)
    except binascii.Error as error:
        raise ControlError("invalid_arguments", f"content: {error}") from error
    file = world.files.announce(user=person.id, name=asked.name, size=len(content))
    world.files.complete(world.files.upload(file, content))
    return {"file": file.id}


async def _read(world: World, request: web.Request) -> web.StreamResponse:
    file = world.files.get(request.match_info["file"])
    if file is None:
        raise web.HTTPNotFound(text="no such file")
    return download(file)


ROUTES = (
    ("POST", "files", answers(_PutUp, _put_up)),
    ("GET", "files/{file}", _read),
)
