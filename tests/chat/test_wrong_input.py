"""Wrong input of any kind: each is answered with what to type, nothing breaks, nothing is lost."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chat.channels import Channel
from tests.chat.people import Person

WRONG = {
    "/incident frobnicate": "“frobnicate” is nothing that /incident knows",
    "/incident opne Escape": "`/incident open",
    "/incident 🔥🔥🔥": "`/incident help`",
    "/incident <!channel>": "“@channel” is nothing that /incident knows",
    "/incident открой": "`/incident help`",
    "/incident INC-99999999999 status": "nothing that /incident knows",
    "/incident \u202e\u0000\u0007": "`/incident help`",
    "/incident sev": "Which severity?",
    "/incident sev 5": "is no severity",
    "/incident sev -1": "is no severity",
    "/incident mitigate x for 45m for 45m services vm": "“for” stands there twice",
    "/incident mitigate x for -5m services vm": "not a length of time",
    "/incident note x at 25:61": "not a time that has passed",
    "/incident note x at 99999-01-01": "not a time that has passed",
    "/incident proceed alone": "has no mitigation",
    "/incident eta 15:30": "has no open outage",
    "/incident confirm": "There is no such preview",
    "/incident confirm ' OR 1=1 --": "There is no such preview",
    "/incident retry 00000000": "Nothing is failed",
    "/incident advance verdict who knows": "“who knows” is no verdict",
    "/customers rename x": "is nothing that /customers knows",
    "/customers remove 🔥": "There is no customer “🔥”",
    "/whoowns 🔥": "I do not know whose that is",
    "/whoowns ' OR 1=1 --": "I do not know whose that is",
}


@pytest.mark.usefixtures("incident")
async def test_every_wrong_line_is_answered_with_what_to_type(
    alice: Person, incidents: Channel
) -> None:
    await alice.types("/incident advance")
    before = await incidents.reads()
    for line, answer in WRONG.items():
        told = await alice.types(line)
        assert told.error is None, line
        assert answer in told, line
    assert await incidents.reads() == before


async def test_a_title_of_40_000_characters_is_refused_and_its_beginning_given_back(
    alice: Person, incidents: Channel
) -> None:
    told = await alice.types(f"/incident open Escape{'x' * 40_000}")
    assert "A title has at most 150 characters, this one has 40006" in told
    assert "/incident open &lt;short title&gt;" in told
    assert "/incident open Escapexxx" in told
    assert await incidents.messages() == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Побег из гипервизора", "Побег из гипервизора"),
        ("🔥 cluster 7 🔥", "🔥 cluster 7 🔥"),
        ("<!channel> all", "@channel all"),
        ("a & b < c > d", "a &amp; b &lt; c &gt; d"),
        ("*bold* _it_ `code`", "*bold* _it_ `code`"),
        ("ﷺ" * 150, "ﷺ" * 150),
        ("tab\there\nline", "tab here line"),
    ],
)
async def test_any_title_opens_an_incident_and_reads_as_it_was_typed(
    alice: Person, incidents: Channel, title: str, shown: str
) -> None:
    told = await alice.types(f"/incident open {title}")
    assert "*INC-1* is open" in told
    first = (await incidents.latest()).splitlines()[0]
    assert first.endswith(f"· {shown}")


async def test_what_was_typed_in_vain_is_given_back(alice: Person) -> None:
    line = "/incident update We restarted half of the hosts, the rest follows"
    assert line in await alice.types(line)


VERBS = st.sampled_from(["", "INC-1", "open", "note", "outage", "eta", "add", "sev", "remove"])
TEXTS = st.text(max_size=60)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(command=st.sampled_from(["incident", "customers", "whoowns"]), verb=VERBS, text=TEXTS)
async def test_no_line_goes_without_an_acknowledgement_or_breaks_anything(
    alice: Person, command: str, verb: str, text: str
) -> None:
    """what_always_holds looks for unforeseen errors in the log."""
    done = await alice.types_blindly(f"/{command} {verb} {text}")
    assert done.error is None
