"""The stage of the tour: a sandbox and Onus of its own, on a free port, in business time."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import yaml

from bot import local
from bot.people import NotAnsweredError, People
from sandbox import config as sandbox_config

BEGINS_AT = datetime(2026, 3, 2, 14, tzinfo=UTC)


class Stage:
    """`async with Stage() as stage`: everything is gone at the end.

    people: those in front of it. url: where it can be looked at.
    """

    def __init__(self) -> None:
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        try:
            await self._set_up()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def now(self) -> datetime:
        """Return the business time."""
        return datetime.fromisoformat((await self.people.see("clock"))["now"])

    async def wait_until(self, instant: datetime) -> None:
        """Let business time pass until an instant, and all be acted on that falls due.

        Where Onus does not run, time passes without it.
        """
        left_s = (instant - await self.now()).total_seconds()
        moved = await self.people.do("clock", advance_s=max(0.0, left_s))
        if not moved["settled"]:
            raise NotAnsweredError(f"by {instant:%H:%M} not all was done that fell due")

    async def kill_onus(self) -> datetime:
        """Kill Onus as a power cut would; return when."""
        await self._onus.kill()
        return await self.now()

    async def start_onus(self) -> datetime:
        """Start Onus; return when it could be used."""
        await self._onus.start()
        return await self.now()

    def last_words(self) -> str:
        """Return the end of Onus's log."""
        return self._onus.last_lines()

    async def _set_up(self) -> None:
        folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="onus-tour-")))
        port = local.free_port()
        children = (
            local.sandbox(folder, port=port, config=_workspace(folder)),
            local.onus(folder, port=port),
        )
        for child in children:
            self._stack.push_async_callback(child.stop)
            await child.start()
        self._onus = children[-1]
        self.people = await self._stack.enter_async_context(People(local.address(port)))


def _workspace(folder: Path) -> Path:
    """Write the demo's workspace with the tour's time into the folder."""
    demo = Path(sandbox_config.__file__).with_name("demo.yml")
    workspace = yaml.safe_load(demo.read_text())
    workspace["app"]["manifest"] = str(demo.parent / workspace["app"]["manifest"])
    workspace["starts_at"] = BEGINS_AT.isoformat()
    written = folder / "workspace.yml"
    written.write_text(yaml.safe_dump(workspace))
    return written
