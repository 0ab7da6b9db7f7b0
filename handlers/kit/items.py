"""An action item in a line, with its button: the same in lists, in catchup, on App Home."""

from datetime import datetime

from domain.action_item import ActionItem
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import escape, mention


def item_line(item: ActionItem, *, now: datetime, named: bool = True) -> str:
    """Return one action item in a line; named: with its incident."""
    where = f"INC-{item.incident} · " if named else ""
    line = f"{where}*{item.number}* {escape(item.text)} · {mention(item.owner)}"
    if not item.open:
        outcome = f": {escape(item.outcome)}" if item.outcome else ""
        return f":white_check_mark: {line} · done by {mention(item.done_by or '')}{outcome}"
    mark = ":red_circle: " if item.overdue(now) else ":white_circle: "
    due = f" · due {item.due_on.isoformat()}" if item.due_on else " · no day"
    return f"{mark}{line}{due}"


def done_button(item: ActionItem) -> Block:
    """Return the button that puts it down as done."""
    line = f"INC-{item.incident} done {item.number}"
    return button(f"Done: INC-{item.incident} {item.number}", command="incident", line=line)
