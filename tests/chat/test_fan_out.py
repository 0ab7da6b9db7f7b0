"""A notice to many channels: one line of progress, one report of what failed, and a way on."""

import pytest

from domain.customers import Customer
from sandbox import config as sandbox_config
from sandbox.config import Config
from storage import customers
from storage.outbox_rows import new_id
from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time
from tests.chat.people import Person, buttons_of
from tests.chat.slack import Slack
from tests.chat.workspace import TEAM, Admin

MANY = 12
OUTAGE = "/incident outage Virtual Machines impact partial services vm"
pytestmark = pytest.mark.usefixtures("incident", "many")


@pytest.fixture
def config(config: Config) -> Config:
    """The workspace of all chats, with a channel for each of many customers."""
    rooms = [
        sandbox_config.Channel(id=f"C0MANY{n}", name=f"many-{n}", members={"carol", "onus"})
        for n in range(MANY)
    ]
    return config.model_copy(update={"channels": (*config.channels, *rooms)})


@pytest.fixture
async def many(onus: Onus) -> None:
    async with onus.replica.database.write() as tx:
        for n in range(MANY):
            await customers.add(tx, Customer(TEAM, new_id(), f"Many {n}", ("vm",), (f"C0MANY{n}",)))


async def test_a_fan_out_shows_how_far_it_is_and_reports_once_what_failed(
    carol: Person,
    incidents: Channel,
    slack: Slack,
    admin: Admin,
    onus: Onus,
    time: Time,
    expected_errors: list[str],
) -> None:
    expected_errors.append("is_archived")
    await carol.types(OUTAGE)
    admin.archives("many-3")
    await slack.breaks("500", method="chat.postMessage", channel="many-7", rate=1)
    await carol.clicks("Send to")
    await time.passes(minutes=0.2)
    told = await incidents.message("of an outage")
    assert told["text"].endswith("\ndelivered 10/12 ▓▓▓▓▓▓▓▓░░ · 1 failed · 1 tried again")
    looked = await carol.types("/incident deliveries")
    assert "• *is_archived*: Many 3 in <#C0MANY3>. The channel is archived: unarchive" in looked
    assert "• Many 7 in <#C0MANY7>: tried " in looked
    assert looked.buttons == ["Retry 1 failed"]
    await onus.restarts()
    async with slack.stream() as events:
        await slack.mends()
        await anext(event async for event in events if "C0MANY7" in str(event))
    await time.passes(minutes=5)
    told = await incidents.message("of an outage")
    assert told["text"].endswith("\ndelivered 11/12 ▓▓▓▓▓▓▓▓▓░ · 1 failed")
    reports = [one for one in await incidents.messages() if "could not be delivered" in one["text"]]
    (report,) = reports
    assert (
        "11 of 12 channels got the outage notice. It could not be delivered to Many 3"
        in report["text"]
    )
    assert [one["text"]["text"] for one in buttons_of(report)] == ["Retry all", "Deliveries"]
    admin.unarchives("many-3")
    assert "1 message is tried again" in await carol.clicks("Retry all", message=report)
    assert "delivered 12/12 ▓▓▓▓▓▓▓▓▓▓" in await carol.types("/incident deliveries")


async def test_where_everything_arrives_the_line_alone_says_so(
    carol: Person, incidents: Channel, time: Time
) -> None:
    await carol.types(OUTAGE)
    await carol.clicks("Send to")
    before = len(await incidents.messages())
    await time.passes(minutes=1)
    assert (await incidents.message("of an outage"))["text"].endswith("delivered 12/12 ▓▓▓▓▓▓▓▓▓▓")
    assert len(await incidents.messages()) == before
    assert "12 of 12 channels got the outage notice" in await carol.types("/incident timeline")
