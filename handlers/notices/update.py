"""`/incident update`, `eta`, `recovered`: what customers are told after the first notice."""

from datetime import datetime

from domain import instants
from domain.commitment import promised
from domain.outage import Change, NoticeKind, Outage, OutageError, Status, read_status
from domain.people import Act
from domain.words import (
    Checked,
    Inside,
    InternalMessage,
    PublicText,
    outbound_check,
    without_finds,
)
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import compose
from handlers.kit.forms import form
from handlers.kit.inside import inside
from handlers.kit.turn import Turn
from handlers.notices.meant import open_outage, reached, recipients_of, told
from handlers.notices.preview import preview
from handlers.notices.publish import draft

_STATUSES = (
    ("still investigating", Status.INVESTIGATING),
    ("the cause is identified", Status.IDENTIFIED),
    ("a fix is in place, being watched", Status.MONITORING),
)
_NONE = ("none", "unknown", "-")


def update_form(request: Request) -> Block:
    """Return the form that the button shows."""
    return form(
        request,
        "Update customers",
        blocks.text_input("text", "What is new, in customers' words?", long=True),
        blocks.text_input("next-step", "What do you do next, in their words?", optional=True),
        blocks.select_input("status", "How far is it?", _STATUSES, optional=True),
        blocks.text_input("eta", "Estimate of recovery, if new", hint="15:30", optional=True),
        blocks.text_input("next", "Next update", hint="by impact, or 30m", optional=True),
        submit="Preview",
    )


def estimate_form(request: Request) -> Block:
    """Return the form that the button shows."""
    return form(
        request,
        "New estimate",
        blocks.text_input("text", "Estimate of recovery", hint="15:30, +45m or none"),
        submit="Preview",
    )


async def update(turn: Turn, request: Request) -> InternalMessage:
    """Draft an update and show it."""
    incident, outage = await open_outage(turn, request)
    affected = await told(turn, outage)
    not_said = await inside(turn, incident, affected)
    checked = outbound_check(request.text, inside=not_said, field="update")
    eta, status, step = (request.value(key) for key in ("eta", "status", "next-step"))
    change = Change(
        NoticeKind.UPDATE,
        _promised(turn, request, outage),
        revises=bool(eta),
        estimate=_estimate(turn, eta) if eta else None,
        status=read_status(status) if status else None,
        text=checked.text,
        next_step=_without_finds(step, not_said) if step else None,
        milestones=await reached(turn, incident),
    )
    words = compose(turn, outage, change, affected, now=turn.now)
    to = recipients_of(affected)
    notice = await draft(turn, outage, change, words, to, checked=checked)
    return preview(notice, timezone=turn.person.timezone, checked=checked)


async def eta(turn: Turn, request: Request) -> InternalMessage:
    """Draft a new estimate and show it."""
    _, outage = await open_outage(turn, request)
    typed, _, reason = request.text.partition(" ")
    if not typed:
        raise OutageError(
            "Which estimate? Type a time, or none.", instead=("/incident eta 15:30",), field="text"
        )
    estimate = _estimate(turn, typed)
    if outage.estimates and estimate == outage.estimates[-1]:
        raise OutageError("Customers know this estimate already.", instead=("/incident eta 15:30",))
    change = Change(
        NoticeKind.ESTIMATE,
        _promised(turn, request, outage),
        revises=True,
        estimate=estimate,
        reason=reason.strip(),
    )
    affected = await told(turn, outage)
    words = compose(turn, outage, change, affected, now=turn.now)
    notice = await draft(turn, outage, change, words, recipients_of(affected))
    return preview(notice, timezone=turn.person.timezone)


async def recovered(turn: Turn, request: Request) -> InternalMessage:
    """Draft the last notice and show it."""
    incident, outage = await open_outage(turn, request)
    affected = await told(turn, outage)
    checked: Checked | None = None
    if request.text:
        checked = outbound_check(
            request.text, inside=await inside(turn, incident, affected), field="text"
        )
    text = checked.text if checked else None
    change = Change(NoticeKind.RESOLVED, next_update_at=None, text=text)
    words = compose(turn, outage, change, affected, now=turn.now)
    to = recipients_of(affected)
    notice = await draft(turn, outage, change, words, to, checked=checked)
    return preview(notice, timezone=turn.person.timezone, checked=checked)


def _without_finds(step: str, not_said: Inside) -> PublicText:
    """Return what is done next; a reason for inside words is asked for the text alone."""
    return without_finds(
        outbound_check(step, inside=not_said, field="next-step"), field="next-step"
    )


def _promised(turn: Turn, request: Request, outage: Outage) -> datetime:
    return promised(
        request.value("next"),
        every=turn.office.cadence.every(outage, now=turn.now),
        now=turn.now,
        timezone=turn.person.timezone,
    )


def _estimate(turn: Turn, typed: str) -> datetime | None:
    if typed.lower() in _NONE:
        return None
    return instants.ahead(typed, now=turn.now, timezone=turn.person.timezone)


UPDATE = Verb(
    name="update",
    usage="<text> [next-step <text>] [status identified|monitoring] [next 30m] [eta 15:30]",
    summary="update the customers that know of the outage; a preview comes first",
    right=Act.TELL,
    do=update,
    keys=("next", "eta", "status", "next-step"),
    form=update_form,
)
ETA = Verb(
    name="eta",
    usage="15:30|none [reason]",
    summary="tell customers a new estimate of recovery; the reason stays inside",
    right=Act.TELL,
    do=eta,
    keys=("next",),
    synonyms=("estimate",),
    form=estimate_form,
)
RECOVERED = Verb(
    name="recovered",
    usage="[text]",
    summary="tell customers that the outage is over",
    right=Act.TELL,
    do=recovered,
    synonyms=("recover",),
)
