"""An app without a library: one socket, what came over it, acks when the test says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

Json = dict[str, Any]


class RawApp:
    """One open socket."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire

    async def receive(self) -> Json:
        """The next thing that the sandbox sends."""
        message: Json = await asyncio.wait_for(self._wire.receive_json(), 5)
        return message

    async def ack(self, envelope: Json, payload: Json | None = None) -> None:
        body = {"envelope_id": envelope["envelope_id"]}
        await self._wire.send_json(body if payload is None else {**body, "payload": payload})

    async def answer(self, payload: Json | None = None) -> Json:
        """Receive one envelope and ack it."""
        envelope = await self.receive()
        await self.ack(envelope, payload)
        return envelope

    async def closed(self) -> bool:
        """Whether the sandbox ends the socket, with or without a word."""
        message = await asyncio.wait_for(self._wire.receive(), 5)
        return message.type in {
            aiohttp.WSMsgType.CLOSE,
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.CLOSING,
            aiohttp.WSMsgType.ERROR,
        }

    async def hang_up(self) -> None:
        await self._wire.close()


@asynccontextmanager
async def opened(slack: AsyncWebClient) -> AsyncIterator[RawApp]:
    """An app whose hello has come."""
    url = (await slack.apps_connections_open(app_token="xapp-sandbox"))["url"]
    assert slack.session is not None
    async with slack.session.ws_connect(url) as wire:
        app = RawApp(wire)
        hello = await app.receive()
        assert hello["type"] == "hello"
        yield app
