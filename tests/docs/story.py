"""The story that the README tells, played line by line as a reader would type it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.pace import Pace
from bot.replica import Replica
from bot.settings import Settings
from sandbox import config as sandbox_config
from sandbox.server import Sandbox
from storage import migrate
from tests.chat.channels import Channel
from tests.chat.people import Person, Told
from tests.chat.slack import Slack
from tests.chat.workspace import add_customers
from tests.docs.pages import page

STARTS_AT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
SKIPPED_AFTER = 3
"""So many steps are things to try; then the README says to skip 15 minutes."""
_DEMO = Path(sandbox_config.__file__).with_name("demo.yml")


@dataclass(frozen=True)
class Step:
    """A row of the README: who types what where, and what they press after it."""

    who: str
    where: str
    line: str | None
    presses: tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """A sandbox with Onus and its customers in it, as `make demo` starts it."""

    url: str
    slack: Slack

    async def play(self, step: Step) -> list[Told]:
        """Do what the row says; return what the person is told for each thing they did."""
        person = Person(self.slack, step.who, Channel(self.slack, step.where))
        told = [await person.types(step.line)] if step.line else []
        return told + [await person.clicks(label) for label in step.presses]

    async def skip(self) -> None:
        """Press the button that skips 15 minutes."""
        await self.slack.passes(seconds=900)

    async def reads(self, channel: str) -> str:
        """Return all that a channel's people read."""
        return "\n".join(await Channel(self.slack, channel).reads())


def steps() -> list[Step]:
    """Return the README's rows, in order."""
    rows = page("README.md").tables("As", "In", "Type or press")
    return [
        Step(
            who,
            where.removeprefix("#"),
            typed[0] if (typed := re.findall(r"`([^`]+)`", act)) else None,
            tuple(re.findall(r"\*\*([^*]+)\*\*", act)),
        )
        for who, where, act in rows
    ]


@asynccontextmanager
async def stage(folder: Path) -> AsyncIterator[Stage]:
    """Set it up in a folder, at 14:00 UTC on 2 March 2026."""
    config = sandbox_config.load(_DEMO).model_copy(
        update={"limits": {"scale": 100_000}, "starts_at": STARTS_AT}
    )
    database_url = f"sqlite:///{folder}/onus.db"
    migrate.upgrade(database_url)
    async with Sandbox(config) as box, aiohttp.ClientSession() as session:
        settings = Settings.model_validate(
            {
                "slack_bot_token": "xoxb-sandbox",
                "slack_app_token": "xapp-sandbox",
                "slack_api_url": f"{box.url}/api/",
                "database_url": database_url,
                "onus_clock_url": f"{box.url}/sandbox/api/clock",
                "onus_stop_seconds": 0,
            }
        )
        async with Replica(settings, pace=Pace(0, 0, 0)) as replica:
            await add_customers(replica)
            yield Stage(box.url, Slack(session, box.url))
