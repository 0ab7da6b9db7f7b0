"""The pictures of the README and docs/, remade by playing the README's story.

`python -m tests.docs.screenshots` needs a Chromium; pngquant, where it is there, makes them
small.
"""

import asyncio
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.docs.pages import ROOT
from tests.docs.story import SKIPPED_AFTER, stage, steps
from tests.page.visitor import Visitor, chromium, visiting

DOCS = ROOT / "docs"
SIZE = (1360, 850)
_AGREED = 10
"""So many steps are over when customers know of the new estimate."""


async def asking(page: Visitor) -> None:
    """Ask who is responsible, on the first screen."""
    await page.go("alice", "general")
    await page.picture(DOCS / "whoowns.png")


async def reading(page: Visitor) -> None:
    """Read what Acme was told, as somebody of Acme."""
    await _without_steps(page, "eve", "acme-status")
    await _open_thread(page)
    await page.picture(DOCS / "customer.png")


async def responding(page: Visitor) -> None:
    """See an incident's card and its thread, the answers to what one typed out of the way."""
    await _without_steps(page, "alice", "incidents")
    dismiss = page.page.get_by_role("button", name="Dismiss")
    while await dismiss.count():
        await dismiss.first.click()
    await _open_thread(page)
    await page.picture(DOCS / "incident.png")


async def _without_steps(page: Visitor, person: str, channel: str) -> None:
    await page.go(person, channel)
    close = page.page.get_by_role("button", name="Close the things to try")
    if await close.is_visible():
        await close.click()


async def _open_thread(page: Visitor) -> None:
    await page.page.get_by_role("button", name="repl").first.click()
    await page.thread.get_by_role("article").nth(1).wait_for()
    await page.page.mouse.move(0, 0)


async def remake() -> None:
    """Play the story, and stop for each picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            stage(Path(folder)) as onus,
            chromium() as browser,
            visiting(browser, onus.url, size=SIZE) as page,
        ):
            for number, step in enumerate(steps()[:_AGREED]):
                if number == SKIPPED_AFTER:
                    await onus.skip()
                    await reading(page)
                await onus.play(step)
                if number == 0:
                    await asking(page)
            await responding(page)


def shrink() -> None:
    """Make the pictures small, where pngquant is there."""
    if shutil.which("pngquant"):
        pictures = sorted(map(str, DOCS.glob("*.png")))
        subprocess.run(["pngquant", "--force", "--ext", ".png", *pictures], check=True)  # noqa: S607


if __name__ == "__main__":
    asyncio.run(remake())
    shrink()
