"""Runbooks: in the thread, ticked there, recorded."""

import pytest

from tests.chat.channels import Channel
from tests.chat.files import put_up
from tests.chat.people import Person
from tests.chat.slack import Slack

pytestmark = pytest.mark.usefixtures("incident")


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


OWN = "# Leaked token\n\n1. Revoke it <!here>\n2. Look who used it\n"


async def test_an_admin_imports_a_version_and_what_runs_keeps_its_own(
    alice: Person, bob: Person, incidents: Channel, slack: Slack
) -> None:
    form = await bob.types_for_form("/incident import")
    file = await put_up(slack, bob, name="Leaked credentials.md", text=OWN)
    assert "admin" in (await form.fill(file=file)).errors["file"]
    form = await alice.types_for_form("/incident import")
    empty = await put_up(slack, alice, name="leaked.md", text="# Nothing to do")
    assert "a heading and 1 to 40 list items" in (await form.fill(file=empty)).errors["file"]
    file = await put_up(slack, alice, name="Leaked credentials.md", text=OWN)
    assert "is version 1 of `leaked-credentials`, 2 steps" in await form.fill(file=file)
    await bob.types("/incident runbook leaked-credentials")
    begun = (await incidents.message("*Leaked token* · version 1 · 0 of 2 done"))["text"]
    assert "Revoke it &lt;!here&gt;" in begun
    form = await alice.types_for_form("/incident import")
    longer = await put_up(slack, alice, name="leaked-credentials.md", text=f"{OWN}3. Tell her\n")
    assert "is version 2 of `leaked-credentials`, 3 steps" in await form.fill(file=longer)
    await bob.types("/incident tick 1.2")
    assert "*Leaked token* · version 1 · 1 of 2 done" in "\n".join(await incidents.reads())
    assert "began the runbook Leaked token, version 1" in await bob.types("/incident timeline")
