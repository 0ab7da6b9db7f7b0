"""App Home: what is open, what waits for you, what is yours to do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.action_item import ActionItem
from domain.mitigation import Stage
from domain.obligation import Obligation
from domain.people import Act, Right
from handlers.incident.card import stand
from handlers.incident.case import Case, load
from handlers.incident.next_step import next_step
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.items import done_button, item_line
from handlers.kit.mrkdwn import clip, escape, utc_day
from handlers.kit.turn import Turn
from storage import action_items, listing, obligations, outbox
from storage.listing import Wanted

_INCIDENTS = 10
_ITEMS = 10
_SOON = timedelta(hours=24)
_ASKED = "Ask who is responsible: `/whoowns hypervisor iaas`, or write to me in *Messages*."


@dataclass(frozen=True)
class Board:
    """What somebody sees of all incidents: the newest open ones, and what is theirs.

    count: how many are open. duties: what is due within a day.
    """

    user_id: str
    cases: list[Case]
    count: int
    items: list[ActionItem]
    duties: list[Obligation]
    approves: bool
    now: datetime


def home_of(board: Board) -> list[Block]:
    """Return the home of somebody who may read incidents."""
    shown = [blocks.section("*Waiting for you*"), blocks.section(_waiting(board)), blocks.divider()]
    shown += _incidents(board)
    shown.append(blocks.divider())
    shown += _yours(board)
    shown.append(blocks.context(f"As of {utc_day(board.now)}. {_ASKED}"))
    return shown


def home_of_others() -> list[Block]:
    """Return the home of a colleague who has no part in incidents."""
    return [
        blocks.section(_ASKED),
        blocks.section("Something is wrong? Open an incident: `/incident open <what was seen>`"),
    ]


def _waiting(board: Board) -> str:
    lines = [
        f":raised_hand: {case.incident.name}: approve or decline "
        f"“{escape(case.mitigation.what)}”, on its card"
        for case in board.cases
        if board.approves
        and case.mitigation
        and case.mitigation.waits(board.now)
        and case.mitigation.stage is Stage.PROPOSED
        and case.mitigation.proposed_by != board.user_id
    ]
    lines += [
        f":hourglass_flowing_sand: INC-{duty.incident}: {escape(duty.name)}, by "
        f"{utc_day(duty.due_at)}"
        for duty in board.duties
        if duty.due_at
    ]
    lines += [
        f"{item_line(item, now=board.now)}" for item in board.items if item.overdue(board.now)
    ]
    return clip("\n".join(lines), blocks.SECTION_LIMIT) or "Nothing."


def _incidents(board: Board) -> list[Block]:
    if not board.cases:
        return [blocks.section("*Open incidents*\nNone.")]
    newest = f" (the newest {len(board.cases)})" if board.count > len(board.cases) else ""
    shown = [blocks.section(f"*Open incidents*: {board.count}{newest}")]
    for case in board.cases:
        line = f"{case.incident.name} catchup"
        section = blocks.section(f"{stand(case)}\nNext: {next_step(case)}")
        shown.append({**section, "accessory": button("Catch up", command="incident", line=line)})
    return shown


def _yours(board: Board) -> list[Block]:
    if not board.items:
        return [blocks.section("*Your action items*\nNone.")]
    shown = [blocks.section("*Your action items*")]
    for item in board.items:
        section = blocks.section(item_line(item, now=board.now))
        shown.append({**section, "accessory": done_button(item)})
    return shown


async def home(turn: Turn, request: Request) -> None:
    """Publish the person's home as things are now."""
    del request
    reads = Right.VIEWER in turn.person.rights
    shown = home_of(await _board(turn)) if reads else home_of_others()
    await outbox.home(
        turn.tx, turn.office.id, user_id=turn.person.user_id, blocks=shown, now=turn.now
    )


async def _board(turn: Turn) -> Board:
    who = turn.person
    place = (turn.tx, turn.office.id)
    found, count = await listing.listed(*place, Wanted(), viewer=who, most=_INCIDENTS)
    turn.saw(*found)
    due = await obligations.open_ones(*place, viewer=who, most=_ITEMS)
    items = await action_items.open_ones(*place, viewer=who, owner=who.user_id, most=_ITEMS)
    duties = [one for one in due if one.due_at and one.due_at <= turn.now + _SOON]
    elsewhere = {item.incident for item in items} | {duty.incident for duty in duties}
    await turn.saw_of(elsewhere - {one.number for one in found})
    return Board(
        user_id=who.user_id,
        cases=[await load(turn.tx, turn.office, incident) for incident in found],
        count=count,
        items=items,
        duties=duties,
        approves=Right.APPROVER in who.rights,
        now=turn.now,
    )


VERB = Verb(
    name="home",
    usage="",
    summary="show App Home anew",
    right=Act.SHARE,
    do=home,
    hidden=True,
)
