"""One customer is told nothing until an instant: by two people, and it ends loudly."""

import pytest

from tests.chat.channels import Channel
from tests.chat.conftest import Time, on_both_databases
from tests.chat.people import Person

pytestmark = pytest.mark.usefixtures("customers", "incident")
WITHHOLD = "/incident withhold globex until 2h the suspect may be one of its people"


async def _tells(carol: Person, line: str, *, to: int) -> None:
    await carol.types(f"/incident {line}")
    await carol.clicks(f"Send to {to} customer")


@on_both_databases
async def test_it_reads_nothing_until_the_instant_and_then_the_whole_first_notice(
    alice: Person,
    bob: Person,
    carol: Person,
    acme: Channel,
    globex: Channel,
    incidents: Channel,
    time: Time,
) -> None:
    told = await carol.types(WITHHOLD)
    assert "Globex is told nothing from now on." in told
    assert "It ends in 30 min, unless <@U0ALICE> or <@U0BOB> agrees" in told
    asked = await incidents.message("withholds every word from *Globex*")
    assert "You asked for it yourself" in await carol.clicks("Agree", message=asked)
    agreed = await bob.clicks("Agree", message=asked)
    assert "Globex is told nothing until 16:00 UTC" in agreed
    preview = await carol.types("/incident outage VMs impact partial services vm next 15m")
    assert "It goes to Acme in <#C0ACME>. *It is withheld from Globex.*" in preview
    await carol.clicks("Send to 1 customer")
    assert "Globex is told nothing until 16:00 UTC" in await carol.types(
        "/incident affected add Globex"
    )
    listed = await carol.types("/incident affected")
    assert "*Are told nothing*\n• Globex until 2 March 2026, 16:00 UTC: the suspect may" in listed
    assert "Tell Globex too" not in listed.buttons
    await time.passes(minutes=20)
    assert "We promised an update by 14:15" in await acme.latest()
    await time.passes(minutes=101)
    assert await globex.messages() == []
    ended = await incidents.message("*Globex* is no longer withheld")
    assert "its time has come" in ended["text"]
    assert "has missed: outage at 14:00 UTC, holding at 14:15 UTC" in ended["text"]
    await incidents.message("Globex is no longer withheld, and has read nothing: tell it")
    await _tells(carol, "update Half of them run again next 30m", to=1)
    preview = await carol.clicks("Tell Globex now", message=ended)
    assert "It goes to Globex in <#C0GLOBEX>" in preview
    await carol.clicks("Send to 1 customer")
    (first,) = await globex.messages()
    assert "It began at 14:00 UTC" in first["text"]
    await _tells(carol, "recovered", to=2)
    assert (await globex.messages())[-1]["thread_ts"] == first["ts"]
    timeline = await alice.types("/incident timeline")
    for words in ("withholds every word", "agreed: *Globex*", "no longer withheld"):
        assert words in timeline


async def test_nobody_agrees_and_it_ends_after_half_an_hour(
    carol: Person, incidents: Channel, time: Time
) -> None:
    await carol.types(WITHHOLD)
    assert "Globex is told nothing until 14:30 UTC" in await carol.types(WITHHOLD)
    await time.passes(minutes=31)
    ended = await incidents.message("*Globex* is no longer withheld: nobody agreed in time")
    assert "has missed: nothing" in ended["text"]
    preview = await carol.types("/incident outage VMs impact partial services vm")
    assert "Acme in <#C0ACME>, Globex in <#C0GLOBEX>" in preview


async def test_what_is_on_its_way_goes_no_further_and_a_preview_to_it_counts_no_more(
    carol: Person, acme: Channel, globex: Channel
) -> None:
    await _tells(carol, "outage VMs impact partial services vm next 15m", to=2)
    preview = await carol.types("/incident update Half of them run again next 30m")
    assert "Globex in <#C0GLOBEX>" in preview
    await carol.types(WITHHOLD)
    assert "told something else since this preview" in await carol.types("/incident confirm")
    await _tells(carol, "correct VMs and disks are affected", to=1)
    assert "VMs and disks" in await acme.latest()
    assert [("VMs and disks" in one) for one in await globex.reads()] == [False]
    refused = await carol.types("/incident withhold Acme until 2h it too")
    assert "Only Acme is told of this outage: freeze every word instead" in refused
    assert "Nothing is withheld from Globex any more" in await carol.types("/incident lift")
    await carol.clicks("Tell Globex now")
    await carol.clicks("Send to 1 customer")
    (thread,) = await globex.threads()
    assert len(thread) == 2


async def test_a_mitigation_begins_where_all_whom_it_affects_are_withheld_from(
    alice: Person, bob: Person, carol: Person
) -> None:
    await alice.types("/incident mitigate restart the hosts for 45m services vm customers Globex")
    await bob.types("/incident approve")
    assert "Customers have not been told" in await alice.types("/incident begin")
    await carol.types(WITHHOLD)
    assert "Begun." in await alice.types("/incident begin")
    assert "notice is withheld: Globex until 2 March 2026, 16:00 UTC" in await alice.types(
        "/incident timeline"
    )


async def test_what_is_missing_is_asked_for(carol: Person) -> None:
    for line, answer in {
        "withhold Globex until": "“until” needs a value",
        "withhold Globex": "From whom, until when, and why?",
        "withhold Globex until 2h": "Say why",
        "withhold Globex until later because of it": "is not a time that I can read",
        "withhold Hooli until 2h x": "There is no customer “Hooli”",
        "lift": "Withheld from in INC-1: nobody",
    }.items():
        assert answer in await carol.types(f"/incident {line}"), line
    form = await carol.types_for_form("/incident withhold")
    refused = await form.fill(text="Globex", until="later", because="x")
    assert "is not a time" in refused.errors["until"]
