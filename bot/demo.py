"""`onus demo`: Onus on a local Slack until it is told to stop; what dies is started again."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bot import local
from bot.child import Child, ChildError
from bot.people import CUSTOMERS, People

AGAIN_AFTER_S = 1.0
_TOLD = "customers-added"

Say = Callable[[str], None]


class PortTakenError(Exception):
    """Nothing can listen on the port."""


def welcome(url: str, folder: Path) -> str:
    """Say where it is and what to try."""
    return f"""\
Onus runs on a local Slack: {url}

Three things to try:
  1. As alice in #general, ask who is responsible:
       /whoowns hypervisor iaas
  2. As alice in #incidents, open an incident, and follow its thread:
       /incident open Hypervisor escape suspected on cluster 7 sev 1 layer hypervisor model iaas
  3. As carol in #incidents, tell customers of an outage, and press “Send to 2 customers”:
       /incident outage Virtual Machines, West Europe impact partial services vm next 15m
     Then press “Skip 15 minutes” and read what #acme-status was told at the promised minute.

All of it lasts until `make demo-reset`. Logs: {folder}/*.log. Ctrl-C stops it."""


def customers_added() -> str:
    """Say who is told of outages, and how they came to be known."""
    typed = "\n".join(f"  {line}" for line in CUSTOMERS)
    return f"On this first run, carol has typed in #incidents:\n{typed}\n"


def started_again(child: Child) -> str:
    """Say that a program ended and was started again."""
    return f"{child.name} ended and runs again. Its log: {child.log}"


async def demo(folder: Path, *, port: int, say: Say) -> None:
    """Run the demo for ever, its state in the folder; cancelled, it stops both programs.

    Raises PortTakenError, or ChildError where a program does not start.
    """
    try:
        local.check_free(port)
    except OSError as fault:
        raise PortTakenError(
            f"Port {port} cannot be used ({fault.strerror}). Stop what uses it, or take another "
            f"one: onus demo --port {port + 1}"
        ) from fault
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240  # nothing else runs yet
    say("Starting the sandbox and Onus …\n")
    async with AsyncExitStack() as stack:
        children = (local.sandbox(folder, port=port), local.onus(folder, port=port))
        for child in children:
            stack.push_async_callback(child.stop)
            await child.start()
        await _add_customers_once(folder, port=port, say=say)
        say(welcome(local.address(port), folder))
        async with asyncio.TaskGroup() as tasks:
            for child in children:
                tasks.create_task(_keep_running(child, say))


async def _add_customers_once(folder: Path, *, port: int, say: Say) -> None:
    told = folder / _TOLD
    if told.exists():
        return
    async with People(local.address(port)) as people:
        for line in CUSTOMERS:
            await people.type("carol", "incidents", line)
    told.touch()
    say(customers_added())


async def _keep_running(child: Child, say: Say) -> None:
    """Start it again whenever it ends, for as long as it takes.

    The moment in between lets Ctrl-C, which ends the children too, be heard first.
    """
    while True:
        await child.ended()
        await asyncio.sleep(AGAIN_AFTER_S)
        try:
            await child.start()
        except ChildError as fault:
            say(str(fault))
        else:
            say(started_again(child))
