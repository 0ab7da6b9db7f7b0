"""Statistics: in words and as a chart, without what is restricted."""

import pytest

from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_numbers_come_in_words_and_as_a_native_chart(
    alice: Person, carol: Person, dave: Person, time: Time
) -> None:
    await time.passes(minutes=10)
    await carol.types("/incident update Half of it is back next 30m")
    await carol.clicks("Send to")
    await time.passes(minutes=20)
    await alice.types("/incident advance")
    told = await alice.types("/incident stats 30d")
    for line in (
        "*The last 30 days*\nOpened: 1\nOpened as SEV1 critical: 1\n",
        "Updates to customers in time: 1 of 1 (100 %)",
        "In detect, median: 30 min",
    ):
        assert line in told
    (table,) = [block for block in told.messages[0]["blocks"] if block["type"] == "table"]
    assert [cell["text"] for cell in table["rows"][1]] == ["Opened", "1"]
    (chart,) = [
        block for block in told.messages[0]["blocks"] if block["type"] == "data_visualization"
    ]
    assert chart["chart"]["series"][0]["data"] == [{"label": "detect", "value": 0.5}]
    assert "Only members of #incidents can" in await dave.types("/incident stats")
    assert "not a length of time" in await alice.types("/incident stats soon")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_a_restricted_incident_is_in_no_number(alice: Person) -> None:
    await alice.types("/incident open Escape sev 1")
    await alice.types("/incident restrict it names people")
    assert "No incident was opened in the last 90 days" in await alice.types("/incident stats")
