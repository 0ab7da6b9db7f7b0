"""Drills: exercises in which everything is real but who outside reads of it.

All that would go to customers goes to one channel of the organisation's own, and drills are left
out of lists and numbers.
"""

from domain.incident import Incident
from domain.refusal import Refusal


class DrillError(Refusal):
    """There is nowhere to drill, or a drill would become real."""


def check_merging(incident: Incident, into: Incident) -> None:
    """Refuse to merge a drill with what is real, either way; raises DrillError."""
    if incident.drill != into.drill:
        one = incident if incident.drill else into
        raise DrillError(
            f"{one.name} is a drill: it is never merged with what is real.",
            instead=(f"/incident {one.name} cancel <reason>",),
        )
