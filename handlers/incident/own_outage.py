"""What a person of a customer's reads of `status`: their own outages, in the words they were told.

Nothing of an incident is in reach of these words.
"""

from domain.customers import Customer
from domain.outage import Outage
from domain.words import InternalMessage
from handlers.kit.mrkdwn import escape, utc_day
from handlers.kit.turn import Turn
from storage import outages

_REPORT = "To report what you see: mention me with `report` and what it is."


def told_of(found: list[Outage]) -> InternalMessage:
    """Say what the customer was told of and waits for the end of."""
    if not found:
        return InternalMessage(f"You were told of no outage that is still open. {_REPORT}")
    return InternalMessage("\n".join([*map(_line, found), _REPORT]))


def _line(outage: Outage) -> str:
    estimate = outage.estimate
    expected = f"estimated recovery {utc_day(estimate)}" if estimate else "no estimate yet"
    due = f"; next update by {utc_day(outage.awaited_at)}" if outage.awaited_at else ""
    title = escape(outage.title.words)
    return f"*{title}* since {utc_day(outage.started_at)}: {expected}{due}. {outage.reference}"


async def own_outages(turn: Turn, customer: Customer) -> InternalMessage:
    """Return what this customer, and nobody else, was told of."""
    every = await outages.open_ones(turn.tx, turn.office.id)
    return told_of([outage for outage in every if customer.id in outage.customers])
