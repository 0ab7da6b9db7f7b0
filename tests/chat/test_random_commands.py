"""Whatever people type and click, in any order: the card equals the journal, and nothing is lost.

Random people say random things through the real app; afterwards the record has to add up.
"""

import asyncio
import os
import re
import tempfile
from itertools import product
from pathlib import Path

import aiohttp
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.pace import Pace
from bot.replica import Replica
from bot.settings import Settings
from domain import incident as domain
from domain.facts import Fact, FactKind
from domain.people import ONUS
from handlers.incident.card import card
from handlers.incident.case import load
from handlers.kit.telling import told
from sandbox import config
from sandbox.server import Sandbox
from sandbox.timing import Timing
from storage import incidents, journal, migrate
from tests.chat.channels import Channel
from tests.chat.conftest import LONG_S, PATIENCE_S
from tests.chat.people import buttons_of
from tests.chat.slack import Json, Slack
from tests.chat.workspace import TEAM, add_customers

DEMO = config.load(Path(config.__file__).with_name("demo.yml"))
LINES = (
    "advance",
    "advance verdict security incident sev 2",
    "advance verdict false positive our own scanner",
    "force it cannot wait",
    "back seen again",
    "verdict privacy breach mail was read",
    "rate functional high recoverability extended information none",
    "sev 3",
    "affects layers hypervisor,data model iaas services vm",
    "determine confirm",
    "refer tracking T-1",
    "plan isolate the hosts",
    "cause a leaked token",
    "exposed no the logs are whole",
    "mitigate restart the hosts for 45m services vm because it spreads",
    "amend for 20m",
    "approve",
    "decline too long",
    "proceed alone nobody answers",
    "begin",
    "begin without notice the attacker reads them",
    "end every host answers",
    "mitigate isolate them for 30m services vm notice Virtual Machines impact full",
    "announce",
    "confirm",
    "reviewed ok",
    "cancel opened twice",
    "merge INC-2",
    "reopen it is back",
    "outage Virtual Machines impact partial services vm",
    "update It is being worked on eta +2h",
    "eta none",
    "recovered",
    "freeze a lawyer reads it first",
    "thaw",
    "note seen on cluster 7 at 13:00",
    "take liaison",
    "restrict it names people",
    "obligation gdpr-33-1 aware at 13:00 customer Acme",
    "met gdpr-33-1 case 7",
    "waive 1 it was not theirs",
    "runbook leaked-credentials",
    "tick 1.1",
    "action Rotate the keys of cluster 7",
    "done 1",
    "analyse flaw nobody looked at cluster 7",
    "analysis",
    "review",
    "page @bob look at cluster 7",
    "acknowledge",
    "close",
)
INSIDERS = ("alice", "alice", "bob", "carol")
STEPS: list[tuple[str, str | int]] = [
    *product((*INSIDERS, "dave", "eve"), LINES),
    *product(INSIDERS, range(0, 20, 2)),
    *product(["time"], [1, 1, 1, 5, 20, 250, 800]),
]
steps = st.lists(st.sampled_from(STEPS), min_size=25, max_size=25)
_SILENT = (
    *(FactKind.OPENED, FactKind.NOTICE_DISCARDED, FactKind.REVIEW_POSTED),
    *(FactKind.RUNBOOK_BEGUN, FactKind.RUNBOOK_TICKED),
    *(FactKind.ANALYSIS_WRITTEN, FactKind.ANALYSIS_READ, FactKind.ANALYSIS_EXPORTED),
)
"""What stands in the journal, and in the thread otherwise or not at all."""
_INSIDE = re.compile(r"INC-\d|SEV\d|hypervisor|cluster 7|incident")
_INSIDE_WORDS = re.compile(r"SEV\d [a-z]|Hypervisor escape|cluster 7")
_KNOWN_INSIDE = re.compile(rf"{_INSIDE_WORDS.pattern}|U0ALICE|U0BOB")
_RUNS = int(os.environ.get("RANDOM_RUNS", "3"))


@settings(max_examples=_RUNS, deadline=None, phases=[Phase.generate])
@given(script=steps)
def test_whatever_people_do_the_record_adds_up(script: list[tuple[str, str | int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'onus.db'}"
        migrate.upgrade(url)
        asyncio.run(_play(script, url))


async def _play(script: list[tuple[str, str | int]], url: str) -> None:
    unlimited = DEMO.model_copy(update={"limits": {"scale": 100_000}})
    timing = Timing(ack_s=LONG_S, trigger_s=LONG_S)
    async with (
        Sandbox(unlimited, timing=timing) as box,
        aiohttp.ClientSession() as session,
        Replica(_settings(box.url, url), pace=Pace(0, 0, 0), patience_s=PATIENCE_S) as replica,
    ):
        slack = Slack(session, box.url)
        await add_customers(replica)
        await _type(slack, "alice", "open Hypervisor escape on cluster 7 sev 1")
        await slack.settle()
        await _type(slack, "alice", "open The same, seen elsewhere")
        await slack.settle()
        for who, what in script:
            await _act(slack, who, what)
            await slack.settle()
        await _everybody_was_answered(slack)
        await _the_record_adds_up(slack, replica)


def _settings(slack: str, url: str) -> Settings:
    return Settings(
        _env_file=None,
        slack_bot_token="xoxb-sandbox",
        slack_app_token="xapp-sandbox",
        slack_api_url=f"{slack}/api/",
        database_url=url,
        onus_clock_url=f"{slack}/sandbox/api/clock",
    )


async def _act(slack: Slack, who: str, what: str | int) -> None:
    if who == "time":
        await slack.passes(seconds=60 * int(what))
    elif isinstance(what, int):
        await _click(slack, who, what)
    elif who == "eve":
        text = f"@onus INC-1 {what}"
        await slack.do("messages", user=who, channel="acme-status", text=text)
    else:
        await _type(slack, who, f"INC-1 {what}")


async def _type(slack: Slack, who: str, line: str) -> None:
    channel = "general" if who == "dave" else "incidents"
    typed = {"user": who, "channel": channel, "command": "/incident", "text": line}
    assert (await slack.do("commands", **typed))["ok"]


async def _click(slack: Slack, who: str, number: int) -> None:
    """Click one of the buttons in front of somebody, in the thread or on what they were told."""
    seen = [*await _thread(slack), *await _told(slack, who)]
    offered = [(one, button) for one in seen for button in buttons_of(one)]
    if not offered:
        return
    message, button = offered[-1 - number % len(offered)]
    action = {"user": who, "channel": message["channel"], "ts": message["ts"]}
    assert (await slack.do("actions", **action, action_id=button["action_id"]))["ok"]


async def _thread(slack: Slack) -> list[Json]:
    return (await Channel(slack, "incidents").threads())[0]


async def _told(slack: Slack, who: str) -> list[Json]:
    return list((await slack.see("ephemerals", user=who))["ephemerals"])


async def _everybody_was_answered(slack: Slack) -> None:
    """Every refusal says what was wrong and a way on; nothing unforeseen happened."""
    for who in ("alice", "bob", "carol", "dave", "eve"):
        for shown in await _told(slack, who):
            assert "went wrong on our side" not in shown["text"], shown["text"]
            if shown["text"].startswith(":warning:"):
                said = shown["text"].partition("\nYou typed")[0]
                assert len(said) > len(":warning: INC-1 is in."), said
    for who, inside in (("dave", _INSIDE_WORDS), ("eve", _KNOWN_INSIDE)):
        for shown in await _told(slack, who):
            said = shown["text"].partition("\nYou typed")[0]
            assert not inside.search(said), said


async def _the_record_adds_up(slack: Slack, replica: Replica) -> None:
    async with replica.database.read() as tx:
        assert await journal.verify(tx, TEAM) is None
        facts = await journal.of_incident(tx, TEAM, 1)
        incident = await incidents.get(tx, TEAM, 1, viewer=ONUS)
        assert incident
        as_it_is = card(await load(tx, replica._office, incident))  # noqa: SLF001  # as the bot sees it
    thread = [one["text"] for one in await _thread(slack)]
    if incident.restricted:
        assert [text for text in thread if _KNOWN_INSIDE.search(text)] == []
    else:
        assert thread[0] == as_it_is.text
        said = "\n".join(thread)
        assert [told(fact) for fact in facts if _unsaid(fact, said)] == []
    assert "U0EVE" not in {fact.actor for fact in facts}
    _the_facts_lead_to_the_state(facts, incident)
    for channel in ("acme-status", "globex-status"):
        for one in await Channel(slack, channel).messages():
            assert one["user"] == "U0EVE" or not _INSIDE.search(one["text"])


def _unsaid(fact: Fact, said: str) -> bool:
    return fact.kind not in _SILENT and told(fact) not in said


def _the_facts_lead_to_the_state(facts: list[Fact], incident: domain.Incident) -> None:
    phase, is_open = domain.Phase.DETECT, True
    for fact in facts:
        if fact.kind in (FactKind.MOVED, FactKind.REOPENED):
            assert fact.data["before"] == phase
            phase = domain.Phase(str(fact.data["after"]))
        if fact.kind in (FactKind.CLOSED, FactKind.CANCELLED, FactKind.MERGED):
            assert is_open
            is_open = False
        if fact.kind is FactKind.REOPENED:
            assert not is_open
            is_open = True
    assert (phase, is_open) == (incident.phase, incident.open)
