"""Onus on a local Slack: the sandbox and `onus run`, alike in the demo and the tour."""

import socket
from pathlib import Path

import aiohttp

from bot.child import Child

HOST = "127.0.0.1"
_LISTENS = "Onus listens"


def address(port: int) -> str:
    """Return where the sandbox of that port is."""
    return f"http://{HOST}:{port}"


def free_port() -> int:
    """Return a port that nobody uses now."""
    return _bound(0)


def check_free(port: int) -> None:
    """Raise OSError where nothing can listen on that port."""
    _bound(port)


def sandbox(folder: Path, *, port: int, config: Path | None = None) -> Child:
    """Return the sandbox, with its state in the folder; config: another workspace than demo.yml."""
    chosen = ("--config", str(config)) if config else ()

    async def answers(_: Child) -> bool:
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{address(port)}/sandbox/api/clock") as response,
            ):
                return response.ok
        except aiohttp.ClientError:
            return False

    return Child(
        "sandbox",
        *("sandbox", "--port", str(port), "--state", "sandbox.db", *chosen),
        folder=folder,
        settings={},
        is_ready=answers,
    )


def onus(folder: Path, *, port: int) -> Child:
    """Return Onus on the sandbox of that port, with its database in the folder."""

    async def listens(child: Child) -> bool:
        return _LISTENS in child.logged()

    return Child(
        "onus",
        "run",
        folder=folder,
        settings={
            "SLACK_BOT_TOKEN": "xoxb-sandbox",
            "SLACK_APP_TOKEN": "xapp-sandbox",
            "SLACK_API_URL": f"{address(port)}/api/",
            "ONUS_CLOCK_URL": f"{address(port)}/sandbox/api/clock",
            "DATABASE_URL": "sqlite:///onus.db",
        },
        is_ready=listens,
    )


def _bound(port: int) -> int:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        return int(taken.getsockname()[1])
