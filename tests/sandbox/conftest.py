"""A sandbox in the test's own loop, and hands to act in it."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.config import Config, load
from sandbox.server import Sandbox
from sandbox.timing import Timing
from tests.sandbox.raw_app import RawApp, opened

WORKSPACE = Path(__file__).parent / "workspace.yml"


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


async def refusal(call: Any) -> str:  # noqa: ANN401 - an awaitable of Slack's client
    """The error code with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.fixture
def config() -> Config:
    return load(WORKSPACE)


@pytest.fixture
def timing() -> Timing:
    """Slack's own waits; a test that is about one of them shortens it by parametrizing this."""
    return Timing()


@pytest.fixture
async def box(
    config: Config, timing: Timing, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Sandbox]:
    async with Sandbox(config, timing=timing) as box:
        yield box
    errors = (each for each in caplog.records if each.levelno >= logging.ERROR)
    assert not [each.getMessage() for each in errors if not each.name.startswith("slack_bolt")]


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


@pytest.fixture
async def app(slack: AsyncWebClient) -> AsyncIterator[RawApp]:
    """An app with one open socket that does nothing by itself."""
    async with opened(slack) as app:
        yield app
