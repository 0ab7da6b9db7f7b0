"""From what Slack delivers to a committed effect: once, whatever happens in between."""

import asyncio
import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Table, create_engine, make_url, select, text

from bot import replica
from bot.wiring import RULES
from domain.words import InternalMessage
from handlers.kit import desk
from handlers.kit import slack as slack_calls
from handlers.kit.commands import Command, Request
from handlers.kit.turn import Turn
from sandbox.errors import Json
from sandbox.server import Sandbox
from storage.tables import inbox, metadata, outbox
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, on_both_databases
from tests.chat.deliveries import on_both_deliveries
from tests.chat.people import Person
from tests.chat.slack import Slack


@pytest.fixture
def slack_delivers_twice(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an acknowledgement that Slack did not see."""
    wire, events = box.world.wire, box.world.events
    request, emit = wire.request, events.emit

    async def request_twice(kind: str, payload: Json, *, channel: str | None) -> Json | None:
        first, _ = await asyncio.gather(
            request(kind, payload, channel=channel), request(kind, payload, channel=channel)
        )
        return first

    def emit_twice(payload: Json) -> None:
        emit(payload)
        emit(payload)

    monkeypatch.setattr(wire, "request", request_twice)
    monkeypatch.setattr(events, "emit", emit_twice)


@on_both_deliveries
@pytest.mark.usefixtures("slack_delivers_twice")
async def test_what_is_delivered_twice_is_done_once(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    form = await alice.types_for_form("/incident open")
    await form.fill(text="Opened by a form")
    await alice.types("/incident open Opened by a line")
    assert len(await incidents.threads()) == 2
    await alice.types("/incident INC-1 note said by a line")
    await bob.clicks("Advance", message=await incidents.message("*INC-2"))
    await bob.says("@onus note said by a mention", under="*INC-2")
    told = await bob.says("@onus hypervisor iaas", under="*INC-2")
    assert len(told.messages) == 1
    await bob.writes("hypervisor iaas")
    assert len(await bob.direct.messages()) == 2
    for words in ("ALICE>: said by a line", "moved it from detect", "BOB>: said by a mention"):
        assert len([one for one in await incidents.reads() if words in one]) == 1


@on_both_deliveries
@pytest.mark.parametrize("surface", ["command", "click", "mention"])
@pytest.mark.usefixtures("incident")
async def test_what_was_acknowledged_is_done_after_a_crash(
    onus: Onus,
    alice: Person,
    slack: Slack,
    incidents: Channel,
    monkeypatch: pytest.MonkeyPatch,
    surface: str,
) -> None:
    monkeypatch.setattr(desk.Desk, "_carry_out", nothing)
    (card,) = await incidents.messages()
    body = {"user": "alice", "channel": "incidents"}
    if surface == "command":
        await slack.do("commands", **body, command="/incident", text="advance")
    elif surface == "click":
        action_id = card["blocks"][-1]["elements"][0]["action_id"]
        await slack.do("actions", **body, ts=card["ts"], action_id=action_id)
    else:
        await slack.do("messages", **body, text="@onus advance", thread_ts=card["ts"])
        await kept(onus)
    assert "detect" in (await incidents.reads())[0]
    monkeypatch.undo()
    await onus.restarts()
    await slack.settle()
    assert (await incidents.reads())[0].startswith("*INC-1 · assess")
    assert any("INC-1 is in *assess* now" in one["text"] for one in await alice.reads())
    await onus.restarts()
    await slack.settle()
    assert len([one for one in await incidents.reads() if "moved it" in one]) == 1


async def kept(onus: Onus) -> None:
    """Wait until the inbox holds what is not done."""
    committed = onus.replica.database.committed.subscribe()
    while not await waiting(onus):
        await committed.wait()
        committed.clear()


async def waiting(onus: Onus) -> int:
    async with onus.replica.database.read() as tx:
        return len((await tx.execute(select(inbox).where(inbox.c.done_at.is_(None)))).all())


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Hold the lock that keeping a command needs."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url if sqlite else url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        connection.execute(text("BEGIN IMMEDIATE" if sqlite else "LOCK TABLE inbox"))
        yield
        connection.rollback()
    engine.dispose()


@on_both_deliveries
@pytest.mark.usefixtures("incident")
async def test_where_the_database_is_locked_the_person_is_told_to_try_again_and_nothing_is_done(
    alice: Person,
    database_url: str,
    slack: Slack,
    incidents: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "KEEP_WITHIN_S", 0.2)
    with locked(database_url):
        told = await slack.do(
            "commands", user="alice", channel="incidents", command="/incident", text="advance"
        )
    assert "Please try again" in told["ack"]["text"]
    await slack.settle()
    assert (await incidents.reads())[0].startswith("*INC-1 · detect")
    assert "*assess*" in await alice.types("/incident advance")


@on_both_databases
async def test_while_slack_is_slow_every_other_command_is_acknowledged_at_once(
    alice: Person, slack: Slack, incidents: Channel
) -> None:
    """Six slow operations at once; acknowledged in under 100 ms at the median."""
    await alice.types("/incident list")
    await slack.breaks("slow", rate=1.0, delay_s=2.0)
    people = ("alice", "bob", "carol") * 2

    async def types(name: str, command: str, text: str) -> Json:
        done: Json = await slack.do(
            "commands", user=name, channel="incidents", command=command, text=text
        )
        assert done["ok"], done
        return done

    await asyncio.gather(*(types(name, "/incident", "open Slow") for name in people))
    others = [
        await types(name, command, text)
        for name in people
        for command, text in (("/incident", "note x"), ("/whoowns", "hypervisor iaas"))
    ]
    assert len(await slack.calls("chat.postMessage")) == 0  # all six are still under way
    assert statistics.median(each["ack_ms"] for each in others) < 100
    await slack.mends()
    await slack.settle()
    assert len(await incidents.threads()) == 6


@pytest.mark.usefixtures("incident")
@on_both_databases
async def test_what_brings_down_one_process_after_another_is_given_up_and_the_person_told(
    onus: Onus,
    alice: Person,
    slack: Slack,
    monkeypatch: pytest.MonkeyPatch,
    expected_errors: list[str],
) -> None:
    expected_errors.append("gave up")
    with monkeypatch.context() as patched:
        patched.setattr(desk.Desk, "_carry_out", nothing)
        await alice.types_blindly("/incident advance")
        for _ in range(5):
            await onus.restarts()
    await onus.restarts()
    await slack.settle()
    assert "went wrong on our side" in (await alice.reads())[-1]["text"]
    assert "INC-1 is in *assess*" in await alice.types("/incident advance")


async def nothing(*_: object) -> None:
    """Stand for a process that ends right after the acknowledgement."""


@on_both_databases
async def test_what_cannot_be_done_while_slack_is_away_is_done_when_it_is_back(
    onus: Onus, alice: Person, slack: Slack, incidents: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_calls, "_TRIES", 1)
    monkeypatch.setattr(replica, "_START_AGAIN_S", 0.01)
    await slack.breaks("500", method="auth.test", times=3)
    await slack.breaks("500", method="apps.connections.open", times=1)
    await slack.breaks("500", method="users.info", times=1000)
    await onus.restarts()
    typed = await alice.types_blindly("/incident open Escape")
    assert typed.error is None
    assert await incidents.messages() == []
    await slack.mends()
    await slack.settle()
    assert len(await incidents.messages()) == 1
    assert "*INC-1* is open" in (await alice.reads())[-1]["text"]


@on_both_databases
async def test_a_question_whose_look_up_takes_long_is_answered_later(
    alice: Person, slack: Slack, onus: Onus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "ANSWER_WITHIN_S", 0.01)
    await slack.breaks("slow", method="users.info", times=10, delay_s=0.1)
    await onus.restarts()
    told = await alice.types("/incident list")
    assert "No incident is open" in told
    assert [one["via"] for one in told.messages] == ["response_url"]


@on_both_databases
async def test_a_form_that_slack_does_not_show_is_told_with_what_to_type(
    alice: Person, slack: Slack
) -> None:
    await slack.breaks("500", method="views.open")
    told = await alice.types("/incident open")
    assert "The form could not be shown" in told
    assert "/incident help" in told
    await slack.breaks("429", method="views.open", retry_after=1)
    form = await alice.types_for_form("/incident open")
    assert form.title == "Open an incident"


@pytest.fixture
def broken_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect in one verb."""

    async def breaks(_: Turn, __: Request) -> InternalMessage:
        raise RuntimeError("the flux capacitor is empty")

    command = RULES.commands["incident"]
    assert isinstance(command, Command)
    verbs = dict(command.by_word)
    verbs["note"] = replace(verbs["note"], do=breaks)
    verbs["list"] = replace(verbs["list"], do=breaks)
    monkeypatch.setitem(command.__dict__, "by_word", verbs)


@pytest.mark.usefixtures("incident", "broken_note")
@on_both_databases
async def test_an_unforeseen_fault_gives_the_person_an_id_that_stands_in_the_log(
    alice: Person,
    incidents: Channel,
    expected_errors: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    expected_errors.append("error ")
    before = await incidents.reads()
    for line in ("note x", "list"):
        told = await alice.types(f"/incident {line}")
        assert "went wrong on our side, and nothing was changed" in told
        assert "flux" not in told.text
        (error_id,) = re.findall(r"Error `(\w+)`", told.text)
        (logged,) = [one for one in caplog.records if error_id in one.getMessage()]
        assert logged.exc_info
    form = await alice.types_for_form("/incident note")
    refused = await form.fill(text="x")
    (error_id,) = re.findall(r"Error (\w+) is in the log", refused.errors["text"])
    assert error_id in caplog.text
    assert await incidents.reads() == before
    assert "*assess*" in await alice.types("/incident advance")


async def _dump(onus: Onus, table: Table) -> str:
    async with onus.replica.database.read() as tx:
        return str((await tx.execute(select(table))).all())


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_no_row_holds_a_secret_and_none_keeps_a_response_url_when_it_is_done(
    onus: Onus,
) -> None:
    rows = {table.name: await _dump(onus, table) for table in metadata.sorted_tables}
    assert len(rows["journal"]) > 100
    for name, dumped in rows.items():
        for secret in ("xoxb-", "xapp-", "/response/", "postgres:"):
            assert secret not in dumped, name
    async with onus.replica.database.read() as tx:
        for table in (inbox, outbox):
            assert not (
                await tx.execute(
                    select(table.c.respond_url).where(table.c.respond_url.is_not(None))
                )
            ).all()
