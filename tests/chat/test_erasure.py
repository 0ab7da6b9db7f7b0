"""A person is erased: their words are nowhere any more, and the journal's chain holds."""

import asyncio

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Text, cast, select

from bot.cli import main
from storage.tables import inbox, journal, outbox, search_words
from tests.chat.conftest import Onus, on_both_databases
from tests.chat.people import Person


async def typed(onus: Onus, *arguments: str) -> Result:
    """Type a command of `onus` on the machine where it runs."""
    runner = CliRunner(env={"DATABASE_URL": onus.settings.database_url})
    return await asyncio.to_thread(runner.invoke, main, arguments)


async def kept(onus: Onus) -> str:
    """Return all that is kept of what people wrote."""
    columns = (
        journal.c.data,
        cast(inbox.c.body, Text),
        outbox.c.text,
        cast(outbox.c.blocks, Text),
        outbox.c.content,
        search_words.c.word,
    )
    async with onus.replica.database.read() as tx:
        found = [value for one in columns for value in (await tx.scalars(select(one))).all()]
    return "\n".join(filter(None, found))


@pytest.mark.usefixtures("incident")
@on_both_databases
async def test_what_somebody_wrote_goes_everywhere_after_a_second_step_and_is_on_record(
    onus: Onus, alice: Person, bob: Person
) -> None:
    await bob.types("/incident note Zebra seen by me at 13:50")
    await bob.types("/incident advance because of the zebra")
    await alice.types("/incident note Nothing stolen")
    await alice.types(f"/incident assign scribe <@{bob.id}>")
    shown = await typed(onus, "erase", bob.id)
    assert "- facts with their words or name: 3 (INC-1)" in shown.output
    assert "Nothing was erased yet" in shown.output
    confirm = shown.output.split()[-2:]
    assert "zebra" in (await kept(onus)).lower()
    await bob.types("/incident note One more zebra")
    stale = await typed(onus, "erase", bob.id, *confirm)
    assert (stale.exit_code, "Read it again" in stale.output) == (2, True)

    confirm = (await typed(onus, "erase", bob.id)).output.split()[-2:]
    done = await typed(onus, "erase", bob.id, *confirm)
    assert (done.exit_code, "Erased, and put down" in done.output) == (0, True)
    left = await kept(onus)
    assert "zebra" not in left.lower()
    assert "Nothing stolen" in left
    verified = await typed(onus, "audit", "verify")
    assert verified.output == (
        "Every row fits the chain.\n"
        "4 rows hold only what an erasure left in them, as it was recorded.\n"
    )
    timeline = await alice.types("/incident timeline")
    assert "<@U0BOB>: (erased)" in timeline
    assert "moved it from detect to *assess*. Reason: (erased)" in timeline
    assert "somebody (erased) is *Scribe* now" in timeline
    assert "No incident that you can see" in await alice.types("/incident find zebra")
    assert "INC-1" in await alice.types("/incident find hypervisor")
    assert "facts with their words or name: 0" in (await typed(onus, "erase", bob.id)).output


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("incident")
async def test_a_legal_hold_keeps_it(onus: Onus, alice: Person, bob: Person) -> None:
    await bob.types("/incident note Zebra seen")
    await alice.types("/incident hold court case 12")
    refused = await typed(onus, "erase", bob.id)
    assert refused.exit_code == 1
    assert "a legal hold keeps everything of INC-1: court case 12" in refused.output
    assert "Zebra" in await kept(onus)
