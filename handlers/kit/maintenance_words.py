"""What customers read of a planned maintenance, by a template: `maintenance.txt`."""

from datetime import datetime

from domain.maintenance import Event, Maintenance
from domain.words import PublicMessage, PublicText
from handlers.kit.mrkdwn import escape
from handlers.kit.notice_words import Moment, message
from handlers.kit.templates import Fields, Style


def said_of(  # keyword-only, what a message can tell
    plan: Maintenance,
    event: Event,
    *,
    now: datetime,
    style: Style,
    text: PublicText | None = None,
    before: Maintenance | None = None,
    next_at: datetime | None = None,
) -> PublicMessage:
    """Return what customers read of an event; before: as it was planned until it was moved.

    Raises TemplateFault.
    """
    fields: Fields = {
        "event": str(event),
        "title": escape(plan.title.words),
        "text": escape(text.words) if text else "",
        "impact": str(plan.impact),
        "starts": Moment(plan.starts_at, now),
        "ends": Moment(plan.ends_at, now),
        "before": f"{Moment(before.starts_at, now)} to {Moment(before.ends_at, now)}"
        if before
        else "",
        "reference": plan.reference,
        "now": Moment(now, now),
        "next": Moment(next_at, now) if next_at else None,
    }
    return message(style, fields, style.render("maintenance", fields, impact=plan.impact))
