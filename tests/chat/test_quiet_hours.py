"""In a customer's quiet hours it reads nothing of degraded impact, and then the newest alone."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("customers", "incident")

OUTAGE = "/incident outage Machines impact {} services vm eta 17:30 utc next 60m"


@pytest.fixture
async def quiet(customers: None, carol: Person) -> None:  # noqa: ARG001  # Acme is there before
    """Acme's quiet hours end at 17:00 in Berlin, 16:00 UTC."""
    await carol.types("/customers set Acme quiet 14:00-17:00")


@pytest.mark.usefixtures("quiet")
@on_both_databases
async def test_at_their_end_a_customer_reads_once_how_things_stand_then(
    onus: Onus, carol: Person, acme: Channel, globex: Channel, incidents: Channel, time: Time
) -> None:
    assert "quiet 14:00-17:00 Europe/Berlin for degraded" in await carol.types("/customers list")
    preview = await carol.types(OUTAGE.format("degraded"))
    assert ":zzz: Quiet hours: Acme until 16:00 UTC." in preview
    await carol.clicks("Send to")
    assert "*Acme* has quiet hours until 16:00 UTC" in await incidents.latest()
    await carol.types("/incident update Half of it is back next 50m")
    await carol.clicks("Send to")
    await time.passes(minutes=70)
    assert await acme.messages() == []
    assert len(await globex.messages()) == 3  # a holding statement too
    await carol.types("/incident update Nearly all of it is back next 90m")
    await carol.clicks("Send to")
    await onus.restarts()
    await time.passes(minutes=50)
    (caught_up,) = await acme.messages()
    assert caught_up["text"].startswith("*Outage · Machines*")
    assert "It began at 14:00 UTC." in caught_up["text"]
    assert "Next update by 16:40 UTC." in caught_up["text"]
    assert "*Acme* are over: it reads how things stand" in await incidents.latest()
    await carol.types("/incident recovered")
    await carol.clicks("Send to")
    assert (await acme.messages())[-1]["thread_ts"] == caught_up["ts"]


@pytest.mark.usefixtures("quiet")
async def test_what_is_over_by_then_is_told_as_over_and_worse_impact_at_any_hour(
    carol: Person, acme: Channel, time: Time
) -> None:
    await carol.types(OUTAGE.format("degraded"))
    await carol.clicks("Send to")
    await carol.types("/incident recovered It was a cable")
    await carol.clicks("Send to")
    assert await acme.messages() == []
    await time.passes(minutes=120)
    (over,) = await acme.reads()
    assert over.startswith("*Resolved · Machines*")
    assert "is over as of 14:00 UTC" in over
    assert "no quiet hours" in await carol.types("/customers set Acme quiet 22-7")
    await carol.types("/customers set Acme quiet 16:00-20:00 UTC")
    await carol.types(OUTAGE.format("partial"))
    await carol.clicks("Send to")
    assert (await acme.latest()).startswith("*Outage · Machines*")
