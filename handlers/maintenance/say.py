"""The words of a maintenance for each of its customers, and what somebody may add to them."""

from datetime import datetime

from domain.customers import Customer
from domain.maintenance import Event, Maintenance
from domain.words import PublicMessage, PublicText, outbound_check, without_finds
from handlers.kit.compose import Worded, worded
from handlers.kit.inside import inside
from handlers.kit.maintenance_words import said_of
from handlers.kit.templates import Style
from handlers.kit.turn import Turn
from storage import customers


async def say(
    turn: Turn,
    plan: Maintenance,
    event: Event,
    *,
    text: PublicText | None = None,
    before: Maintenance | None = None,
    next_at: datetime | None = None,
) -> Worded:
    """Return what its customers read of an event, each by the templates that are theirs."""

    def in_style(style: Style) -> PublicMessage:
        return said_of(
            plan, event, now=turn.now, style=style, text=text, before=before, next_at=next_at
        )

    return worded(turn.office.templates, await told(turn, plan), in_style)


async def told(turn: Turn, plan: Maintenance) -> tuple[Customer, ...]:
    """Return its customers as they are now."""
    every = await customers.every(turn.tx, turn.office.id)
    return tuple(one for one in every if one.id in plan.customers)


async def checked(turn: Turn, words: str, those: tuple[Customer, ...], *, field: str) -> PublicText:
    """Return what somebody typed for these customers; raises InsideWordError."""
    not_said = await inside(turn, None, those)
    return without_finds(outbound_check(words, inside=not_said, field=field), field=field)
