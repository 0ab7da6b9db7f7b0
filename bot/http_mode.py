"""HTTP: where Slack delivers in HTTP mode, services answer pages, and anybody asks for health."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.health import Health

HOST = "127.0.0.1"
PATH = "/slack/events"
_LARGEST_BODY = 4 * 1024 * 1024  # a hundred blocks of escaped text are over aiohttp's 1 MiB
_END_WITHIN_S = 3.0


class PortError(Exception):
    """Nothing can listen on the port."""


def from_slack(app: AsyncApp) -> web.RouteDef:
    """Return where Slack delivers; Bolt verifies each signature."""

    async def deliver(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return web.post(PATH, deliver)


@asynccontextmanager
async def listen(
    routes: Iterable[web.RouteDef], *, port: int, health: Health
) -> AsyncIterator[None]:
    """Serve these, and say at /health how it goes, until the block ends; raises PortError."""
    served = web.Application(client_max_size=_LARGEST_BODY)
    served.add_routes([*routes, web.get("/health", health.tell)])
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=_END_WITHIN_S)
    await runner.setup()
    try:
        await _bind(runner, port)
        yield
    finally:
        await runner.cleanup()


async def _bind(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as fault:
        raise PortError(f"port {port} cannot be used ({fault.strerror})") from fault
