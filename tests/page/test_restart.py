"""The page outlives its sandbox: it waits, reads again, and keeps what was being typed."""

from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, expect

from sandbox.config import load
from sandbox.server import Sandbox
from tests.page.visitor import visiting

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_page_goes_on_when_the_sandbox_is_started_again(
    browser: Browser, tmp_path: Path
) -> None:
    config = load(Path(__file__).parent / "workspace.yml")
    state = tmp_path / "state.db"
    async with AsyncExitStack() as tab:
        async with Sandbox(config, state=state) as box:
            ann = await tab.enter_async_context(visiting(browser, box.url))
            await ann.go("ann", "open")
            await ann.say("Said before")
            await expect(ann.message("Said before")).to_be_visible()
            await ann.composer.fill("Half a sen")
        await expect(ann.page.get_by_role("status")).to_have_text("Connecting…")
        async with Sandbox(config, state=state, port=urlsplit(box.url).port or 0):
            await expect(ann.page.get_by_role("status")).to_have_count(0)
            await ann.composer.press_sequentially("tence")
            await ann.composer.press("Enter")
            await expect(ann.message("Half a sentence")).to_be_visible()
            await expect(ann.message("Said before")).to_be_visible()
