"""`/incident catchup`: for whoever joins late, on one screen and for their eyes alone."""

from dataclasses import dataclass
from datetime import datetime

from domain.action_item import ActionItem
from domain.facts import Fact
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.incident.card import stand
from handlers.incident.card_details import crew_lines
from handlers.incident.case import Case, load
from handlers.incident.next_step import next_step
from handlers.kit import blocks
from handlers.kit.commands import Request, Verb
from handlers.kit.items import item_line
from handlers.kit.mrkdwn import clip, escape, mention, readers_time, utc, utc_day
from handlers.kit.telling import told
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import action_items, journal

_LATEST = 8
_READ = 50
_NAMED = 8
_LINE = 300


@dataclass(frozen=True)
class Picture:
    """What somebody needs who joins late: the case, its latest facts, what is to be done."""

    case: Case
    facts: list[Fact]
    items: list[ActionItem]
    now: datetime


def catchup_of(picture: Picture) -> InternalMessage:
    """Say where things stand, who does what, what happened last, what is next."""
    case = picture.case
    parts = [
        f"{stand(case)}\n*Next:* {next_step(case)}",
        _people(picture),
        _customers(case),
        _last(picture.facts),
    ]
    if to_do := [item for item in picture.items if item.open]:
        parts.append("*To be done*\n" + "\n".join(_items(to_do, picture.now)))
    if due := [duty for duty in case.duties if duty.open]:
        lines = [f"{escape(duty.name)}: {utc_day(duty.due_at)}" for duty in due if duty.due_at]
        parts.append("*Deadlines*\n" + "\n".join(lines[:_NAMED]))
    name = case.incident.name
    parts.append(f"All of it: `/incident {name} timeline`, `deadlines`, `actions`.")
    text = clip("\n".join(parts), blocks.TEXT_LIMIT)
    return InternalMessage(text, tuple(map(blocks.section, parts)))


def _people(picture: Picture) -> str:
    incident = picture.case.incident
    active = dict.fromkeys(fact.actor for fact in reversed(picture.facts))
    crew = picture.case.crew
    others = [one for one in active if one not in (*crew.values(), ONUS.user_id)]
    seen = f"\nAt work lately: {', '.join(map(mention, others[:_NAMED]))}" if others else ""
    return f"*Who*\n{crew_lines(crew)}{seen}\nOpened {readers_time(incident.opened_at)}"


def _customers(case: Case) -> str:
    outage = case.outage
    if outage is None:
        return "*Customers*\nThey have been told of no outage."
    title = escape(outage.title.words)
    if not outage.open:
        return f"*Customers*\nThe outage “{title}” is over, and they know it."
    expected = utc_day(outage.estimate) if outage.estimate else "no estimate yet"
    return (
        f"*Customers*\n“{title}” ({outage.impact} impact), estimate: {expected}. Next update by "
        f"{utc(outage.next_update_at)}."
    )


def _last(facts: list[Fact]) -> str:
    lines = [f"{utc(fact.happened_at)}  {clip(told(fact), _LINE)}" for fact in facts[-_LATEST:]]
    return "*What happened last*\n" + "\n".join(lines)


def _items(to_do: list[ActionItem], now: datetime) -> list[str]:
    return [item_line(item, now=now, named=False) for item in to_do[:_NAMED]]


async def catchup(turn: Turn, request: Request) -> InternalMessage:
    """Show it to the one person who asks."""
    incident = await which(turn, request, closed_too=True)
    place = (turn.tx, turn.office.id, incident.number)
    return catchup_of(
        Picture(
            await load(turn.tx, turn.office, incident),
            await journal.latest(*place, most=_READ),
            await action_items.of_incident(*place),
            turn.now,
        )
    )


VERB = Verb(
    name="catchup",
    usage="",
    summary="for whoever joins late: where it stands, who does what, what is next",
    right=Act.READ,
    do=catchup,
    synonyms=("summary", "tldr", "brief"),
    asks=True,
)
