"""The seconds in which a confirmed notice can still be stopped."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person

UPDATE = "/incident update Half of it is back next 30m"
OUTAGE = "/incident outage Machines impact partial services vm next 15m"
A_SECOND = 1 / 60


@pytest.fixture
def stop_seconds() -> int:
    return 15


@pytest.mark.usefixtures("customers", "incident")
@on_both_databases
async def test_a_confirmed_notice_leaves_after_fifteen_seconds_also_after_a_restart(
    onus: Onus, carol: Person, acme: Channel, time: Time
) -> None:
    await carol.types(OUTAGE)
    sent = await carol.clicks("Send to")
    assert "it leaves in 15 seconds" in sent
    assert sent.buttons == ["Stop"]
    await onus.restarts()
    await time.passes(minutes=10 * A_SECOND)
    assert await acme.messages() == []
    await time.passes(minutes=5 * A_SECOND)
    assert (await acme.latest()).startswith("*Outage · Machines*")
    assert "Too late: customers can read it" in await carol.clicks("Stop")


@pytest.mark.usefixtures("customers", "incident")
@on_both_databases
async def test_a_first_notice_that_was_stopped_never_was(
    carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    assert "Stopped: customers read nothing of it." in await carol.clicks("Stop")
    await time.passes(minutes=60)
    assert await acme.messages() == []
    assert "stopped the outage notice in time" in await incidents.latest()
    assert "has no open outage" in await carol.types("/incident update All is well")
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    await time.passes(minutes=1)
    assert len(await acme.messages()) == 1


@pytest.mark.usefixtures("customers", "incident")
@on_both_databases
async def test_a_stopped_update_leaves_the_promise_as_it_was(
    carol: Person, acme: Channel, incidents: Channel, time: Time
) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    await time.passes(minutes=1)
    await carol.types(UPDATE)
    await carol.clicks("Send to")
    await carol.clicks("Stop")
    await time.passes(minutes=14)
    (_, held) = await acme.reads()
    assert "We promised an update by 14:15 and do not have one ready" in held
    assert "Promised updates in time: 0 of 1" in (await incidents.reads())[0]
    await carol.types(UPDATE)
    await carol.clicks("Send to")
    await carol.types("/incident freeze wait")
    await time.passes(minutes=1)
    assert len(await acme.messages()) == 2
    await carol.types("/incident thaw")
    assert "Half of it is back" in await acme.latest()
