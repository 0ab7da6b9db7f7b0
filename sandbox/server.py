"""The sandbox as a server on 127.0.0.1: Web API, Socket Mode, response URLs, control API, page."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from sandbox import file_transfers, response_posts
from sandbox.config import Config
from sandbox.control import (
    actions,
    channels,
    clock,
    commands,
    faults,
    files,
    installation,
    message_changes,
    messages,
    modals,
    people,
    records,
    request_url,
    shortcuts,
    shown,
    user_groups,
    workspace,
)
from sandbox.timing import Timing
from sandbox.web_api import dispatch
from sandbox.world import World

_HOST = "127.0.0.1"
_OWN_NAMES = {_HOST, "localhost"}
_PAGE = Path(__file__).parent / "page"
_FAMILIES = (
    actions,
    channels,
    clock,
    commands,
    faults,
    files,
    installation,
    message_changes,
    messages,
    modals,
    people,
    records,
    request_url,
    shortcuts,
    shown,
    user_groups,
    workspace,
)
_LARGEST_BODY = 4 * 1024 * 1024

Serve = Callable[[World, web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """A running sandbox: `async with Sandbox(config) as box`, then `box.url`.

    `port` 0 takes a free one. `state` is the file where everything lasts; None: nowhere.
    """

    def __init__(
        self,
        config: Config,
        *,
        port: int = 0,
        state: Path | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._port = port
        self.world = World.create(config, state, timing or Timing())
        self._runner = web.AppRunner(_application(self.world), shutdown_timeout=1, access_log=None)

    @property
    def url(self) -> str:
        """Where it can be reached, for example http://127.0.0.1:8030."""
        return self.world.base_url

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, _HOST, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.world.base_url = f"http://{_HOST}:{port}"
        self.world.events.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.world.stream.end()
        await self.world.events.stop()
        await self.world.sockets.stop()
        await self.world.followers.stop()
        await self._runner.cleanup()
        self.world.store.close()


async def serve(config: Config, *, port: int, state: Path | None) -> None:
    """Serve until SIGTERM or SIGINT."""
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with Sandbox(config, port=port, state=state):
        await ended.wait()


def _application(world: World) -> web.Application:
    def route(serve: Serve) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handler(request: web.Request) -> web.StreamResponse:
            return await serve(world, request)

        return handler

    application = web.Application(client_max_size=_LARGEST_BODY, middlewares=[_own_origin])
    routes = application.router
    routes.add_route("*", "/api/{method}", route(dispatch.handle))
    routes.add_post("/response/{key}", route(response_posts.receive))
    routes.add_post("/upload/{key}", route(file_transfers.receive))
    for path in ("{place}/{name}", "{place}/download/{name}"):
        routes.add_get(f"/files-pri/{path}", route(file_transfers.give))
    routes.add_get("/link/", world.sockets.serve)
    for family in _FAMILIES:
        for verb, path, serve in family.ROUTES:
            routes.add_route(verb, f"/sandbox/api/{path}", route(serve))
    routes.add_get("/", _index)
    routes.add_static("/page/", _PAGE)
    return application


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE / "index.html")


@web.middleware
async def _own_origin(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Keep web pages of other origins, and names that were rebound to this machine, out."""
    name = request.host.partition(":")[0]
    origin = request.headers.get("Origin", f"http://{request.host}")
    if name not in _OWN_NAMES or origin != f"http://{request.host}":
        raise web.HTTPForbidden(text="The sandbox answers its own page and local programs only.")
    return await handler(request)
