"""Somebody at the page: acts as a person in a channel, types, clicks, takes a picture."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright

DESKTOP = (1280, 800)
PHONE = (390, 844)
_FIND = Path(__file__).parents[1] / "find-chromium"
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser; raises CalledProcessError where the machine has none."""
    found = subprocess.run([_FIND], check=True, capture_output=True, text=True)  # noqa: ASYNC221 - once, before the loop has work
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=found.stdout.strip(), args=_QUIET
        )
        yield browser
        await browser.close()


class Visitor:
    """One tab. `faults` collects script errors and what the browser complains of.

    It complains of any request to another address, which the page's own policy forbids.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._url = url
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(message.text)

    async def go(self, person: str, channel: str) -> None:
        """Act as a person (name) in a channel (name), from a fresh load of the page."""
        await self.page.goto("about:blank")
        await self.page.goto(f"{self._url}/#{person}/{channel}")
        await self.composer.wait_for()

    @property
    def composer(self) -> Locator:
        """Where one types into the channel."""
        return self.page.get_by_role("combobox", name="Message")

    @property
    def thread(self) -> Locator:
        """The side pane."""
        return self.page.get_by_role("complementary", name="Thread")

    @property
    def modal(self) -> Locator:
        """The modal on top."""
        return self.page.get_by_role("dialog").last

    async def say(self, text: str) -> None:
        """Type a message or a slash command into the channel, and press Enter."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def reply(self, text: str) -> None:
        """Type into the open thread, and press Enter."""
        field = self.thread.get_by_role("combobox", name="Reply")
        await field.fill(text)
        await field.press("Enter")

    async def press(self, name: str) -> None:
        """Press the button with that name."""
        await self.page.get_by_role("button", name=name, exact=True).click()

    def message(self, text: str) -> Locator:
        """The messages that hold a text, in the channel or the thread."""
        return self.page.get_by_role("article").filter(has_text=text)

    async def picture(self, path: Path) -> None:
        """Save what is in view, as PNG."""
        await self.page.evaluate("document.fonts.ready")
        await self.page.screenshot(path=path, animations="disabled")


@asynccontextmanager
async def visiting(
    browser: Browser, url: str, *, size: tuple[int, int] = DESKTOP
) -> AsyncIterator[Visitor]:
    """A tab of its own on the page of the sandbox at `url`."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height}, has_touch=size == PHONE
    )
    yield Visitor(await context.new_page(), url)
    await context.close()
