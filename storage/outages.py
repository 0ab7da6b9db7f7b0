"""Outages, and the notices that told customers of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.customers import Recipient
from domain.outage import ASIDE, TO_ONE, Change, NoticeKind, Outage
from domain.words import PublicMessage, Variant
from storage import rows
from storage.incidents import real
from storage.tables import incidents, notices, outages, outbox


@dataclass(frozen=True)
class Notice:
    """A notice as drafted: the exact words, what it changes, and of which version of the outage.

    state: draft, proposed, queued, discarded, stopped, edited (a correction that was not posted
    anew) or withdrawn. recipients: where it goes. own: other words for those who have templates of
    their own. faults: the templates that failed, so that the built-in words go. corrects: the
    notice that it amends, and edit: what then stands in that one's place, with own_edits. finds:
    the inside words that it holds and that need a reason. outage: as it was, None where the notice
    is of none. plan: the mitigation that it goes with, by the digest that was approved. by_two:
    somebody else approves it before it leaves. quiet: who has quiet hours, and until when.
    """

    workspace_id: str
    id: str
    incident: int
    reference: str
    kind: NoticeKind
    state: str
    message: PublicMessage
    change: Change
    outage: Outage | None
    outage_version: int
    recipients: tuple[Recipient, ...]
    drafted_by: str
    drafted_at: datetime
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    corrects: str | None = None
    edit: PublicMessage | None = None
    finds: tuple[str, ...] = ()
    plan: str = ""
    by_two: bool = False
    own: tuple[Variant, ...] = ()
    quiet: tuple[str, ...] = ()
    own_edits: tuple[Variant, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def before(self) -> Outage:
        """The outage as it was before a notice that is of one."""
        assert self.outage, "it is of no outage"
        return self.outage

    def words_for(self, customer_id: str) -> PublicMessage:
        """Return what a customer reads."""
        return _variant(self.own, customer_id) or self.message

    def edit_for(self, customer_id: str) -> PublicMessage:
        """Return what a customer reads in place of the notice that this one amends."""
        assert self.edit, "only an amendment has an edit"
        return _variant(self.own_edits, customer_id) or self.edit


def _variant(own: tuple[Variant, ...], customer_id: str) -> PublicMessage | None:
    return next((one.message for one in own if customer_id in one.customers), None)


async def add(tx: AsyncConnection, outage: Outage) -> None:
    """Add a new outage."""
    await tx.execute(insert(outages).values(rows.values(outage)))


async def save(tx: AsyncConnection, outage: Outage) -> Outage:
    """Save its new state; raises StaleError."""
    return await rows.save(tx, outages, outage)


async def remove(tx: AsyncConnection, outage: Outage) -> None:
    """Forget an outage of which customers never heard."""
    mine = (
        outages.c.workspace_id == outage.workspace_id,
        outages.c.reference == outage.reference,
    )
    await tx.execute(delete(outages).where(*mine))


async def get(tx: AsyncConnection, workspace_id: str, reference: str) -> Outage | None:
    """Return the outage of that public reference."""
    mine = (outages.c.workspace_id == workspace_id, outages.c.reference == reference)
    row = (await tx.execute(select(outages).where(*mine))).mappings().first()
    return rows.build(Outage, row) if row else None


async def of_incident(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Outage]:
    """Return an incident's outages, oldest first."""
    mine = (outages.c.workspace_id == workspace_id, outages.c.incident == incident)
    wanted = select(outages).where(*mine).order_by(outages.c.started_at)
    return [rows.build(Outage, row) for row in (await tx.execute(wanted)).mappings()]


async def open_ones(tx: AsyncConnection, workspace_id: str) -> list[Outage]:
    """Return the outages that customers still wait for the end of; none of drills."""
    mine = (outages.c.workspace_id == workspace_id, outages.c.ended_at.is_(None))
    of_incident = (incidents.c.workspace_id == outages.c.workspace_id) & (
        incidents.c.number == outages.c.incident
    )
    wanted = select(outages).join(incidents, of_incident).where(*mine, real())
    found = await tx.execute(wanted.order_by(outages.c.started_at))
    return [rows.build(Outage, row) for row in found.mappings()]


async def roots(tx: AsyncConnection, workspace_id: str, reference: str) -> dict[str, str]:
    """Return, by channel, the delivery that began the outage's thread there."""
    first = (
        select(outbox.c.channel_id, outbox.c.id)
        .join(notices, notices.c.id == outbox.c.notice_id)
        .where(
            outbox.c.workspace_id == workspace_id,
            notices.c.workspace_id == workspace_id,
            notices.c.reference == reference,
            outbox.c.reply_to.is_(None),
            outbox.c.target.is_(None),
            outbox.c.address.is_(None),
            outbox.c.state != "stopped",  # never went, and never will
        )
    )
    return {row["channel_id"]: row["id"] for row in (await tx.execute(first)).mappings()}


async def draft(tx: AsyncConnection, notice: Notice) -> None:
    """Keep a notice for its preview, or one that is queued at once."""
    await tx.execute(insert(notices).values(rows.values(notice)))


async def get_notice(tx: AsyncConnection, workspace_id: str, notice_id: str) -> Notice | None:
    """Return the notice of that id."""
    mine = (notices.c.workspace_id == workspace_id, notices.c.id == notice_id)
    row = (await tx.execute(select(notices).where(*mine))).mappings().first()
    return rows.build(Notice, row) if row else None


async def settle_notice(
    tx: AsyncConnection, notice: Notice, *, state: str, by: str, now: datetime
) -> Notice:
    """Put down what became of a notice, and who decided it."""
    mine = (notices.c.workspace_id == notice.workspace_id, notices.c.id == notice.id)
    after = replace(notice, state=state, confirmed_by=by, confirmed_at=now)
    changed = {"state": state, "confirmed_by": by, "confirmed_at": now}
    await tx.execute(update(notices).where(*mine).values(changed))
    return after


async def withdrawn(tx: AsyncConnection, notice: Notice) -> None:
    """Put down that a published notice is no longer to be read."""
    mine = (notices.c.workspace_id == notice.workspace_id, notices.c.id == notice.id)
    await tx.execute(update(notices).where(*mine).values(state="withdrawn"))


async def overtaken(tx: AsyncConnection, notice: Notice) -> None:
    """Put down that a notice left for nobody: a later one was there first."""
    mine = (notices.c.workspace_id == notice.workspace_id, notices.c.id == notice.id)
    await tx.execute(update(notices).where(*mine).values(state="overtaken"))


async def latest_to_all(tx: AsyncConnection, workspace_id: str, reference: str) -> Notice | None:
    """Return the latest notice of an outage that all its customers read."""
    mine = (
        notices.c.workspace_id == workspace_id,
        notices.c.reference == reference,
        notices.c.state == "queued",
        notices.c.kind.not_in(ASIDE),
    )
    wanted = select(notices).where(*mine).order_by(notices.c.confirmed_at.desc()).limit(1)
    row = (await tx.execute(wanted)).mappings().first()
    return rows.build(Notice, row) if row else None


async def latest_draft(
    tx: AsyncConnection, workspace_id: str, incident: int, *, by: str
) -> Notice | None:
    """Return what a person drafted last for an incident, where it still waits."""
    mine = (
        notices.c.workspace_id == workspace_id,
        notices.c.incident == incident,
        notices.c.drafted_by == by,
        notices.c.state == "draft",
    )
    wanted = select(notices).where(*mine).order_by(notices.c.drafted_at.desc()).limit(1)
    row = (await tx.execute(wanted)).mappings().first()
    return rows.build(Notice, row) if row else None


async def latest_told(tx: AsyncConnection, workspace_id: str, incident: int) -> Notice | None:
    """Return the latest notice that went out, also one that only edits what went before."""
    mine = (
        notices.c.workspace_id == workspace_id,
        notices.c.incident == incident,
        notices.c.state.in_(("queued", "edited", "withdrawn")),
    )
    wanted = select(notices).where(*mine).order_by(notices.c.confirmed_at.desc()).limit(1)
    row = (await tx.execute(wanted)).mappings().first()
    return rows.build(Notice, row) if row else None


async def latest_published(
    tx: AsyncConnection, workspace_id: str, incident: int, *, kinds: tuple[NoticeKind, ...]
) -> Notice | None:
    """Return the latest notice of these kinds that customers can read."""
    mine = (
        notices.c.workspace_id == workspace_id,
        notices.c.incident == incident,
        notices.c.kind.in_(kinds),
        notices.c.state == "queued",
    )
    wanted = select(notices).where(*mine).order_by(notices.c.confirmed_at.desc()).limit(1)
    row = (await tx.execute(wanted)).mappings().first()
    return rows.build(Notice, row) if row else None


async def plans_told(
    tx: AsyncConnection, workspace_id: str, known: Iterable[Outage]
) -> frozenset[str]:
    """Return the plans, by their digests, of which customers were told by these outages."""
    mine = (
        notices.c.workspace_id == workspace_id,
        notices.c.reference.in_([outage.reference for outage in known]),
        notices.c.state == "queued",
        notices.c.plan != "",
    )
    return frozenset((await tx.scalars(select(notices.c.plan).where(*mine))).all())


async def published_since(
    tx: AsyncConnection, workspace_id: str, incident: int, since: datetime
) -> list[tuple[NoticeKind, datetime]]:
    """Return what all customers of an incident were told since, and when."""
    mine = (
        notices.c.workspace_id == workspace_id,
        notices.c.incident == incident,
        notices.c.state == "queued",
        notices.c.confirmed_at >= since,
        notices.c.kind.not_in(TO_ONE),
    )
    wanted = select(notices.c.kind, notices.c.confirmed_at).where(*mine)
    found = await tx.execute(wanted.order_by(notices.c.confirmed_at))
    return [(row.kind, row.confirmed_at) for row in found]
