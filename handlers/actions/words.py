"""What is said of action items."""

from datetime import datetime

from domain.action_item import ActionItem
from domain.incident import Incident
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.items import done_button, item_line
from handlers.kit.mrkdwn import clip, escape, mention

_SHOWN = 20
_BUTTONS = 5


def given(item: ActionItem, *, by: str) -> InternalMessage:
    """Tell whoever gave it."""
    whose = "yours" if item.owner == by else f"{mention(item.owner)}'s"
    when = f"in the morning of {item.due_on.isoformat()}" if item.due_on else "in a week"
    return InternalMessage(
        f"Action {item.number} of INC-{item.incident} is {whose}: {escape(item.text)}. The first "
        f"reminder comes {when}, then one a week. Once it is done: "
        f"`/incident INC-{item.incident} done {item.number}`"
    )


def listed(
    found: list[ActionItem], *, incident: Incident | None, now: datetime, mine: bool
) -> InternalMessage:
    """Show action items, the next due first, with a button for each of the first to be done."""
    head = f"*{incident.name}*: action items" if incident else "*Action items of all incidents*"
    if mine:
        head = "*Your action items*"
    lines = [item_line(item, now=now, named=incident is None) for item in found]
    parts = [head, *lines[:_SHOWN]]
    if len(lines) > _SHOWN:
        parts.append(f"And {len(lines) - _SHOWN} more.")
    text = clip("\n".join(parts), blocks.SECTION_LIMIT)
    shown = [blocks.section(text)]
    to_do = [item for item in found if item.open][:_BUTTONS]
    if to_do:
        shown.append(blocks.actions(*map(done_button, to_do)))
    return InternalMessage(text, tuple(shown))


def nothing(*, mine: bool, incident: Incident | None) -> InternalMessage:
    """Say that nothing is to be done, and how an item is given."""
    named = f"{incident.name} " if incident else ""
    whose = "Nothing is yours to do." if mine else "There are no action items."
    return InternalMessage(
        f"{whose} Give one: `/incident {named}action <what> @owner due 2026-03-09`"
    )


def finished(item: ActionItem, left: int) -> InternalMessage:
    """Tell whoever did it how many are left."""
    rest = f"{left} of INC-{item.incident} are left." if left else "It was the last one."
    return InternalMessage(f"Action {item.number} of INC-{item.incident} is done. {rest}")
