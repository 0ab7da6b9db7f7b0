"""The words and the chart of milestones, for colleagues."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.incident import Incident
from domain.milestone import Milestone, example
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import echo, escape, utc
from handlers.kit.progress import standing

_MINUTE = timedelta(minutes=1)
_LATER = "30m"
_BUTTONS = 5


def listed(
    incident: Incident, every: Sequence[Milestone], *, now: datetime, timezone: str
) -> InternalMessage:
    """Show where they stand, in a line each, and planned beside reached as a chart."""
    kept = [one for one in every if one.dropped_at is None]
    if not kept:
        return InternalMessage(
            f"{incident.name} has no milestones. Set one: `{example(incident.number)}`"
        )
    lines = [f"*{incident.name}: milestones*", standing(kept)]
    lines += [_line(one, now=now, timezone=timezone) for one in kept]
    ahead = [one for one in kept if one.open]
    done = [blocks.actions(*map(_done, ahead[:_BUTTONS]))] if ahead else []
    shown = (*map(blocks.section, blocks.pages(lines)), _chart(incident, kept), *done)
    return InternalMessage("\n".join(lines), shown)


def _line(one: Milestone, *, now: datetime, timezone: str) -> str:
    public = f"; customers may read: “{escape(one.public.words)}”" if one.public else ""
    return (
        f"{_mark(one, now)} {one.number} · {escape(one.text)} · {_when(one, now, timezone)}{public}"
    )


def _mark(one: Milestone, now: datetime) -> str:
    if one.done_at:
        return "✓"
    return "!" if one.due_at <= now else "○"


def _when(one: Milestone, now: datetime, timezone: str) -> str:
    if one.done_at:
        return f"done {utc(one.done_at)}{_against(one.done_at - one.planned_at)}"
    late = ", *and not done*" if one.due_at <= now else ""
    moved = f"{_against(one.due_at - one.planned_at)}" if one.due_at != one.planned_at else ""
    return f"due {echo(one.due_at, now=now, timezone=timezone)}{late}{moved}"


def _against(distance: timedelta) -> str:
    minutes = round(distance / _MINUTE)
    if minutes == 0:
        return ", as planned"
    return f", {abs(minutes)} min {'later' if minutes > 0 else 'sooner'} than planned"


def _chart(incident: Incident, kept: Sequence[Milestone]) -> Block:
    """Return two bars for each: as planned first, and as reached or planned now."""

    def after(instant: datetime) -> float:
        return round((instant - incident.opened_at) / _MINUTE, 1)

    names = [f"{one.number} {one.text}" for one in kept]
    planned = [after(one.planned_at) for one in kept]
    now = [after(one.done_at or one.due_at) for one in kept]
    series = {
        "planned": list(zip(names, planned, strict=True)),
        "reached, or due now": list(zip(names, now, strict=True)),
    }
    return blocks.bar_charts("Minutes from opening to each milestone", series)


def ways_on(one: Milestone) -> Block:
    """Return the buttons under what is said of an open one."""
    later = f"{_verb(one, 'move')} due +{_LATER}"
    return blocks.actions(_done(one), button("30 min later", command="incident", line=later))


def _done(one: Milestone) -> Block:
    return button(f"Done: {one.text}", command="incident", line=_verb(one, "done"))


def _verb(one: Milestone, act: str) -> str:
    return f"INC-{one.incident} milestone {act} {one.number}"
