"""Runbooks: in the thread, ticked there, recorded."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import on_one_database
from tests.chat.people import Person

pytestmark = [on_one_database, pytest.mark.usefixtures("incident")]


async def test_a_runbook_is_ticked_in_the_thread_by_whoever_did_a_step(
    alice: Person, bob: Person, incidents: Channel
) -> None:
    offered = await alice.types("/incident runbook")
    assert offered.buttons == [
        "Compromised host",
        "Exposure of customer data",
        "Leaked credentials",
    ]
    assert "is in the thread of INC-1: 8 steps" in await alice.clicks("Leaked credentials")
    posted = await incidents.message("Leaked credentials")
    assert "0 of 8 done" in posted["text"]
    second = posted["blocks"][2]
    told = await bob.clicks_beside(second, message=posted)
    assert "Step 2 is done; 7 left." in told
    (message,) = [one for one in await incidents.messages() if one["ts"] == posted["ts"]]
    assert "1 of 8 done" in message["text"]
    assert ":white_check_mark: 2. Revoke or rotate them now" in message["text"]
    assert "<@U0BOB> 14:00 UTC" in message["text"]
    assert "accessory" not in message["blocks"][2]
    again = await alice.types("/incident tick 1.2")
    assert "<@U0BOB> did that step already" in again
    timeline = await alice.types("/incident timeline")
    assert "<@U0BOB> did a step of Leaked credentials: Revoke or rotate them now" in timeline


async def test_what_there_is_not_is_refused(alice: Person, dave: Person) -> None:
    near = await alice.types("/incident runbook leaked credential")
    assert near.buttons[0] == "Leaked credentials"
    for line in ("tick 1.1", "tick x", "tick ².³", "tick 1"):
        assert "INC-1 has no such step" in await alice.types(f"/incident {line}")
    assert "Only members of #incidents can" in await dave.types("/incident runbook")
