"""How far along: a bar of cells, and where an incident's milestones stand."""

from collections.abc import Sequence

from domain.milestone import Milestone
from handlers.kit.mrkdwn import escape, utc

_CELLS = 10


def bar(reached: int, of: int) -> str:
    """Return `▓▓▓▓▓░░░░░`."""
    filled = _CELLS * reached // of if of else 0
    return "▓" * filled + "░" * (_CELLS - filled)


def standing(milestones: Sequence[Milestone]) -> str:
    """Return the bar with how many are reached and what is next, empty where there are none."""
    kept = [one for one in milestones if one.dropped_at is None]
    if not kept:
        return ""
    ahead = sorted((one for one in kept if one.open), key=lambda one: (one.due_at, one.number))
    counted = f"{bar(len(kept) - len(ahead), len(kept))} {len(kept) - len(ahead)} of {len(kept)}"
    if not ahead:
        return counted
    return f"{counted} · next: {escape(ahead[0].text)}, due {utc(ahead[0].due_at)}"
