"""A channel of colleagues reads regularly what is open; nothing restricted, and no customer."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Onus, Time, on_both_databases
from tests.chat.people import Person


@pytest.mark.usefixtures("outage")
@on_both_databases
async def test_a_channel_reads_at_its_time_what_is_open_and_what_was_closed(
    onus: Onus, alice: Person, carol: Person, general: Channel, time: Time
) -> None:
    told = await carol.types("/incident digest weekdays 16:00 #general")  # Berlin is at UTC+1
    assert "weekdays at 16:00 Europe/Berlin" in told
    assert "16:00 Europe/Berlin, 15:00 UTC, in 60 min" in told
    await alice.types("/incident open Slow mail sev 3")
    await alice.types("/incident INC-2 cancel a duplicate")
    await alice.clicks("Cancel INC-2")
    await alice.types("/incident open Insider suspected sev 1 restricted")
    await onus.restarts()
    await time.passes(minutes=61)
    digest = await general.latest()
    assert digest.startswith("*Incidents, Monday at 16:00* (Europe/Berlin)\n• *INC-1* · SEV1")
    assert "detect since 15:00" in digest
    assert "partial outage (partial); " in digest
    assert "no next word is promised; the estimate of 15:45 has passed" in digest
    assert "*Closed since 15:00*\n• *INC-2* · SEV3 minor · Slow mail" in digest
    assert "Updates to customers since then: 0 of 2 in time." in digest
    assert "Insider" not in digest
    assert "INC-3" not in digest
    await alice.types("/incident INC-1 restrict it is one of us")
    assert await general.latest() == (
        ":lock: This digest was taken back. What is open now: `/incident list`"
    )
    listed = await carol.types("/incident digest")
    assert "<#C0GENERAL>: weekdays at 16:00 Europe/Berlin, next at 03 Mar 16:00" in listed
    assert "reads no further digest" in await carol.clicks("Stop")
    assert "No channel reads a digest" in await carol.types("/incident digest")


@pytest.mark.usefixtures("customers")
async def test_peer_faults_8_and_10_a_digest_goes_to_colleagues_alone_or_whoever_set_it_reads_why(
    alice: Person, dave: Person, general: Channel, time: Time
) -> None:
    for channel, why in (("#acme-status", "a customer is told there"), ("#nowhere", "which chan")):
        told = await alice.types(f"/incident digest daily 15:00 {channel}")
        assert why.lower() in told.text.lower()
    assert "Only members of #incidents can set digests" in await dave.types(
        "/incident digest daily 15:00 #general"
    )
    await alice.types("/incident digest daily 15:00 #general")
    await alice.types("/customers add Hooli #general uses vm")
    await time.passes(minutes=61)
    assert not [text for text in await general.reads() if text.startswith("*Incidents")]
    (told_alice,) = [one["text"] for one in await alice.direct.messages()]
    assert "did not go: a customer is told there" in told_alice
    assert "reads no further digest" in await alice.types("/incident digest stop #general")
    await time.passes(minutes=24 * 60)
    assert sum("did not go" in one["text"] for one in await alice.direct.messages()) == 1
