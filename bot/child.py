"""A program of ours as a child process: started, waited for, stopped, killed; its log in a file."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals

START_WITHIN_S = 30.0
STOP_WITHIN_S = 10.0
_LOOK_EVERY_S = 0.05
_LAST_LINES = 15
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR")


class ChildError(Exception):
    """A program did not start; the text ends with the last lines of its log."""


class Child:
    """`onus <arguments>` in a folder of its own.

    settings: its whole environment, beside what any program needs, so that nothing of the
    caller's reaches it; neither does a `.env`, which is read from the folder. is_ready: whether
    it can be used yet. The log is `<name>.log` in the folder.
    """

    def __init__(
        self,
        name: str,
        *arguments: str,
        folder: Path,
        settings: Mapping[str, str],
        is_ready: Callable[["Child"], Awaitable[bool]],
    ) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._arguments = arguments
        self._folder = folder
        self._environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
        self._environment |= settings
        self._is_ready = is_ready
        self._process: asyncio.subprocess.Process | None = None
        self._log_begins = 0

    async def start(self) -> None:
        """Start it, and wait until it is ready; raises ChildError."""
        with self.log.open("ab") as log:
            self._log_begins = log.tell()
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *self._arguments),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        try:
            async with asyncio.timeout(START_WITHIN_S):
                await self._until_ready(self._process)
        except TimeoutError:
            await self.kill()
            raise self._failed(f"was not ready after {START_WITHIN_S:.0f} s") from None

    async def ended(self) -> None:
        """Wait until it has ended, however."""
        if self._process:
            await self._process.wait()

    async def stop(self) -> None:
        """End it in order; what does not end in time is killed."""
        self._signal(SIGTERM)
        try:
            async with asyncio.timeout(STOP_WITHIN_S):
                await self.ended()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(SIGKILL)
        await self.ended()

    def logged(self) -> str:
        """Return what it has logged since it was last started."""
        with self.log.open("rb") as log:
            log.seek(self._log_begins)
            return log.read().decode(errors="replace")

    def last_lines(self) -> str:
        """Return the end of its log."""
        return "\n".join(self.logged().splitlines()[-_LAST_LINES:])

    async def _until_ready(self, process: asyncio.subprocess.Process) -> None:
        while not await self._is_ready(self):
            if process.returncode is not None:
                raise self._failed(f"ended at its start (exit {process.returncode})")
            await asyncio.sleep(_LOOK_EVERY_S)

    def _failed(self, how: str) -> ChildError:
        return ChildError(f"{self.name} {how}. The end of {self.log}:\n{self.last_lines()}")

    def _signal(self, number: Signals) -> None:
        with suppress(ProcessLookupError):
            if self._process and self._process.returncode is None:
                self._process.send_signal(number)
