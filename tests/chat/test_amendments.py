"""What customers read wrongly is corrected, or withdrawn, in every channel."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("outage")


async def test_a_correction_edits_every_channel_and_is_posted_anew(
    carol: Person, acme: Channel, globex: Channel, time: Time
) -> None:
    await carol.types("/incident update Half of it is back next 30m")
    await carol.clicks("Send to")
    await time.passes(minutes=5)
    preview = await carol.types("/incident correct A quarter of it is back")
    assert "This takes the place of our message of 14:00 UTC:" in preview
    assert preview.buttons == [
        "Send to 2 customers",
        "Only edit: it means the same",
        "Discard",
    ]
    await carol.clicks("Send to")
    for channel in (acme, globex):
        _, update, correction = await channel.reads()
        assert "Half of it" not in update
        assert "A quarter of it is back" in update
        assert "_Corrected at 14:05 UTC._" in update
        assert "Next update by 14:30 UTC." in update
        assert correction.startswith("*Correction · Virtual Machines")
        assert "This corrects our message of 14:00 UTC." in correction
        assert "Next update by 14:30 UTC." in correction
    timeline = await carol.types("/incident timeline")
    assert "corrected the update notice and posted it anew: A quarter of it is back" in timeline


async def test_a_slip_of_the_pen_is_only_edited_and_a_title_stays_corrected(
    carol: Person, acme: Channel, time: Time
) -> None:
    await carol.types("/incident correct Virtual Machines, North Europe")
    await carol.clicks("Only edit")
    (outage,) = await acme.reads()
    assert outage.startswith("*Outage · Virtual Machines, North Europe*")
    await time.passes(minutes=15)
    assert "*Virtual Machines, North Europe*" in await acme.latest()


async def test_a_withdrawal_replaces_the_words_everywhere_also_while_frozen(
    carol: Person, acme: Channel, globex: Channel, incidents: Channel
) -> None:
    await carol.types("/incident update Our cables were cut by a rival")
    await carol.clicks("Send to")
    await carol.types("/incident freeze that was wrong")
    preview = await carol.types("/incident withdraw it is not known")
    assert "The reason stays inside: it is not known" in preview
    assert "Who read it has read it." in preview
    await carol.clicks("Withdraw from 2 customers")
    for channel in (acme, globex):
        _, withdrawn = await channel.reads()
        assert "_This message of 14:00 UTC was withdrawn. Please disregard it._" in withdrawn
        assert "cables" not in withdrawn
        assert "not known" not in withdrawn
    assert "withdrew the update notice everywhere" in await incidents.latest()
    refused = await carol.types("/incident correct The cables are whole")
    assert "our message of 14:00 UTC" in refused  # the one before it is the latest now
