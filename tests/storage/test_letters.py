"""Letters of a notice: which can still be stopped, and who is not reached in Slack yet."""

import pytest

from domain.customers import Recipient
from domain.outage import Change, NoticeKind
from domain.ways import Way
from domain.words import PublicMessage
from storage import deliveries, letters, outward
from storage.database import Database
from storage.deliveries import Held
from storage.outages import Notice
from tests.domain.made import NOW, an_outage
from tests.storage.conftest import OURS

ACME = Recipient("c1", "Acme", "C1")
MAIL = Recipient("c1", "Acme", way=Way.MAIL, address="noc@acme.example")
HOOK = Recipient("c1", "Acme", way=Way.WEBHOOK, address="https://hooks.acme.example/")
GLOBEX = Recipient("c2", "Globex", "C2")


@pytest.fixture
async def notice(database: Database) -> Notice:
    """One to Acme by every way, and to Globex in Slack."""
    outage, change = an_outage(), Change(NoticeKind.UPDATE, None)
    to = (ACME, MAIL, HOOK, GLOBEX)
    made = Notice(
        workspace_id=OURS,
        id="n1",
        incident=1,
        reference=outage.reference,
        kind=change.kind,
        state="queued",
        message=PublicMessage("*Update*"),
        change=change,
        outage=outage,
        outage_version=1,
        recipients=to,
        drafted_by="U1",
        drafted_at=NOW,
    )
    async with database.write() as tx:
        for one in to:
            await outward.notice(tx, made, recipient=one, reply_to=None, now=NOW)
    return made


async def test_what_has_left_cannot_be_recalled_and_what_has_not_never_leaves(
    database: Database, notice: Notice
) -> None:
    async with database.write() as tx:
        found = await deliveries.heads(tx, OURS, now=NOW, most=9, held=Held(), letters=True)
        (mail,) = (each for each in found.ready if each.address == MAIL.address)
        await deliveries.claim(tx, [mail], now=NOW)
    async with database.write() as tx:
        recalled = await letters.recall(tx, notice)
    assert (recalled.gone, recalled.unread) == ((MAIL,), (HOOK,))
    async with database.write() as tx:
        assert (await letters.recall(tx, notice)).unread == ()
        found = await deliveries.heads(tx, OURS, now=NOW, most=9, held=Held(), letters=True)
    assert (found.ready, [each.id for each in found.unsettled]) == ([], [mail.id])


async def test_who_waits_for_slack_and_who_is_written_to(
    database: Database, notice: Notice
) -> None:
    async with database.write() as tx:
        found = await deliveries.heads(tx, OURS, now=NOW, most=9, held=Held())
        (globex,) = (each for each in found.ready if each.channel_id == "C2")
        await deliveries.mark_sent(tx, globex, ts="1.0", now=NOW)
        still = await letters.waiting(tx, notice)
        assert (still.channels, still.held) == (frozenset({"C1"}), False)
        assert await letters.written_to(tx, notice) == {"c1"}
        await outward.hold_notices(tx, OURS, 1)
        still = await letters.waiting(tx, notice)
    assert (still.channels, still.held) == (frozenset(), True)
