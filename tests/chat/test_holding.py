"""Commitments: what customers read at the promised minute when nobody has said anything."""

import pytest

from bot.wiring import RULES
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("outage")


async def test_at_the_promised_minute_customers_read_what_is_known_and_no_more(
    acme: Channel, globex: Channel, initech: Channel, time: Time
) -> None:
    await time.passes(minutes=14)
    assert len(await acme.messages()) == 1
    await time.passes(minutes=1)
    root, holding = await acme.messages()
    assert (
        "We promised an update by 14:15 and do not have one ready. Our 14:00 message is the "
        "latest we have published. Next update by 14:45." in holding["text"]
    )
    assert holding["thread_ts"] == root["ts"]
    assert 0 <= float(holding["ts"]) - 1772460900 < 60  # within 14:15
    assert holding["text"] == await globex.latest()
    assert await initech.messages() == []


async def test_the_thread_and_the_timeline_are_told(
    alice: Person, incidents: Channel, time: Time
) -> None:
    await time.passes(minutes=15)
    said = (
        ":alarm_clock: The update promised by 14:15 UTC did not come: customers read a holding "
        "statement. Next update by 14:45 UTC."
    )
    assert await incidents.latest() == said
    assert f"14:15 UTC  {said}" in await alice.types("/incident timeline")
    assert "update customers by 14:45 UTC" in (await incidents.reads())[0]


async def test_each_holding_statement_promises_the_next_and_an_estimate_that_passed_is_not_repeated(
    acme: Channel, time: Time
) -> None:
    await time.passes(minutes=120)
    _, *held = await acme.reads()
    promised = [text.partition("We promised an update by ")[2][:5] for text in held]
    assert promised == ["14:15", "14:45", "15:15", "15:45"]
    assert all("Our 14:00 message is the latest" in text for text in held)
    assert "Estimated recovery: 14:45 UTC." in held[0]
    for text in held[1:]:
        assert "Our estimate of 14:45 UTC has passed; we have no new one." in text


async def test_an_update_in_time_replaces_the_promise(
    carol: Person, acme: Channel, time: Time
) -> None:
    await time.passes(minutes=10)
    await carol.types("/incident update Half of it is back next 30m")
    await carol.clicks("Send to")
    await time.passes(minutes=29)
    assert len(await acme.messages()) == 2
    await time.passes(minutes=1)
    assert "Our 14:10 message is the latest we have published" in await acme.latest()


async def test_recovered_ends_the_promises(carol: Person, acme: Channel, time: Time) -> None:
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    await time.passes(minutes=24 * 60)
    assert len(await acme.messages()) == 2


async def test_a_promise_outlives_a_restart_and_what_was_missed_is_said_once(
    onus: Onus, acme: Channel, time: Time
) -> None:
    await onus.stops()
    await time.passes(minutes=40)
    await onus.starts_anew()
    await time.passes(minutes=0)
    held = (await acme.reads())[1:]
    assert len(held) == 1
    assert "We promised an update by 14:15" in held[0]
    assert "Next update by 14:45." in held[0]
    assert "Posted 25 min later than promised." in held[0]
    await time.passes(minutes=5)
    assert "We promised an update by 14:45" in await acme.latest()


async def test_a_timer_whose_act_fails_is_tried_again_in_a_minute(
    acme: Channel,
    time: Time,
    monkeypatch: pytest.MonkeyPatch,
    expected_errors: list[str],
) -> None:
    expected_errors.append("in timer commitment:")

    async def breaks(*_: object) -> None:
        raise RuntimeError("a defect")

    with monkeypatch.context() as patched:
        patched.setitem(RULES.ringers, "commitment", breaks)
        await time.passes(minutes=15)
    assert len(await acme.messages()) == 1
    await time.passes(minutes=1)
    assert "We promised an update by 14:15" in await acme.latest()
    assert "Posted 1 min later than promised." in await acme.latest()
