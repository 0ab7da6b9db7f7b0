"""What is said of obligations and of the instants at which they are due."""

from datetime import datetime

from domain.incident import Incident
from domain.obligation import Obligation
from domain.rulebook import Rule
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.mrkdwn import clip, echo, escape, utc_day

UNVERIFIED = "unverified: have somebody read the law"
_SHOWN = 20
_BUTTONS = 5


def started(made: list[Obligation], *, now: datetime, timezone: str) -> InternalMessage:
    """Tell whoever started clocks when each is over, and what ends it."""
    lines = [f":hourglass: {due_line(each, now=now, timezone=timezone)}" for each in made]
    first = made[0]
    lines.append(
        f"Once it is done: `/incident INC-{first.incident} met {first.rule.id} <reference>`"
    )
    return InternalMessage("\n".join(lines))


def met(
    obligation: Obligation, next_ones: list[Obligation], *, late: bool, when: str
) -> InternalMessage:
    """Tell whoever met it, and which clocks run from here."""
    said = f"*{escape(obligation.name)}* is met as of {when}: {escape(obligation.reference)}."
    if late:
        said += " It was late: add the reasons with `note`, the timeline keeps them."
    for each in next_ones:
        said += f"\n:hourglass: *{escape(each.name)}* runs now, {_due(each)}."
    return InternalMessage(said)


def waived(obligation: Obligation) -> InternalMessage:
    """Tell whoever waived it."""
    return InternalMessage(
        f"*{escape(obligation.name)}* does not apply: nobody is reminded of it any more. The "
        "timeline says who decided that, and why."
    )


def deadlines(
    found: list[Obligation], *, incident: Incident | None, now: datetime, timezone: str
) -> InternalMessage:
    """Show what is due, the next first, with a button to meet each."""
    waiting = sorted((each for each in found if each.open), key=_urgency)
    done = [each for each in found if not each.open]
    head = f"*{incident.name}*: deadlines" if incident else "*Deadlines of all incidents*"
    parts = [head, *(_waiting(each, incident, now, timezone) for each in waiting[:_SHOWN])]
    parts += [_done(each) for each in done[:_SHOWN]]
    left_out = max(0, len(waiting) - _SHOWN) + max(0, len(done) - _SHOWN)
    if left_out:
        parts.append(f"And {left_out} more: ask for one incident, `/incident INC-1 deadlines`.")
    shown = [blocks.section(part) for part in parts]
    if waiting:
        shown.append(blocks.actions(*(_button(each) for each in waiting[:_BUTTONS])))
    return InternalMessage(clip("\n".join(parts), blocks.TEXT_LIMIT), tuple(shown))


def no_deadlines(incident: Incident | None) -> InternalMessage:
    """Say that no clock runs, and how one starts."""
    where = f"INC-{incident.number} " if incident else ""
    return InternalMessage(
        "No clock runs. Only a person starts one, at the instant they state: "
        f"`/incident {where}obligation gdpr-33-1 aware at 02:51`. Bare, a form shows every rule: "
        f"`/incident {where}obligation`."
    )


def due_line(obligation: Obligation, *, now: datetime, timezone: str) -> str:
    """Return one obligation with when it is due, in UTC and in the reader's zone."""
    rule = obligation.rule
    name = f"*{escape(obligation.name)}* to {escape(rule.to)}"
    if obligation.due_at is None:
        due = "at once: the law names no hours"
    else:
        over = "*overdue*, was due " if obligation.due_at < now else "due by "
        local = echo(obligation.due_at, now=now, timezone=timezone)
        due = f"{over}{utc_day(obligation.due_at)} ({local})"
    note = f" {escape(rule.note)}" if rule.note else ""
    return f"{name}: {due}. {_source(rule)}.{note}"


def _waiting(
    obligation: Obligation, incident: Incident | None, now: datetime, timezone: str
) -> str:
    named = "" if incident else f"INC-{obligation.incident} · "
    return f"{named}{due_line(obligation, now=now, timezone=timezone)}"


def _done(obligation: Obligation) -> str:
    at = utc_day(obligation.settled_at) if obligation.settled_at else ""
    return (
        f":white_check_mark: {escape(obligation.name)}: {obligation.outcome} {at} by "
        f"<@{obligation.settled_by}>, {escape(obligation.reference)}"
    )


def _source(rule: Rule) -> str:
    return f"{escape(rule.source)}{'' if rule.verified else f' ({UNVERIFIED})'}"


def _due(obligation: Obligation) -> str:
    return f"due by {utc_day(obligation.due_at)}" if obligation.due_at else "at once"


def _button(obligation: Obligation) -> Block:
    line = f"INC-{obligation.incident} met-one {obligation.number}"
    return button(f"Met: {obligation.rule.id}", command="incident", line=line)


def _urgency(obligation: Obligation) -> tuple[bool, datetime]:
    return (obligation.due_at is not None, obligation.due_at or obligation.counts_from)
