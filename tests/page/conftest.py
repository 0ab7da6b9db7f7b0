"""One browser for all, one sandbox with its app for each file, one tab for each visitor."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser

from sandbox.config import load
from sandbox.server import Sandbox
from tests.page.showcase import connected
from tests.page.visitor import DESKTOP, Visitor, chromium, visiting

Visit = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def box() -> AsyncIterator[Sandbox]:
    async with (
        Sandbox(load(Path(__file__).parent / "workspace.yml")) as box,
        connected(box.url),
    ):
        yield box


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, box: Sandbox) -> AsyncIterator[Visit]:
    """`await visit("ann", "open")`: a tab there. At the end, no tab may have had a fault."""
    visitors: list[Visitor] = []
    async with AsyncExitStack() as tabs:

        async def visit(person: str, channel: str, *, size: tuple[int, int] = DESKTOP) -> Visitor:
            visitor = await tabs.enter_async_context(visiting(browser, box.url, size=size))
            visitors.append(visitor)
            await visitor.go(person, channel)
            return visitor

        yield visit
        assert [fault for visitor in visitors for fault in visitor.faults] == []
