"""`onus`: the command line."""

import asyncio
import signal
import sys
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from bot import logs
from bot.ask import ask
from bot.audit.group import audit
from bot.child import ChildError
from bot.demo import PortTakenError
from bot.demo import demo as run_demo
from bot.erase import erase
from bot.http_mode import PortError
from bot.incident_export import incident
from bot.matrix.group import matrix
from bot.notify import approve, notify
from bot.outbox import outbox
from bot.refusing import FINDING, ready_database, refuse, settings
from bot.replica import Replica
from bot.settings import Settings
from bot.socket_mode import AppTokenError
from bot.templates import templates
from bot.tour.tour import tour as run_tour
from bot.webhook import webhook
from handlers.kit.slack import SlackRefusedError
from sandbox import config as sandbox_config
from sandbox import server as sandbox_server
from storage import migrate as migrations

T = TypeVar("T")
_DEMO_CONFIG = Path(sandbox_config.__file__).with_name("demo.yml")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Onus answers who is responsible, runs incidents, and keeps customers told."""


@main.command()
def run() -> None:
    """Run Onus until it is told to stop."""
    found = settings()
    logs.set_up(level=found.onus_log_level, form=found.onus_log_format)
    ready_database(found.database_url)
    try:
        _until_stopped(_run(found))
    except SlackRefusedError as refused:
        refuse(_refused_token("SLACK_BOT_TOKEN", str(refused)))
    except AppTokenError as refused:
        refuse(_refused_token("SLACK_APP_TOKEN", str(refused)))
    except PortError as fault:
        refuse(f"ONUS_HTTP_PORT: {fault}. Stop what uses it, or set another one.")


@main.command()
def migrate() -> None:
    """Bring the database up to date with this version."""
    url = settings().database_url
    migrations.upgrade(url)
    click.echo("The database is up to date.")


@main.command()
@click.option("--config", type=click.Path(path_type=Path), default=_DEMO_CONFIG)
@click.option("--port", type=int, default=8030, show_default=True)
@click.option("--state", type=click.Path(path_type=Path), help="where everything is kept")
def sandbox(config: Path, port: int, state: Path | None) -> None:
    """Run the stand-in for Slack, with its page at http://127.0.0.1:PORT."""
    try:
        workspace = sandbox_config.load(config)
    except sandbox_config.ConfigError as fault:
        refuse(str(fault))
    asyncio.run(sandbox_server.serve(workspace, port=port, state=state))


@main.command()
def manifest() -> None:
    """Print the app manifest, to be pasted into Slack."""
    click.echo(Path(__file__).parents[1].joinpath("manifest.yml").read_text(), nl=False)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8030, show_default=True)
def demo(port: int) -> None:
    """Run Onus on a local Slack at http://127.0.0.1:PORT, with its state in var/demo."""
    try:
        _until_stopped(run_demo(Path("var/demo"), port=port, say=click.echo))
    except PortTakenError as fault:
        refuse(str(fault))
    except ChildError as fault:
        click.echo(str(fault), err=True)
        sys.exit(FINDING)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for a program.")
def tour(as_json: bool) -> None:  # noqa: FBT001  # click calls it by name
    """Play an incident from alarm to close on a local Slack, and check what became of it."""
    warn = partial(click.echo, err=True)
    try:
        held = _until_stopped(run_tour(as_json=as_json, say=click.echo, warn=warn))
    except ChildError as fault:
        warn(str(fault))
        held = False
    sys.exit(0 if held else FINDING)


main.add_command(ask)
main.add_command(matrix)
main.add_command(incident)
main.add_command(audit)
main.add_command(erase)
main.add_command(outbox)
main.add_command(webhook)
main.add_command(notify)
main.add_command(approve)
main.add_command(templates)


async def _run(settings: Settings) -> None:
    async with Replica(settings):
        await asyncio.get_running_loop().create_future()


def _refused_token(name: str, error: str) -> str:
    return f"{name}: Slack refuses it ({error}). Copy it anew from the app's page at Slack."


def _until_stopped(work: Coroutine[Any, Any, T]) -> T | None:
    """Run until done, or until SIGINT or SIGTERM, and end in order; return None where stopped."""

    async def stoppable() -> T | None:
        task = asyncio.ensure_future(work)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        await asyncio.wait({task})
        return None if task.cancelled() else task.result()

    return asyncio.run(stoppable())
