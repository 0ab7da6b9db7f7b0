"""Alerts: how a page reaches services outside Slack, which no Do Not Disturb silences.

They leave the organisation's Slack, so a restricted incident goes by its codename alone.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from domain.incident import Incident

SUMMARY_LIMIT = 1024  # PagerDuty's
_NAME_LIMIT = 80


class Service(StrEnum):
    """Where alerts can go; the values stand in the journal for whoever answered there."""

    PAGERDUTY = "pagerduty"
    WEBHOOK = "webhook"

    @property
    def label(self) -> str:
        """What people call it."""
        return {Service.PAGERDUTY: "PagerDuty", Service.WEBHOOK: "The paging webhook"}[self]


class Action(StrEnum):
    """What an alert asks of the service."""

    TRIGGER = "trigger"  # call whoever is on call
    RESOLVE = "resolve"  # somebody is on it, or it is done


@dataclass(frozen=True)
class Alert:
    """What a service is told. key: by which it knows the page again. severity: of SEV1 to SEV4."""

    action: Action
    key: str
    incident: str
    severity: int
    summary: str


@dataclass(frozen=True)
class Answer:
    """Somebody took a page in a service. name: as the service knows them."""

    service: Service
    key: str
    name: str

    def __post_init__(self) -> None:
        name = " ".join(self.name.split())[:_NAME_LIMIT]
        object.__setattr__(self, "name", name or "Somebody")


def key_of(workspace_id: str, incident: int, about: str) -> str:
    """Return the key of all pages of an incident about the same; it tells nothing of either."""
    digest = hashlib.sha256(f"{workspace_id}/{incident}/{about}".encode()).hexdigest()
    return f"onus-{digest[:32]}"


def alert(action: Action, incident: Incident, *, key: str, why: str) -> Alert:
    """Return what goes out; why: what the page is for."""
    name = incident.label if incident.restricted else f"{incident.mark}{incident.name}"
    said = "somebody is needed. Look in Slack." if incident.restricted else why
    title = "" if incident.restricted else f" ({incident.title})"
    return Alert(
        action=action,
        key=key,
        incident=name,
        severity=int(incident.severity),
        summary=f"{name} · {incident.severity.word}: {said}{title}"[:SUMMARY_LIMIT],
    )
