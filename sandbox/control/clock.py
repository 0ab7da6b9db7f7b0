"""Business time: read, moved ahead, followed."""

from typing import Annotated

from aiohttp import web
from pydantic import Field

from sandbox.clock import iso
from sandbox.control.api import Body, Nothing, answers
from sandbox.errors import Json
from sandbox.world import World


class _Advance(Body):
    advance_s: Annotated[float, Field(ge=0, le=366 * 86_400)]


def reading(world: World) -> Json:
    """Return what the clock shows."""
    return {"now": iso(world.clock.now), "offset_s": world.clock.offset_s}


async def _read(world: World, _: Nothing) -> Json:
    return reading(world)


async def _advance(world: World, asked: _Advance) -> Json:
    settled = await world.followers.advance(asked.advance_s)
    return {**reading(world), "settled": settled}


async def _follow(world: World, request: web.Request) -> web.StreamResponse:
    return await world.followers.serve(request)


ROUTES = (
    ("GET", "clock", answers(Nothing, _read)),
    ("POST", "clock", answers(_Advance, _advance)),
    ("GET", "clock/follow", _follow),
)
