"""`onus demo` as a person starts it: it begins with customers, heals, and ends on Ctrl-C."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.local import address, free_port
from bot.people import CUSTOMERS, NotAnsweredError, People


class Demo:
    """The running demo. welcome: what it printed until it was ready."""

    welcome = ""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--port", str(self.port)],
            cwd=folder,
            env=os.environ | {"SLACK_BOT_TOKEN": "xoxb-real", "ONUS_SIDE": "nonsense"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def printed_until(self, words: str) -> str:
        """Read what it prints until a line with these words."""
        assert self.process.stdout
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if words in line:
                return "".join(lines)
        raise AssertionError(f"never printed {words!r}: {''.join(lines)}")

    def child(self, *arguments: str) -> int:
        """Return the process id of the child with these arguments."""
        own = Path(f"/proc/{self.process.pid}/task")
        children = [
            pid for task in own.iterdir() for pid in (task / "children").read_text().split()
        ]
        for pid in children:
            line = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if line[3 : 3 + len(arguments)] == list(arguments):
                return int(pid)
        raise AssertionError(f"no child {arguments}")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose folder and environment hold settings of the user's own."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / ".env").write_text("SLACK_APP_TOKEN=nonsense\nONUS_CADENCE_MINUTES=nonsense\n")
    demo = Demo(folder)
    try:
        demo.welcome = demo.printed_until("Ctrl-C")
        yield demo
    finally:
        demo.process.kill()
        demo.process.communicate()


def test_the_demo_begins_with_its_address_customers_and_what_to_try(demo: Demo) -> None:
    assert address(demo.port) in demo.welcome
    assert all(line in demo.welcome for line in CUSTOMERS)
    tries = [line for line in demo.welcome.splitlines() if re.match(r"  \d\. ", line)]
    assert len(tries) == 3


async def test_customers_are_there_from_the_start(demo: Demo) -> None:
    listed = await _asked(demo, "/customers list")
    assert all(name in listed for name in ("Acme", "Globex", "Initech"))


@pytest.mark.parametrize("name", ["onus", "sandbox"])
async def test_a_killed_program_is_started_again_and_what_it_knew_is_there(
    demo: Demo, name: str
) -> None:
    program = {"onus": "run"}.get(name, name)
    os.kill(demo.child(program), signal.SIGKILL)
    demo.printed_until(f"{name} ended and runs again")
    assert "Acme" in await _asked(demo, "/customers list")


def test_a_taken_port_is_told(demo: Demo, tmp_path: Path) -> None:
    taken = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--port", str(demo.port)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert taken.returncode == 2
    assert f"Port {demo.port} cannot be used (Address already in use)" in taken.stderr


def test_ctrl_c_ends_both_and_leaves_no_process(demo: Demo) -> None:
    pids = [demo.child("run"), demo.child("sandbox")]
    demo.process.send_signal(signal.SIGINT)
    _, complaints = demo.process.communicate()
    assert (demo.process.returncode, complaints) == (0, "")
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []


async def _asked(demo: Demo, line: str) -> str:
    """Return the answer to a command, as soon as Onus can be reached again."""
    async with People(address(demo.port)) as people:
        while True:
            with suppress(NotAnsweredError):
                return str((await people.type("carol", "incidents", line))[0]["text"])
            await asyncio.sleep(0.1)  # its socket gives no signal when it is open again
