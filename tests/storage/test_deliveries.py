"""Which rows of the outbox go next, in what order, and what becomes of those that fail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.customers import Recipient
from domain.outage import Change, NoticeKind
from domain.ways import Way
from domain.words import InternalMessage, PublicMessage
from storage import deliveries, outbox, outward
from storage.database import Database
from storage.deliveries import Delivery, Heads, Held
from storage.outages import Notice
from storage.outbox import Address
from storage.outbox_rows import Kind
from storage.tables import outbox as table
from tests.domain.made import NOW, an_outage
from tests.storage.conftest import OTHERS, OURS

NOTHING = Held()
WORDS = InternalMessage("words", ({"type": "divider"},))


class Box:
    """The outbox of one workspace."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def post(self, channel_id: str = "C1", reply_to: str | None = None) -> str:
        async with self.database.write() as tx:
            return await outbox.post(
                tx, OURS, channel_id=channel_id, message=WORDS, now=NOW, reply_to=reply_to
            )

    async def heads(
        self, *, minutes: int = 0, held: Held = NOTHING, workspace_id: str = OURS
    ) -> Heads:
        now = NOW + timedelta(minutes=minutes)
        async with self.database.read() as tx:
            return await deliveries.heads(tx, workspace_id, now=now, most=50, held=held)

    async def ready(self, *, minutes: int = 0) -> list[Delivery]:
        return (await self.heads(minutes=minutes)).ready

    async def claims(self, *, minutes: int = 0) -> list[Delivery]:
        found = await self.ready(minutes=minutes)
        async with self.database.write() as tx:
            return await deliveries.claim(tx, found, now=NOW)

    async def sent(self, delivery: Delivery, ts: str | None = "1.0") -> None:
        async with self.database.write() as tx:
            await deliveries.mark_sent(tx, delivery, ts=ts, now=NOW)

    async def put_back(self, delivery: Delivery) -> None:
        async with self.database.write() as tx:
            await deliveries.mark_again(tx, delivery, try_at=NOW, error="HTTP 500", counts=True)

    async def failed(self, delivery: Delivery) -> None:
        async with self.database.write() as tx:
            await deliveries.mark_failed(tx, delivery, error="is_archived")


@pytest.fixture
def box(database: Database) -> Box:
    return Box(database)


async def test_within_a_channel_one_goes_after_the_other_and_channels_go_side_by_side(
    box: Box,
) -> None:
    first, second, other = [await box.post(), await box.post(), await box.post("C2")]
    claimed = await box.claims()
    assert [each.id for each in claimed] == [first, other]
    assert await box.ready() == []
    await box.sent(claimed[0])
    assert [each.id for each in await box.ready()] == [second]


async def test_what_is_held_leaves_room_for_the_rest(box: Box) -> None:
    first, other = await box.post("C1"), await box.post("C2")
    for held, left in (
        (Held(channels=["C1"]), [other]),
        (Held(deliveries=[other]), [first]),
        (Held(kinds=[Kind.POST]), []),
        (Held(kinds=[Kind.UPDATE]), [first, other]),
    ):
        assert [each.id for each in (await box.heads(held=held)).ready] == left


async def test_letters_go_apart_from_what_goes_in_slack_in_order_for_each_address(
    box: Box,
) -> None:
    posted = await box.post()
    outage = an_outage()
    change = Change(NoticeKind.UPDATE, None)
    words = PublicMessage("*Update*")
    drafted = Notice(
        OURS,
        "n1",
        1,
        outage.reference,
        change.kind,
        "queued",
        words,
        change,
        outage,
        1,
        (),
        "U1",
        NOW,
    )
    queued = []
    for address in ("a@acme.example", "b@acme.example", "a@acme.example"):
        to = Recipient("c1", "Acme", way=Way.MAIL, address=address)
        async with box.database.write() as tx:
            queued.append(await outward.notice(tx, drafted, recipient=to, reply_to=None, now=NOW))
    assert [each.id for each in await box.ready()] == [posted]
    async with box.database.read() as tx:
        found = await deliveries.heads(tx, OURS, now=NOW, most=50, held=NOTHING, letters=True)
    assert [(each.id, each.address) for each in found.ready] == [
        (queued[0], "a@acme.example"),
        (queued[1], "b@acme.example"),
    ]


async def test_what_is_claimed_is_claimed_once(box: Box) -> None:
    await box.post()
    found = await box.ready()
    async with box.database.write() as tx:
        assert len(await deliveries.claim(tx, found, now=NOW)) == 1
    async with box.database.write() as tx:
        assert await deliveries.claim(tx, found, now=NOW) == []


async def test_a_head_that_failed_for_good_blocks_nothing_behind_it(box: Box) -> None:
    _, second = await box.post(), await box.post()
    (head,) = await box.claims()
    await box.failed(head)
    assert [each.id for each in await box.ready()] == [second]


async def test_a_reply_waits_for_its_root_and_gets_its_ts(box: Box) -> None:
    root = await box.post()
    reply = await box.post(reply_to=root)
    (head,) = await box.claims()
    assert head.id == root
    await box.sent(head, ts="17.5")
    (ready,) = await box.ready()
    assert (ready.id, ready.parent_ts) == (reply, "17.5")


async def test_replies_to_a_root_that_failed_are_orphans(box: Box) -> None:
    root = await box.post()
    reply = await box.post(reply_to=root)
    (head,) = await box.claims()
    await box.failed(head)
    assert await box.ready() == []
    assert [each.id for each in (await box.heads()).orphans] == [reply]


async def test_what_is_put_back_waits_for_its_time_and_holds_its_place(box: Box) -> None:
    first, _ = await box.post(), await box.post()
    (head,) = await box.claims()
    try_at = NOW + timedelta(minutes=5)
    async with box.database.write() as tx:
        await deliveries.mark_again(tx, head, try_at=try_at, error="HTTP 500", counts=True)
    assert await box.ready() == []
    async with box.database.read() as tx:
        assert await deliveries.tries(tx, OURS) == {try_at}
        assert await deliveries.tries(tx, OTHERS) == set()
    (again,) = await box.ready(minutes=5)
    assert (again.id, again.attempts) == (first, 1)


async def test_what_was_claimed_and_never_marked_is_found(box: Box) -> None:
    await box.post()
    (claimed,) = await box.claims()
    (unsettled,) = (await box.heads()).unsettled
    assert (await box.heads(workspace_id=OTHERS)).unsettled == []
    async with box.database.read() as tx:
        assert await deliveries.pending(tx, OURS) == 1
    assert (unsettled.id, unsettled.claimed_at) == (claimed.id, NOW)


async def test_whether_it_arrived_is_not_asked_before_slack_wants_to_be_asked(box: Box) -> None:
    await box.post()
    (claimed,) = await box.claims()
    try_at = NOW + timedelta(minutes=1)
    async with box.database.write() as tx:
        await deliveries.mark_unknown(tx, claimed, try_at=try_at, error="HTTP 500")
    assert await box.heads() == Heads([], [], [])
    assert [each.attempts for each in (await box.heads(minutes=1)).unsettled] == [1]


async def test_answers_go_before_posts_and_a_persons_answers_in_order(box: Box) -> None:
    await box.post()
    async with box.database.write() as tx:
        for _ in range(2):
            await outbox.answer(tx, OURS, to=Address("C1", "U1"), message=WORDS, now=NOW)
    assert [each.kind for each in await box.claims()] == ["ephemeral", "post"]


async def test_a_view_that_waits_stands_for_every_refresh_after_it(box: Box) -> None:
    async def refresh() -> None:
        async with box.database.write() as tx:
            await outbox.refresh_view(
                tx,
                OURS,
                view="incident:1",
                target="card",
                channel_id="C1",
                incident=1,
                now=NOW,
            )

    async with box.database.write() as tx:
        await outbox.first_view(
            tx,
            OURS,
            view="incident:1",
            delivery_id="card",
            channel_id="C1",
            incident=1,
            now=NOW,
        )
    await refresh()
    await refresh()
    (first,) = await box.claims()
    assert first.id == "card"
    await box.sent(first, ts="3.0")
    (update,) = await box.claims()
    assert (update.kind, update.parent_ts, update.view) == ("update", "3.0", "incident:1")
    await refresh()
    await box.put_back(update)
    (later,) = await box.ready()
    assert later.id != update.id


async def test_a_response_url_is_forgotten_once_it_is_used(box: Box) -> None:
    to = Address("C1", "U1", respond_url="https://hooks/x", replace_original=True)
    async with box.database.write() as tx:
        await outbox.answer(tx, OURS, to=to, message=WORDS, now=NOW)
    (claimed,) = await box.claims()
    assert (claimed.kind, claimed.respond_url, claimed.replaces) == (
        "respond",
        "https://hooks/x",
        True,
    )
    await box.sent(claimed, ts=None)
    async with box.database.read() as tx:
        rows = (await tx.execute(select(table))).mappings().all()
    assert [row["respond_url"] for row in rows] == [None]


async def test_the_latest_ts_of_a_channel_is_where_a_search_begins(box: Box) -> None:
    await box.post()
    (claimed,) = await box.claims()
    async with box.database.read() as tx:
        assert await deliveries.latest_ts(tx, OURS, "C1") is None
    await box.sent(claimed, ts="5.5")
    async with box.database.read() as tx:
        assert await deliveries.latest_ts(tx, OURS, "C1") == "5.5"
        assert await deliveries.latest_ts(tx, OURS, "C2") is None
        assert await deliveries.id_of(tx, OURS, channel_id="C1", ts="5.5") == claimed.id
        assert await deliveries.id_of(tx, OTHERS, channel_id="C1", ts="5.5") is None


async def test_another_workspaces_rows_stay_its_own(box: Box) -> None:
    async with box.database.write() as tx:
        await outbox.post(tx, OTHERS, channel_id="C1", message=WORDS, now=NOW)
    assert await box.ready() == []
    async with box.database.read() as tx:
        assert await deliveries.pending(tx, OURS) == 0
