"""How often the database is asked for one command."""

import pytest

from tests.chat.conftest import on_both_databases
from tests.chat.people import Person
from tests.queries import counted


@pytest.mark.usefixtures("incident")
@on_both_databases
async def test_a_note_is_posted_with_a_handful_of_looks_at_the_outbox_and_the_timers(
    alice: Person,
) -> None:
    """Three rows go out: the answer, the message, the card; the chat itself waits for each."""
    await alice.types("/incident note the first")
    with counted() as queries:
        await alice.types("/incident note the second")
    assert queries["SELECT outbox"] <= 10
    assert queries["SELECT timers"] <= 3
    assert queries["INSERT outbox"] == 3
