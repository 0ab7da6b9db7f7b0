"""Faults that were found in the bots that people use today, by their number in the list of peers.

Those of the database and of the settings stand with storage and bot.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.kit.slack import Slack as OnusSlack
from storage.database import Database
from storage.tables import journal
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person
from tests.chat.slack import Slack
from tests.chat.workspace import Admin

several_replicas = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_peer_fault_01_a_promise_survives_a_restart(
    onus: Onus, acme: Channel, time: Time
) -> None:
    await onus.restarts()
    await time.passes(minutes=15)
    assert "We promised an update by 14:15" in await acme.latest()


@several_replicas
@pytest.mark.usefixtures("outage")
async def test_peer_fault_02_what_ended_through_one_replica_is_over_for_the_other(
    onus: Onus, carol: Person, acme: Channel, time: Time
) -> None:
    async with onus.another():
        await carol.types("/incident recovered")
        await carol.clicks("Send to")
        await time.passes(minutes=120)
    assert len(await acme.messages()) == 2


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_peer_fault_03_an_announcement_outlives_a_429(
    slack: Slack, acme: Channel, globex: Channel, time: Time
) -> None:
    await slack.breaks("429", method="chat.postMessage", times=2, retry_after=1)
    await time.passes(minutes=15)
    for channel in (acme, globex):
        assert len(await channel.messages()) == 2
        assert "We promised an update by 14:15" in await channel.latest()


@pytest.mark.usefixtures("incident")
@on_both_databases
async def test_peer_fault_04_what_a_person_typed_outlives_a_429(
    slack: Slack, alice: Person, incidents: Channel
) -> None:
    await slack.breaks("429", method="chat.postMessage", channel="incidents", retry_after=1)
    await alice.types("/incident note a long text that nobody wants to type again")
    assert "a long text that nobody wants to type again" in await incidents.latest()
    assert "a long text that nobody wants" in await alice.types("/incident timeline")


@on_both_databases
async def test_peer_fault_05_six_slow_declares_time_nobody_out(slack: Slack) -> None:
    await slack.breaks("slow", rate=1.0, delay_s=0.5)
    typed = [
        slack.do("commands", user=name, channel="incidents", command="/incident", text=line)
        for name in ("alice", "bob", "carol")
        for line in ("open Slow one", "open Slow two", "status")
    ]
    assert {answer.get("error") for answer in await asyncio.gather(*typed)} == {None}
    await slack.mends()
    await slack.settle()


@several_replicas
@pytest.mark.usefixtures("outage")
async def test_peer_fault_06_a_second_process_and_restarts_neither_double_nor_reset_a_promise(
    onus: Onus, acme: Channel, time: Time
) -> None:
    async with onus.another():
        await time.passes(minutes=10)
        await onus.restarts()
        await time.passes(minutes=4)
        assert len(await acme.messages()) == 1
        await time.passes(minutes=1)
        assert len(await acme.messages()) == 2
        await time.passes(minutes=30)
    held = [text for text in await acme.reads() if "We promised an update" in text]
    assert len(held) == 2


@on_both_databases
async def test_peer_fault_07_onus_opens_no_port(
    onus: Onus, monkeypatch: pytest.MonkeyPatch, alice: Person
) -> None:
    async def refused(*_: object, **__: object) -> None:
        raise AssertionError("Onus listens on a port")

    monkeypatch.setattr(asyncio.get_running_loop(), "create_server", refused)
    await onus.restarts()
    assert "*INC-1* is open" in await alice.types("/incident open Escape")


@on_both_databases
async def test_peer_fault_08_not_being_in_the_incidents_channel_is_said_with_what_mends_it(
    onus: Onus, admin: Admin, alice: Person, incidents: Channel
) -> None:
    admin.removes("onus", "incidents")
    await onus.restarts()
    told = await alice.types("/incident open Escape")
    assert "I am not in #incidents, where incidents are run. Invite me there" in told
    assert await incidents.messages() == []
    admin.invites("onus", "incidents")
    assert "*INC-1* is open" in await alice.types("/incident open Escape")


@on_both_databases
async def test_peer_fault_09_a_cyrillic_title_stays_what_it_is(
    alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident open Побег из гипервизора sev 1")
    assert (await incidents.latest()).startswith(
        "*INC-1 · detect · SEV1 critical* · Побег из гипервизора\n"
    )


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_peer_fault_10_nothing_of_an_incident_stands_outside_its_channel(
    alice: Person, general: Channel, acme: Channel, slack: Slack
) -> None:
    await alice.types("/incident note the attacker came through the backup network")
    assert await general.messages() == []
    assert "backup network" not in "\n".join(await acme.reads())
    inside = {call["args"]["channel"] for call in await slack.calls("chat.postMessage")}
    assert inside == {"C0INCIDENTS", "C0ACME", "C0GLOBEX"}


@on_both_databases
async def test_peer_fault_11_no_transaction_is_open_while_slack_is_called(
    monkeypatch: pytest.MonkeyPatch, alice: Person, bob: Person
) -> None:
    inside: ContextVar[bool] = ContextVar("inside", default=False)
    calls: list[tuple[str, bool]] = []
    write, send = Database.write, OnusSlack._send  # noqa: SLF001  # watched, not changed

    @asynccontextmanager
    async def watched(self: Database) -> AsyncIterator[AsyncConnection]:
        async with write(self) as tx:
            token = inside.set(True)
            try:
                yield tx
            finally:
                inside.reset(token)

    async def seen(self: OnusSlack, method: str, **how: Any) -> dict[str, Any]:  # noqa: ANN401
        calls.append((method, inside.get()))
        return await send(self, method, **how)

    monkeypatch.setattr(Database, "write", watched)
    monkeypatch.setattr(OnusSlack, "_send", seen)
    await alice.types("/incident open Escape")
    await alice.types("/incident mitigate restart for 45m services vm")
    await bob.clicks("Approve")
    assert {"chat.postMessage", "chat.update", "chat.postEphemeral"} <= {name for name, _ in calls}
    assert [name for name, is_inside in calls if is_inside] == []


@pytest.mark.usefixtures("incident")
@on_both_databases
async def test_peer_fault_12_every_fact_has_its_actor_and_a_late_note_changes_no_other_time(
    onus: Onus, alice: Person, bob: Person, time: Time
) -> None:
    await bob.types("/incident advance")
    before = await _facts(onus)
    await time.passes(minutes=30)
    await alice.types("/incident note it began earlier at 13:00 utc")
    *same, late = await _facts(onus)
    assert same == before
    assert [fact["actor"] for fact in before] == [alice.id, bob.id]
    assert (late["recorded_at"] - late["happened_at"]).total_seconds() // 60 == 90


async def _facts(onus: Onus) -> list[dict[str, Any]]:
    async with onus.replica.database.read() as tx:
        rows = await tx.execute(select(journal).order_by(journal.c.seq))
        return [dict(row) for row in rows.mappings()]
