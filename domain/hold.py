"""Legal hold: whoever had a part in an incident is told to keep what they have of it."""

from dataclasses import replace
from datetime import datetime

from domain.facts import FactKind
from domain.incident import Decision, Incident, fact_of
from domain.refusal import Refusal


class HoldError(Refusal):
    """The hold has no reason, or there is none to release, or one already."""


def place(incident: Incident, *, by: str, now: datetime, reason: str) -> Decision:
    """Place a hold; raises HoldError."""
    if incident.hold:
        raise HoldError(
            f"{incident.name} is on hold already: {incident.hold}",
            instead=(f"/incident {incident.name} release <reason>",),
        )
    why = _reason(incident, "hold", reason)
    fact = fact_of(FactKind.HOLD_PLACED, incident, by, now, reason=why)
    return Decision(replace(incident, hold=why), (fact,))


def release(incident: Incident, *, by: str, now: datetime, reason: str) -> Decision:
    """Release it; raises HoldError."""
    if not incident.hold:
        raise HoldError(f"{incident.name} is not on hold.", instead=())
    why = _reason(incident, "release", reason)
    fact = fact_of(FactKind.HOLD_RELEASED, incident, by, now, reason=why)
    return Decision(replace(incident, hold=""), (fact,))


def _reason(incident: Incident, verb: str, reason: str) -> str:
    if not reason.strip():
        raise HoldError(
            "This needs a reason, for whoever reads it later.",
            instead=(f"/incident {incident.name} {verb} <reason>",),
        )
    return " ".join(reason.split())
