"""Which incident is meant, where several could be."""

import pytest

from tests.chat.channels import Channel
from tests.chat.people import Person


@pytest.fixture
async def two(alice: Person) -> None:
    await alice.types("/incident open First")
    await alice.types("/incident open Second sev 2")


@pytest.mark.usefixtures("two")
async def test_with_two_open_a_bare_advance_asks_which_and_one_click_does_it(
    alice: Person, incidents: Channel
) -> None:
    asked = await alice.types("/incident advance")
    assert "2 incidents are open. Which one?" in asked
    assert asked.buttons == ["INC-1 First", "INC-2 Second"]
    assert "INC-1 is in *assess* now" in await alice.clicks("INC-1 First")
    first, _, second = await incidents.reads()
    assert first.startswith("*INC-1 · assess")
    assert second.startswith("*INC-2 · detect")


@pytest.mark.usefixtures("two")
async def test_the_click_carries_all_that_was_typed(alice: Person, incidents: Channel) -> None:
    await alice.types("/incident note saw <odd> & strange things at 13:51 utc")
    assert "Noted on INC-2: 13:51" in await alice.clicks("INC-2")
    assert "saw &lt;odd&gt; &amp; strange things" in await incidents.latest()


@pytest.mark.usefixtures("two")
async def test_a_number_in_front_settles_it_in_any_case(alice: Person) -> None:
    assert "INC-2 is in *assess*" in await alice.types("/incident inc-2 advance")
    assert "INC-1 is in *assess*" in await alice.types("/incident INC1 advance")
    none = await alice.types("/incident INC-9 advance")
    assert "There is no INC-9" in none


@pytest.mark.usefixtures("two")
async def test_bare_incident_shows_every_open_one_and_what_is_next(alice: Person) -> None:
    told = await alice.types("/incident")
    assert "2 incidents are open" in told
    assert "*INC-1 · detect" in told
    assert "*INC-2 · detect" in told
    assert told.text.count("Next:") == 2


async def test_with_none_open_it_says_how_to_open_one(alice: Person) -> None:
    for line in ("/incident", "/incident list"):
        assert "/incident open &lt;title&gt; sev 2" in (await alice.types(line)).text.replace(
            "<title>", "&lt;title&gt;"
        )
    assert "No incident is open" in await alice.types("/incident advance")
    assert "There is no INC-7" in await alice.types("/incident INC-7 timeline")
