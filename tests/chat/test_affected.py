"""Who is told of an outage changes while it lasts: each change is a notice of its own."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("outage")


async def test_a_newcomer_gets_a_full_first_notice_and_hears_what_follows_in_its_thread(
    carol: Person, acme: Channel, initech: Channel, time: Time
) -> None:
    listed = await carol.types("/incident affected")
    assert "Acme in <#C0ACME>\n• Globex in <#C0GLOBEX>" in listed
    assert "Initech" not in listed
    await time.passes(minutes=2)
    preview = await carol.types("/incident affected add initech")
    assert "Promised: the next update by 15:15 Europe/Berlin, 14:15 UTC" in preview
    assert await initech.reads() == []
    before = await acme.reads()
    await carol.clicks("Send to 1 customer")
    (first,) = await initech.messages()
    for words in ("It began at 14:00 UTC", "recovery: 14:45 UTC", "Next update by 14:15 UTC"):
        assert words in first["text"]
    assert await acme.reads() == before
    await carol.types("/incident update Half of the machines run again next 30m")
    await carol.clicks("Send to 3 customers")
    update = await initech.message("Half of the machines")
    assert update["thread_ts"] == first["ts"]
    assert "told *Initech* of the outage too" in await carol.types("/incident timeline")


async def test_one_that_is_not_affected_reads_so_and_no_more_and_promises_stay(
    carol: Person, acme: Channel, globex: Channel, time: Time
) -> None:
    assert "Initech is not told" in await carol.types("/incident affected remove Initech")
    preview = await carol.types("/incident affected remove Globex")
    assert "What the others were promised stays promised" in preview
    await carol.clicks("Send to 1 customer")
    first, last = await globex.messages()
    assert "*Not affected ·" in last["text"]
    assert last["thread_ts"] == first["ts"]
    assert "Only Acme" in await carol.types("/incident affected remove Acme")
    assert "Use one of its services, and are not told*\n• Globex" in await carol.types(
        "/incident affected"
    )
    assert "It goes to Globex in <#C0GLOBEX>" in await carol.clicks("Tell Globex too")
    await time.passes(minutes=15)
    assert "We promised an update by 14:15" in await acme.latest()
    assert "Not affected" in await globex.latest()


async def test_the_title_may_not_name_a_customer_to_a_newcomer_and_a_stale_preview_is_refused(
    carol: Person, alice: Person, initech: Channel
) -> None:
    await alice.types("/incident open Slow mail")
    await carol.types(
        "/incident INC-2 outage Mail of Initech impact degraded services m365 customers Initech"
    )
    await carol.clicks("Send to 1 customer")
    told = await carol.types("/incident INC-2 affected add Acme")
    assert "another customer's name (“Initech”)" in told
    await carol.types("/incident INC-1 affected add Initech")
    await carol.types("/incident INC-1 freeze the attacker reads along")
    assert "frozen since" in await carol.clicks("Send to 1 customer")
    assert len(await initech.messages()) == 1
    assert "is told of this outage already" in await carol.types(
        "/incident INC-1 affected add Acme"
    )
