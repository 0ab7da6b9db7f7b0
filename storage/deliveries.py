"""Deliveries: which rows of the outbox go next, and what became of each.

Needs: one caller a workspace at a time (the lane). Promises: within a stream (a thread, a
channel's root, a view) rows are claimed in order; a row whose head failed for good does not
wait for it; what was claimed and not marked is found again as `sending`.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.outage import ASIDE, NoticeKind
from domain.ways import Way
from storage.news import News, bring
from storage.outbox_rows import LETTERS, OPEN, Kind, State, way_of
from storage.tables import incidents, notices, outbox


@dataclass(frozen=True)
class Delivery:
    """A row to be sent. parent_ts: Slack's ts of the message that it replies to or edits.

    filename, content: of a file; file_id: under which it was uploaded. address: where a letter
    goes, and content: its subject and its data, as JSON. drill_for: where the words of a drill
    would go, a channel or a way; they go to channel_id, in Slack.
    """

    workspace_id: str
    id: str
    kind: Kind
    channel_id: str
    user_id: str | None
    thread_ts: str | None
    parent_ts: str | None
    respond_url: str | None
    replaces: bool
    view: str | None
    text: str
    blocks: list[dict[str, Any]]
    incident: int | None
    notice_id: str | None
    customer_id: str | None
    promised_at: datetime | None
    queued_at: datetime
    claimed_at: datetime | None
    attempts: int
    filename: str | None = None
    content: str | None = None
    file_id: str | None = None
    maintenance: str | None = None
    address: str | None = None
    drill_for: str = ""


_IN_VAIN = 2
_IN_SLACK = frozenset(Kind) - frozenset(LETTERS)
_parent = outbox.alias("parent")
_earlier = outbox.alias("earlier")
_PARENT_ID = func.coalesce(outbox.c.reply_to, outbox.c.target)
_PARENT_TS = func.coalesce(_parent.c.ts, outbox.c.thread_ts)
_OF_INCIDENT = and_(
    incidents.c.workspace_id == outbox.c.workspace_id, incidents.c.number == outbox.c.incident
)
_WITH_PARENT = (
    select(outbox, _PARENT_TS.label("parent_ts"), incidents.c.drill_channel)
    .outerjoin(_parent, _parent.c.id == _PARENT_ID)
    .outerjoin(incidents, _OF_INCIDENT)
)


_IS_NO_UPDATE = or_(outbox.c.target.is_(None), outbox.c.kind != Kind.UPDATE)
_PARENT_IS_THERE = or_(outbox.c.reply_to.is_(None) & _IS_NO_UPDATE, _parent.c.state == State.SENT)
_PARENT_FAILED = _parent.c.state == State.FAILED
_MAY_BE_TRIED = or_(outbox.c.try_at.is_(None), outbox.c.try_at <= bindparam("now"))
_BEHIND_ANOTHER = exists().where(
    _earlier.c.workspace_id == outbox.c.workspace_id,
    _earlier.c.stream == outbox.c.stream,
    _earlier.c.seq < outbox.c.seq,
    _earlier.c.state.in_(OPEN),
)
_WAITS = (outbox.c.workspace_id == bindparam("workspace"), outbox.c.state.in_(OPEN))
_HELD = or_(
    outbox.c.kind.in_(bindparam("held_kinds", expanding=True)),
    and_(
        outbox.c.kind == Kind.POST,
        outbox.c.channel_id.in_(bindparam("held_channels", expanding=True)),
    ),
)
_SOMETHING_TO_DO = or_(
    and_(outbox.c.state == State.SENDING, _MAY_BE_TRIED),
    _PARENT_FAILED,
    and_(_MAY_BE_TRIED, _PARENT_IS_THERE, ~_HELD),
)
# A letter of a drill is read in Slack.
_KIND = case(
    (and_(outbox.c.kind.in_(LETTERS), incidents.c.drill_channel != ""), Kind.POST),
    else_=outbox.c.kind,
)
# The two that run all the time are built once.
_HEADS = (
    _WITH_PARENT.add_columns(_parent.c.state.label("parent_state"))
    .where(*_WAITS, _SOMETHING_TO_DO, ~_BEHIND_ANOTHER)
    .where(_KIND.in_(bindparam("kinds", expanding=True)))
    .where(outbox.c.id.not_in(bindparam("under_way", expanding=True)))
    .order_by(outbox.c.state.desc(), outbox.c.urgency, outbox.c.seq)  # `sending` first
    .limit(bindparam("most"))
)
_PENDING = (
    select(func.count())
    .select_from(outbox.outerjoin(_parent, _parent.c.id == _PARENT_ID))
    .where(*_WAITS, outbox.c.attempts < _IN_VAIN, ~_BEHIND_ANOTHER)
    .where(or_(_PARENT_IS_THERE, _PARENT_FAILED))
)


@dataclass(frozen=True)
class Held:
    """What need not be looked at now: what is under way, and posts or channels that are to wait."""

    deliveries: Collection[str] = ()
    kinds: Collection[Kind] = ()
    channels: Collection[str] = ()


@dataclass(frozen=True)
class Heads:
    """The heads of the streams, most urgent first.

    ready: those that could go now. orphans: those whose parent failed for good: they can never
    go. unsettled: those that were claimed and never marked: their fate is unknown.
    """

    ready: list[Delivery]
    orphans: list[Delivery]
    unsettled: list[Delivery]


async def heads(  # keyword-only, the particulars of a look
    tx: AsyncConnection,
    workspace_id: str,
    *,
    now: datetime,
    most: int,
    held: Held,
    letters: bool = False,
) -> Heads:
    """Return the heads of the streams with which something could be done now, in one query.

    letters: of what goes by other ways than Slack; else of what goes in Slack.
    """
    given = {
        "workspace": workspace_id,
        "now": now,
        "most": most,
        "kinds": LETTERS if letters else _IN_SLACK,
        "under_way": held.deliveries,
        "held_kinds": held.kinds,
        "held_channels": held.channels,
    }
    found = Heads([], [], [])
    for row in (await tx.execute(_HEADS, given)).mappings():
        _list_for(found, row).append(_delivery(row))
    return found


def _list_for(found: Heads, row: RowMapping) -> list[Delivery]:
    if row["state"] == State.SENDING:
        return found.unsettled
    return found.orphans if row["parent_state"] == State.FAILED else found.ready


async def claim(tx: AsyncConnection, chosen: list[Delivery], *, now: datetime) -> list[Delivery]:
    """Claim these rows; return those that were still waiting."""
    ids = [delivery.id for delivery in chosen]
    claimed = (
        update(outbox)
        .where(outbox.c.id.in_(ids), outbox.c.state == State.QUEUED)
        .values(state=State.SENDING, claimed_at=now)
        .returning(outbox.c.id)
    )
    got = {row[0] for row in await tx.execute(claimed)}
    return [replace(delivery, claimed_at=now) for delivery in chosen if delivery.id in got]


async def mark_sent(
    tx: AsyncConnection, delivery: Delivery, *, ts: str | None, now: datetime
) -> None:
    """Mark it as out; the response_url is forgotten."""
    await _mark(tx, delivery, state=State.SENT, ts=ts, sent_at=now, respond_url=None)


async def keep_file(tx: AsyncConnection, delivery: Delivery, *, file_id: str) -> None:
    """Keep the id of a file that was uploaded, before anybody can see it."""
    await _mark(tx, delivery, file_id=file_id)


async def file_of(tx: AsyncConnection, delivery: Delivery) -> str | None:
    """Return Slack's id of the file of the delivery that is its target, None before it has one."""
    target = select(outbox.c.target).where(outbox.c.id == delivery.id).scalar_subquery()
    found: str | None = await tx.scalar(select(outbox.c.file_id).where(outbox.c.id == target))
    return found


async def mark_again(
    tx: AsyncConnection, delivery: Delivery, *, try_at: datetime, error: str, counts: bool
) -> None:
    """Put it back, to be tried at that instant; counts: whether it was an attempt."""
    attempts = delivery.attempts + 1 if counts else delivery.attempts
    await _mark(
        tx, delivery, state=State.QUEUED, try_at=try_at, last_error=error, attempts=attempts
    )
    if delivery.kind is Kind.UPDATE and delivery.notice_id is None:
        await _drop_overtaken_edit(tx, delivery)


async def _drop_overtaken_edit(tx: AsyncConnection, delivery: Delivery) -> None:
    """Drop an edit where a later one of the same message waits behind it."""
    later = outbox.alias("later")
    overtaken = exists().where(
        later.c.workspace_id == outbox.c.workspace_id,
        later.c.stream == outbox.c.stream,
        later.c.target == outbox.c.target,
        later.c.seq > outbox.c.seq,
        later.c.state.in_(OPEN),
    )
    mine = (outbox.c.id == delivery.id, outbox.c.state == State.QUEUED)
    await tx.execute(update(outbox).where(*mine, overtaken).values(state=State.SUPERSEDED))


async def mark_unknown(
    tx: AsyncConnection, delivery: Delivery, *, try_at: datetime, error: str
) -> None:
    """Put down that Slack did not say whether it arrived: it is to be asked at that instant."""
    await _mark(tx, delivery, try_at=try_at, last_error=error, attempts=delivery.attempts + 1)


async def tries(tx: AsyncConnection, workspace_id: str) -> set[datetime]:
    """Return the instants at which something that was put back may be tried."""
    mine = (outbox.c.workspace_id == workspace_id, outbox.c.state.in_(OPEN))
    wanted = select(outbox.c.try_at).where(*mine, outbox.c.try_at.is_not(None))
    return set((await tx.execute(wanted)).scalars())


async def drop_superseded(tx: AsyncConnection, workspace_id: str) -> set[str]:
    """Drop holding statements that wait, and behind them a later notice of their outage.

    They said that there is no news: while Slack was away, the next notice has overtaken them.
    Returns those notices that leave for nobody now.
    """
    later = outbox.alias("later")
    this, other = notices.alias("this"), notices.alias("other")
    overtaken = exists().where(
        this.c.workspace_id == outbox.c.workspace_id,
        this.c.id == outbox.c.notice_id,
        this.c.kind == NoticeKind.HOLDING,
        later.c.workspace_id == outbox.c.workspace_id,
        later.c.stream == outbox.c.stream,
        later.c.seq > outbox.c.seq,
        later.c.state.in_(OPEN),
        other.c.workspace_id == later.c.workspace_id,
        other.c.id == later.c.notice_id,
        other.c.reference == this.c.reference,
        other.c.kind.not_in(ASIDE),
    )
    waiting = (outbox.c.workspace_id == workspace_id, outbox.c.state.in_(OPEN))
    dropped = await tx.execute(
        update(outbox)
        .where(*waiting, outbox.c.state == State.QUEUED, overtaken)
        .values(state=State.SUPERSEDED)
        .returning(outbox.c.notice_id)
    )
    found = set(dropped.scalars())
    return found - await _leaving(tx, found) if found else found


async def _leaving(tx: AsyncConnection, notice_ids: set[str]) -> set[str]:
    """Return those of the notices that somebody has read, or will."""
    left = select(outbox.c.notice_id).where(
        outbox.c.notice_id.in_(notice_ids), outbox.c.state != State.SUPERSEDED
    )
    return set((await tx.execute(left)).scalars())


async def hasten(tx: AsyncConnection, workspace_id: str, *, errors: Collection[str]) -> None:
    """Try at once what was put back for one of these errors."""
    waiting = (outbox.c.workspace_id == workspace_id, outbox.c.state == State.QUEUED)
    await tx.execute(
        update(outbox)
        .where(*waiting, outbox.c.last_error.in_(errors))
        .values(try_at=None, attempts=0)
    )


async def mark_failed(tx: AsyncConnection, delivery: Delivery, *, error: str) -> None:
    """Mark it as failed for good."""
    await _mark(tx, delivery, state=State.FAILED, last_error=error, respond_url=None)


async def mark_asked(tx: AsyncConnection, delivery: Delivery, *, why: str) -> None:
    """Have it wait until somebody says that it may go."""
    await _mark(tx, delivery, state=State.ASKED, last_error=why)


async def asked(
    tx: AsyncConnection, workspace_id: str, *, channel_id: str, incident: int | None
) -> bool:
    """Whether a message of the incident to that channel waits until somebody says so."""
    waiting = _asked(workspace_id, (channel_id,))
    found = select(outbox.c.id).where(waiting, outbox.c.incident == incident).limit(1)
    return await tx.scalar(found) is not None


async def let_go(tx: AsyncConnection, workspace_id: str, channels: Collection[str]) -> set[int]:
    """Let go what waited for a word before it goes there; return whose incidents they are."""
    bring(tx, News.QUEUED)
    going = update(outbox).where(_asked(workspace_id, channels))
    done = await tx.execute(
        going.values(state=State.QUEUED, try_at=None).returning(outbox.c.incident)
    )
    return {row.incident for row in done if row.incident is not None}


def _asked(workspace_id: str, channels: Collection[str]) -> ColumnElement[bool]:
    return and_(
        outbox.c.workspace_id == workspace_id,
        outbox.c.channel_id.in_(channels),
        outbox.c.state == State.ASKED,
    )


@dataclass(frozen=True)
class Failure:
    """What could not be delivered, and Slack's last word on it.

    channel_id: where it was to go; of direct messages, the id of the person; address: of a letter.
    """

    channel_id: str
    error: str
    direct: bool
    way: Way = Way.SLACK
    address: str | None = None


async def failures(tx: AsyncConnection, workspace_id: str, incident: int) -> list[Failure]:
    """Return what of an incident could not be delivered, oldest first."""
    wanted = select(outbox).where(_failed(workspace_id, incident)).order_by(outbox.c.seq)
    return [
        Failure(
            row["channel_id"],
            row["last_error"] or "",
            row["channel_id"] == row["user_id"],
            way_of(Kind(row["kind"])),
            row["address"],
        )
        for row in (await tx.execute(wanted)).mappings()
    ]


@dataclass(frozen=True)
class Retried:
    """A row that is tried again: of which incident it is, and which notice it brings."""

    incident: int | None
    notice_id: str | None


async def retry(
    tx: AsyncConnection, workspace_id: str, incident: int | None, *, delivery_id: str = ""
) -> list[Retried]:
    """Try the failed rows of an incident or of all again, or one with the rest of its thread.

    What was attempted once is looked up first, as after a crash: it may have arrived.
    """
    failed = _failed(workspace_id, incident)
    if delivery_id:
        root = select(outbox.c.reply_to).where(outbox.c.id == delivery_id).scalar_subquery()
        thread = [delivery_id, root]
        failed &= or_(outbox.c.id.in_(thread), outbox.c.reply_to.in_(thread))
    state = case((outbox.c.claimed_at.is_not(None), State.SENDING), else_=State.QUEUED)
    bring(tx, News.QUEUED)
    again = update(outbox).where(failed).values(state=state, try_at=None, attempts=0)
    rows = await tx.execute(again.returning(outbox.c.incident, outbox.c.notice_id))
    return [Retried(number, notice_id) for number, notice_id in rows]


async def pending(tx: AsyncConnection, workspace_id: str) -> int:
    """Return how many heads of streams wait that have not been tried in vain, and once more."""
    return int(await tx.scalar(_PENDING, {"workspace": workspace_id}) or 0)


async def latest_ts(tx: AsyncConnection, workspace_id: str, channel_id: str) -> str | None:
    """Return the last ts that Slack gave us at the channel's root, where posts keep their order."""
    mine = (outbox.c.workspace_id == workspace_id, outbox.c.channel_id == channel_id)
    posted = (
        outbox.c.kind == Kind.POST,
        outbox.c.reply_to.is_(None),
        outbox.c.ts.is_not(None),
    )
    latest = select(outbox.c.ts).where(*mine, *posted).order_by(outbox.c.sent_at.desc()).limit(1)
    ts: str | None = await tx.scalar(latest)
    return ts


async def id_of(tx: AsyncConnection, workspace_id: str, *, channel_id: str, ts: str) -> str | None:
    """Return the delivery that became that message."""
    mine = (outbox.c.workspace_id == workspace_id, outbox.c.channel_id == channel_id)
    found: str | None = await tx.scalar(select(outbox.c.id).where(*mine, outbox.c.ts == ts))
    return found


def _failed(workspace_id: str, incident: int | None) -> ColumnElement[bool]:
    failed = and_(
        outbox.c.workspace_id == workspace_id,
        outbox.c.state == State.FAILED,
        outbox.c.kind != Kind.ALERT,  # the page goes on, and alerts anew
    )
    return failed if incident is None else and_(failed, outbox.c.incident == incident)


async def _mark(tx: AsyncConnection, delivery: Delivery, **changed: Any) -> None:  # noqa: ANN401  # columns
    """Change the row, unless another claim has taken it over meanwhile."""
    bring(tx, News.DELIVERED)
    same = [outbox.c.id == delivery.id, outbox.c.state.in_(OPEN)]
    if delivery.claimed_at:
        same.append(outbox.c.claimed_at == delivery.claimed_at)
    await tx.execute(update(outbox).where(*same).values(changed))


def _delivery(row: RowMapping) -> Delivery:
    """Return the row to be sent; what a drill would tell customers goes to its own channel."""
    outward = row["notice_id"] or row["customer_id"]
    drill_channel = row["drill_channel"] if outward else None
    return Delivery(
        workspace_id=row["workspace_id"],
        id=row["id"],
        kind=Kind.POST if drill_channel and row["kind"] in LETTERS else Kind(row["kind"]),
        channel_id=drill_channel or row["channel_id"],
        drill_for=row["channel_id"] if drill_channel else "",
        user_id=row["user_id"],
        thread_ts=row["thread_ts"],
        parent_ts=row["parent_ts"] or (row["thread_ts"] if row["kind"] == Kind.POST else None),
        respond_url=row["respond_url"],
        replaces=row["kind"] == Kind.RESPOND and row["target"] is not None,
        view=row["view"],
        text=row["text"],
        blocks=row["blocks"],
        filename=row["filename"],
        content=row["content"],
        file_id=row["file_id"],
        address=row["address"],
        incident=row["incident"],
        notice_id=row["notice_id"],
        customer_id=row["customer_id"],
        maintenance=row["maintenance"],
        promised_at=row["promised_at"],
        queued_at=row["queued_at"],
        claimed_at=row["claimed_at"],
        attempts=row["attempts"],
    )
