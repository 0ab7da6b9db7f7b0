"""The sandbox as somebody outside reaches it: its control API."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

Json = dict[str, Any]
_PATIENCE_S = 10.0


class Slack:
    """Acts and looks over the control API."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._base = f"{url}/sandbox/api/"

    async def do(self, call: str, **body: object) -> Any:  # noqa: ANN401  # JSON
        """Have something done."""
        async with self._session.post(self._base + call, json=body) as answer:
            return await answer.json()

    async def see(self, call: str, **query: str | float) -> Any:  # noqa: ANN401  # JSON
        """Look at something."""
        async with self._session.get(self._base + call, params=query) as answer:
            return await answer.json()

    async def settle(self) -> None:
        """Wait until Onus has acted on everything there is, and all of it is here."""
        await self.passes(seconds=0)

    async def passes(self, *, seconds: float) -> None:
        """Move business time; what falls due on the way happens at its own instant."""
        clock = await self.do("clock", advance_s=seconds)
        assert clock["settled"], clock

    async def breaks(self, kind: str, **where: object) -> None:
        """Order a fault."""
        ordered = await self.do("faults", kind=kind, **where)
        assert ordered["ok"], ordered

    async def mends(self) -> None:
        """Clear all faults."""
        async with self._session.delete(f"{self._base}faults") as answer:
            answer.raise_for_status()

    async def calls(self, *methods: str) -> list[Json]:
        """Return Onus's calls of these methods, in their order."""
        every: list[Json] = await self.see("calls")
        return [call for call in every if call["method"] in methods]

    @asynccontextmanager
    async def until(self, words: str) -> AsyncIterator[None]:
        """Do what is in the block, and wait until a message with these words follows from it."""
        async with self.stream() as events:
            yield
            async with asyncio.timeout(_PATIENCE_S):
                async for event in events:
                    if event["type"] == "message" and words in event["message"]["text"]:
                        break
        await self.settle()

    @asynccontextmanager
    async def stream(self) -> AsyncIterator[AsyncIterator[Json]]:
        """Follow what happens from now on."""
        async with self._session.get(f"{self._base}stream") as answer:
            await answer.content.readline()  # connected
            yield _events(answer.content)


async def _events(lines: aiohttp.StreamReader) -> AsyncIterator[Json]:
    async for line in lines:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))
