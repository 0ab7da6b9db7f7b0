"""The first notice of an outage: the outage as it begins, and what customers are told of it."""

import secrets
from datetime import datetime

from domain import customers as who
from domain.commitment import promised
from domain.customers import Customer, Felt
from domain.incident import Incident
from domain.outage import Change, NoticeKind, Outage, Status
from domain.words import PublicText
from handlers.kit.turn import Turn

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
IMPACTS = (
    ("full: it is not available", "full"),
    ("partial: part of it", "partial"),
    ("degraded: slow or unreliable", "degraded"),
)
"""What a form offers where it asks what customers feel."""


def new_reference() -> str:
    """Return an opaque public reference: six characters that nobody mistakes for each other."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))


def begins(  # keyword-only from where it reads better
    turn: Turn,
    incident: Incident,
    title: PublicText,
    felt: Felt,
    affected: tuple[Customer, ...],
    *,
    now: datetime,
    words: str = "",
) -> Outage:
    """Return the outage as it begins; whoever wants to hear more often decides for all.

    words: what was typed of the next update; without it, the usual time of the impact.
    """
    usual = turn.office.cadence.by_impact[felt.impact]
    every = min(usual, who.shortest_wait(affected) or usual)
    return Outage(
        workspace_id=turn.office.id,
        reference=new_reference(),
        incident=incident.number,
        title=title,
        impact=felt.impact,
        status=Status.INVESTIGATING,
        services=felt.services,
        customers=tuple(customer.id for customer in affected),
        started_by=turn.person.user_id,
        started_at=now,
        spoke_at=now,
        next_update_at=promised(words, every=every, now=now, timezone=turn.person.timezone),
        cadence_minutes=int(every.total_seconds() // 60) if every < usual else None,
    )


def tells(outage: Outage, estimate: datetime | None) -> Change:
    """Return what the first notice says of it."""
    return Change(NoticeKind.OUTAGE, outage.next_update_at, revises=True, estimate=estimate)
