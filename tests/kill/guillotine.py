"""A proxy before Slack's Web API that kills the caller at a chosen call."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

WRITES = ("chat.postMessage", "chat.update", "chat.postEphemeral")


class Guillotine:
    """Passes calls on to Slack; `arm` has the next writing call be the caller's last.

    before: the call never reaches Slack. after: it takes effect, and the answer never comes.
    """

    def __init__(self, slack_url: str) -> None:
        self._slack_url = slack_url
        self._kill: Callable[[], None] | None = None
        self._when = ""

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._pass_on)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/api/"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()
        await self._session.close()

    def arm(self, when: str, kill: Callable[[], None]) -> None:
        """Kill the caller at its next writing call, `before` or `after` it took effect."""
        self._when, self._kill = when, kill

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        kill = self._kill
        if kill is None or method not in WRITES:
            return await self._forward(request, method)
        self._kill = None
        if self._when == "after":
            await self._forward(request, method)
        kill()
        return web.Response(status=500)

    async def _forward(self, request: web.Request, method: str) -> web.Response:
        headers = {
            name: value
            for name, value in request.headers.items()
            if name in ("Authorization", "Content-Type")
        }
        async with self._session.request(
            request.method,
            f"{self._slack_url}/api/{method}",
            params=request.query,
            data=await request.read(),
            headers=headers,
        ) as answer:
            body = await answer.read()
            passed = {
                k: v for k, v in answer.headers.items() if k in ("Content-Type", "Retry-After")
            }
            return web.Response(status=answer.status, body=body, headers=passed)
