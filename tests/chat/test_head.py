"""The daily head: admins read where the journal's chain stands."""

import re

import pytest

from storage import journal
from storage.journal import Head
from tests.chat.conftest import Onus, Time
from tests.chat.people import Person
from tests.chat.workspace import TEAM

HOURS = 60


@pytest.mark.usefixtures("incident")
async def test_admins_read_the_head_each_morning_after_something_happened(
    alice: Person, bob: Person, onus: Onus, time: Time
) -> None:
    await time.passes(minutes=12 * HOURS)
    assert await alice.direct.messages() == []
    await onus.restarts()
    await time.passes(minutes=8 * HOURS)
    told = re.search(r"`(\d+:[0-9a-f]{64})`", await alice.direct.latest())
    assert told
    async with onus.replica.database.read() as tx:
        assert await journal.holds(tx, TEAM, Head.parse(told[1]))
    await time.passes(minutes=24 * HOURS)
    assert len(await alice.direct.messages()) == 1
    assert await bob.direct.messages() == []
