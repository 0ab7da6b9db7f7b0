"""Faults: ordered and cleared."""

from aiohttp import web

from sandbox.control.api import Body, answers, channel_named
from sandbox.errors import Json
from sandbox.faults import Fault
from sandbox.world import World


class _Order(Fault, Body):
    pass


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


ROUTES = (
    ("POST", "faults", answers(_Order, _order)),
    ("DELETE", "faults", _clear),
)
