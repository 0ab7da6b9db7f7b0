"""`onus outbox`: what waits and what failed is listed, shown and tried again."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.cli import main
from domain.facts import FactKind
from domain.words import InternalMessage
from storage import deliveries, incidents, journal, outbox, workspaces
from storage.database import Database
from storage.deliveries import Held
from storage.workspaces import Workspace
from tests.domain.made import NOW, an_incident

TEAM = "T1"
pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)


class Operator:
    """Somebody at the command line, over a database with one failed and one waiting post."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.ids: list[str] = []
        self.does(self._fill)

    def types(self, *words: str) -> Result:
        return CliRunner(env={"DATABASE_URL": self._url}).invoke(main, ["outbox", *words])

    def does(self, work: Callable[[AsyncConnection], Awaitable[object]]) -> None:
        async def done() -> None:
            database = Database(self._url)
            async with database.write() as tx:
                await work(tx)
            await database.close()

        asyncio.run(done())

    def facts(self) -> list[FactKind]:
        found: list[FactKind] = []

        async def look(tx: AsyncConnection) -> None:
            found.extend([entry.fact.kind async for entry in journal.every(tx, TEAM)])

        self.does(look)
        return found

    async def _fill(self, tx: AsyncConnection) -> None:
        await workspaces.keep(tx, Workspace(TEAM, "Name", "U0ONUS", "SLACK_BOT_TOKEN"))
        await incidents.add(tx, an_incident(restricted=True))
        for channel_id, text in (("C1", "the first"), ("C2", "the second")):
            message = InternalMessage(text)
            post = await outbox.post(
                tx, TEAM, channel_id=channel_id, message=message, now=NOW, incident=1
            )
            self.ids.append(post)
        first = (await deliveries.heads(tx, TEAM, now=NOW, most=1, held=Held())).ready
        (claimed,) = await deliveries.claim(tx, first, now=NOW)
        await deliveries.mark_failed(tx, claimed, error="is_archived")


@pytest.fixture
def operator(database_url: str) -> Operator:
    return Operator(database_url)


def test_what_waits_and_what_failed_is_listed_without_its_words(operator: Operator) -> None:
    failed, waiting = operator.types("list").output.splitlines()
    assert failed.startswith(
        f"{operator.ids[0]}  failed  INC-1 post  to C1  since 2026-03-02T14:00"
    )
    assert failed.endswith("is_archived")
    assert waiting.startswith(f"{operator.ids[1]}  queued  ")
    (one,) = operator.types("list", "--state", "failed", "--json").output.splitlines()
    found = json.loads(one)
    assert (found["id"], found["incident"], found["last_error"]) == (
        operator.ids[0],
        "INC-1",
        "is_archived",
    )
    assert "text" not in found
    assert operator.types("list", "--incident", "INC-2").output == ""


def test_words_are_shown_one_delivery_at_a_time_and_a_restricted_one_is_put_down(
    operator: Operator,
) -> None:
    shown = operator.types("show", operator.ids[0])
    assert shown.output.endswith("\n\nthe first\n")
    assert "state: failed" in shown.output
    assert json.loads(operator.types("show", operator.ids[1], "--json").output)["text"] == (
        "the second"
    )
    assert operator.facts() == [FactKind.READ, FactKind.READ]


def test_what_failed_is_tried_again_and_the_thread_is_told(operator: Operator) -> None:
    assert operator.types("retry", operator.ids[0]).output == "1 tried again.\n"
    assert operator.facts() == [FactKind.DELIVERY_RETRIED]
    listed = [json.loads(line) for line in operator.types("list", "--json").output.splitlines()]
    assert {one["state"] for one in listed} == {"queued", "sending"}
    assert len(listed) == 3
    for again in (("retry", operator.ids[0]), ("retry", "--all"), ("retry", "--incident", "INC-1")):
        nothing = operator.types(*again)
        assert (nothing.exit_code, nothing.output) == (1, "Nothing of it has failed.\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("show", "nowhere"), "There is no delivery nowhere."),
        (("retry", "nowhere"), "There is no delivery nowhere."),
        (("retry",), "Say what to try again"),
        (("retry", "--all", "--incident", "INC-1"), "Say what to try again"),
        (("list", "--incident", "seven"), "names no incident"),
        (("list", "--state", "lost"), "Invalid value for '--state'"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_way_on(
    operator: Operator, words: tuple[str, ...], why: str
) -> None:
    refused = operator.types(*words)
    assert refused.exit_code == 2
    assert why in refused.output
