"""An app in HTTP mode without a library: what it was sent, and the answers that a test lays out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox.server import Sandbox


@dataclass(frozen=True)
class Received:
    """One request, as it came."""

    headers: dict[str, str]
    body: str


@dataclass
class HttpApp:
    """Answers each request with the next of `answers`, an empty 200 when they are used up.

    A late answer waits until the test is over.
    """

    answers: list[web.Response] = field(default_factory=list)
    is_late: bool = False
    _received: asyncio.Queue[Received] = field(default_factory=asyncio.Queue)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def next(self) -> Received:
        """Return the next request that came."""
        return await asyncio.wait_for(self._received.get(), 5)

    @property
    def unread(self) -> int:
        """How many requests came that the test has not looked at."""
        return self._received.qsize()

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.text()
        if "url_verification" in body:
            return web.Response(text=(await request.json())["challenge"])
        self._received.put_nowait(Received(dict(request.headers), body))
        if self.is_late:
            await self._over.wait()
        return self.answers.pop(0) if self.answers else web.Response()

    def end(self) -> None:
        self._over.set()


@asynccontextmanager
async def listening(box: Sandbox) -> AsyncIterator[HttpApp]:
    """An app whose request URL the sandbox has verified."""
    app = HttpApp()
    served = web.Application()
    served.router.add_post("/slack/events", app.receive)
    async with TestServer(served) as server:
        await box.world.request_url.choose(str(server.make_url("/slack/events")))
        yield app
        app.end()
