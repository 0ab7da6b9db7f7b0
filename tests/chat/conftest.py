"""A workspace with Onus in it: people, channels, time, and what must hold after every chat."""

import json
import logging
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot import http_mode
from bot.local import address, free_port
from bot.pace import Pace
from bot.replica import Replica
from bot.settings import Settings
from domain.outage import NoticeKind
from handlers.kit import desk
from sandbox import config as sandbox_config
from sandbox.config import Config
from sandbox.server import Sandbox
from sandbox.timing import Timing
from storage import journal
from tests.chat.channels import Channel
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import TEAM, Admin, add_customers
from tests.databases import Databases

STARTS_AT = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
on_both_databases = pytest.mark.parametrize("databases", ["sqlite", "postgresql"], indirect=True)
"""For chats in which the database has a say, and enough others to reach every query of storage."""
PATIENCE_S = 0.2
LONG_S = 30.0
_DEMO = Path(sandbox_config.__file__).with_name("demo.yml")
_INSIDE = re.compile(r"\bINC-\d|\bsev ?\d\b|hypervisor|incident", re.IGNORECASE)


class Time:
    """Business time, which begins at 14:00 UTC on 2 March 2026."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def passes(self, *, minutes: float) -> None:
        await self._slack.passes(seconds=minutes * 60)


class Onus:
    """The bot: runs, and can be started again or a second time, over one database."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.replica = self._made()

    def _made(self) -> Replica:
        return Replica(self.settings, pace=Pace(0, 0, 0), patience_s=PATIENCE_S)

    async def starts(self) -> None:
        await self.replica.__aenter__()

    async def stops(self) -> None:
        await self.replica.__aexit__()

    async def restarts(self) -> None:
        await self.stops()
        await self.starts_anew()

    async def starts_anew(self) -> None:
        self.replica = self._made()
        await self.starts()

    def another(self) -> Replica:
        """A second replica over the same database; the test runs and ends it."""
        return self._made()


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Databases:
    """SQLite or, in tests marked on_both_databases, also PostgreSQL."""
    made: Databases = request.getfixturevalue(getattr(request, "param", "sqlite"))
    return made


@pytest.fixture(scope="session")
def _demo() -> Config:
    return sandbox_config.load(_DEMO)


@pytest.fixture
def delivery(request: pytest.FixtureRequest) -> str:
    """How Slack reaches Onus: `socket` or, in tests marked on_both_deliveries, also `http`."""
    return str(getattr(request, "param", "socket"))


@pytest.fixture
def http_port() -> int:
    """Where Onus listens when it does."""
    return free_port()


@pytest.fixture
def config(_demo: Config, delivery: str, http_port: int) -> Config:
    """The workspace; rate limits are out of the way, since faults are ordered."""
    url = f"{address(http_port)}{http_mode.PATH}" if delivery == "http" else None
    app = _demo.app.model_copy(update={"request_url": url})
    changed = {"app": app, "limits": {"scale": 100_000}, "starts_at": STARTS_AT}
    return _demo.model_copy(update=changed)


@pytest.fixture
async def box(config: Config) -> AsyncIterator[Sandbox]:
    """Waits are long, so that a busy machine shows no fault that is not there."""
    async with Sandbox(config, timing=Timing(ack_s=LONG_S, trigger_s=LONG_S)) as box:
        yield box


@pytest.fixture
async def slack(box: Sandbox) -> AsyncIterator[Slack]:
    async with aiohttp.ClientSession() as session:
        yield Slack(session, box.url)


@pytest.fixture
def stop_seconds() -> int:
    """How long a confirmed notice can be stopped."""
    return 0


@pytest.fixture
def by_two() -> frozenset[NoticeKind]:
    """The kinds of notice that a second person approves."""
    return frozenset({NoticeKind.REVIEW})


@pytest.fixture
def settings(  # one a part that a test can change
    box: Sandbox,
    database_url: str,
    delivery: str,
    http_port: int,
    stop_seconds: int,
    by_two: frozenset[NoticeKind],
) -> Settings:
    is_socket = delivery == "socket"
    return Settings(
        _env_file=None,
        slack_bot_token="xoxb-sandbox",
        slack_app_token="xapp-sandbox" if is_socket else None,
        slack_signing_secret=None if is_socket else "sandbox-secret",
        onus_http_port=http_port,
        slack_api_url=f"{box.url}/api/",
        database_url=database_url,
        onus_clock_url=f"{box.url}/sandbox/api/clock",
        onus_stop_seconds=stop_seconds,
        onus_second_person=by_two,
    )


@pytest.fixture
async def onus(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Onus]:
    monkeypatch.setattr(desk, "KEEP_WITHIN_S", LONG_S)
    onus = Onus(settings)
    await onus.starts()
    yield onus
    await onus.stops()


@pytest.fixture
def admin(box: Sandbox) -> Admin:
    return Admin(box)


@pytest.fixture
async def customers(onus: Onus) -> None:
    """Acme and Globex use virtual machines; Initech does not."""
    await add_customers(onus.replica)


@pytest.fixture
async def incident(alice: Person) -> None:
    """INC-1 is open."""
    await alice.types("/incident open Hypervisor escape suspected on cluster 7 sev 1")


@pytest.fixture
async def outage(
    customers: None,  # noqa: ARG001  # stands there before
    incident: None,  # noqa: ARG001  # as above
    carol: Person,
) -> None:
    """Acme and Globex know of a partial outage, with the next update promised by 14:15."""
    await carol.types(
        "/incident outage Virtual Machines, West Europe: partial outage impact partial "
        "services vm eta 14:45 utc next 15m"
    )
    await carol.clicks("Send to")


@pytest.fixture
def expected_errors() -> list[str]:
    """Words of errors in the log that a test provokes."""
    return []


@pytest.fixture(autouse=True)
async def what_always_holds(
    onus: Onus,
    slack: Slack,
    expected_errors: list[str],
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[None]:
    """After every chat: nothing doubled, nothing leaked, no unforeseen error, a whole journal."""
    yield
    await slack.mends()
    posted = [
        one
        for name in ("general", "incidents", *_CUSTOMERS)
        for one in await Channel(slack, name).messages()
        if one["user"] == "U0ONUS" and not one.get("files")  # a file's message takes no metadata
    ]
    for one in posted:
        assert one["metadata"]["event_type"] == "onus_delivery"
        assert list(one["metadata"]["event_payload"]) == ["delivery_id"]
    ids = Counter(one["metadata"]["event_payload"]["delivery_id"] for one in posted)
    assert [each for each, count in ids.items() if count > 1] == []
    for one in posted:
        if one["channel"] in _CUSTOMERS:
            assert not _INSIDE.search(json.dumps(one)), one
    async with onus.replica.database.read() as tx:
        assert await journal.verify(tx, TEAM) is None
    errors = [each for each in caplog.records if each.levelno >= logging.ERROR]
    unforeseen = [
        each.getMessage()
        for each in errors
        if not any(words in each.getMessage() for words in expected_errors)
    ]
    assert unforeseen == []


_CUSTOMERS = ("acme-status", "globex-status", "initech-status")


@pytest.fixture
def time(slack: Slack) -> Time:
    return Time(slack)


@pytest.fixture
def incidents(slack: Slack) -> Channel:
    return Channel(slack, "incidents")


@pytest.fixture
def general(slack: Slack) -> Channel:
    return Channel(slack, "general")


@pytest.fixture
def acme(slack: Slack) -> Channel:
    return Channel(slack, "acme-status")


@pytest.fixture
def globex(slack: Slack) -> Channel:
    return Channel(slack, "globex-status")


@pytest.fixture
def initech(slack: Slack) -> Channel:
    return Channel(slack, "initech-status")


@pytest.fixture
def alice(slack: Slack, incidents: Channel) -> Person:
    """Incident Commander, in Dublin (UTC in March)."""
    return Person(slack, "alice", incidents)


@pytest.fixture
def bob(slack: Slack, incidents: Channel) -> Person:
    """Engineer, in New York (UTC-5 in early March)."""
    return Person(slack, "bob", incidents)


@pytest.fixture
def carol(slack: Slack, incidents: Channel) -> Person:
    """Customer Liaison, in Berlin (UTC+1 in March)."""
    return Person(slack, "carol", incidents)


@pytest.fixture
def dave(slack: Slack, general: Channel) -> Person:
    """A colleague who is not in the incidents channel."""
    return Person(slack, "dave", general)


@pytest.fixture
def eve(slack: Slack, acme: Channel) -> Person:
    """An outsider, of Acme's own organisation."""
    return Person(slack, "eve", acme)
