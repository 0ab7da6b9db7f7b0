"""Commitments: what customers read at the promised minute when nobody has said anything."""

import pytest

from bot.wiring import RULES
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("outage")


@on_both_databases
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


@on_both_databases
async def test_the_thread_and_the_timeline_are_told(
    alice: Person, incidents: Channel, time: Time
) -> None:
    await time.passes(minutes=15)
    said = (
        ":alarm_clock: The update promised by 14:15 UTC did not come: customers read a holding "
        "statement. Next update by 14:45 UTC."
    )
    assert said in await incidents.reads()
    assert f"14:15 UTC  {said}" in await alice.types("/incident timeline")
    assert "update customers by 14:45 UTC" in (await incidents.reads())[0]


@on_both_databases
async def test_after_two_in_a_row_people_are_paged_instead_and_customers_read_so(
    acme: Channel, incidents: Channel, time: Time
) -> None:
    await time.passes(minutes=120)
    _, first, second = await acme.reads()
    assert "We promised an update by 14:15" in first
    assert "Estimated recovery: 14:45 UTC." in first
    assert "We promised an update by 14:45" in second
    assert "Our 14:00 message is the latest" in second
    assert "so we name no further one: our next message comes when we have" in second
    assert "Next update" not in second
    assert "next update" not in second
    assert "Our estimate of 14:45 UTC has passed; we have no new one." in second
    paged = [text for text in await incidents.reads() if text.startswith(":pager: Onus paged")]
    assert paged[0].startswith(":pager: Onus paged <@U0CAROL>: customers have read nothing new")
    assert "<@U0ALICE>" in paged[1]
    assert sum("<@U0CAROL>" in text for text in paged) == 4  # at 14:15, 14:45, 15:15, 15:45
    assert "write to customers, held off twice" in (await incidents.reads())[0]
    assert "Promised updates in time: 0 of 2" in (await incidents.reads())[0]


@on_both_databases
async def test_the_liaison_is_nudged_before_and_paged_after_until_somebody_speaks(
    carol: Person, bob: Person, incidents: Channel, time: Time
) -> None:
    await bob.types("/incident take liaison")
    await time.passes(minutes=9)
    assert ":bell:" not in "".join(await incidents.reads())
    await time.passes(minutes=1)
    assert await incidents.latest() == (
        ":bell: <@U0BOB>: customers expect an update by 14:15 UTC. Without one, a holding "
        "statement goes."
    )
    form = await carol.clicks_for_form("Update customers")
    await time.passes(minutes=5)
    assert ":pager: Onus paged <@U0BOB>" in await incidents.latest()
    await time.passes(minutes=4)
    await form.fill(text="Half of it is back")
    await carol.clicks("Send to")
    said = len(await incidents.messages())
    await time.passes(minutes=10)
    assert len(await incidents.messages()) == said


@on_both_databases
async def test_peer_fault_1_a_snooze_outlives_a_restart_and_moves_no_promise(
    onus: Onus, carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await time.passes(minutes=10)
    told = await carol.clicks("Snooze 3 min")
    assert "Customers are still promised an update by 14:15 UTC" in told
    assert "You are reminded at 14:13 UTC." in told
    await onus.restarts()
    await time.passes(minutes=3)
    assert (await incidents.latest()).startswith(":bell: <@U0CAROL>")
    assert "You are not reminded before it." in await carol.types("/incident snooze")
    await time.passes(minutes=2)
    assert "We promised an update by 14:15" in await acme.latest()


async def test_frozen_words_stay_inside_until_they_are_thawed_and_then_say_that_they_are_late(
    carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    told = await carol.types("/incident freeze the attacker may read along")
    assert "Nothing of INC-1 goes to customers now" in told
    await carol.types("/incident update All is well")
    refused = await carol.clicks("Send to")
    assert "frozen since 14:00 UTC by <@U0CAROL>: the attacker may read along" in refused
    await time.passes(minutes=20)
    assert len(await acme.messages()) == 1
    said = await incidents.reads()
    assert any("no holding statement went: words to customers are frozen" in text for text in said)
    assert not any(":pager:" in text for text in said)
    assert "`/incident INC-1 thaw`" in said[0]
    thawed = await carol.clicks("Thaw")
    assert "The promised update is overdue: a holding statement goes now." in thawed
    text = await acme.latest()
    assert "We promised an update by 14:15" in text
    assert "Posted 5 min later than promised." in text
    assert "is not frozen" in await carol.types("/incident thaw")


async def test_the_cadence_of_an_outage_can_be_changed_and_moves_no_promise(
    carol: Person, acme: Channel, time: Time
) -> None:
    told = await carol.types("/incident cadence 20m")
    assert "one every 20 min. The update promised by 14:15 UTC stays promised." in told
    await time.passes(minutes=15)
    assert "Next update by 14:35." in await acme.latest()
    assert "every 30 min, as usual for partial impact" in await carol.types(
        "/incident cadence usual"
    )
    await carol.types("/incident update Half of it is back")
    await carol.clicks("Send to")
    assert "Next update by 14:45 UTC." in await acme.latest()


@on_both_databases
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


@on_both_databases
async def test_recovered_ends_the_promises(carol: Person, acme: Channel, time: Time) -> None:
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    await time.passes(minutes=24 * 60)
    assert len(await acme.messages()) == 2


@on_both_databases
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


@on_both_databases
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
