"""A sandbox in the test's own loop, and hands to act in it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config, load
from sandbox.server import Sandbox
from sandbox.timing import Timing

QUICK = Timing(ack_s=0.4, retries_s=(0, 0.05, 0.05), refresh_warning_s=0.05, follower_s=1)


class People:
    """Acts and looks as the people of the workspace do, over the control API."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._base = f"{url}/sandbox/api/"

    async def do(self, call: str, **body: object) -> Any:  # noqa: ANN401 - JSON
        async with self._session.post(self._base + call, json=body) as response:
            return await response.json()

    async def see(self, call: str, **query: str) -> Any:  # noqa: ANN401 - JSON
        async with self._session.get(self._base + call, params=query) as response:
            return await response.json()

    async def mend(self) -> None:
        """Clear the faults."""
        async with self._session.delete(f"{self._base}faults") as response:
            assert response.status == 200


@pytest.fixture
def config() -> Config:
    return load(Path(__file__).parent / "workspace.yml")


@pytest.fixture
async def box(config: Config) -> AsyncIterator[Sandbox]:
    async with Sandbox(config, timing=QUICK) as box:
        yield box


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def people(session: aiohttp.ClientSession, box: Sandbox) -> People:
    return People(session, box.url)


@pytest.fixture
def slack(session: aiohttp.ClientSession, box: Sandbox) -> AsyncWebClient:
    """Slack's own client, with nothing that re-sends."""
    return AsyncWebClient(
        token="xoxb-sandbox", base_url=f"{box.url}/api/", session=session, retry_handlers=[]
    )
