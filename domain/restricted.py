"""Restricted incidents: they exist for invited people only.

Their label is that of the Traffic Light Protocol 2.0 (FIRST, 2022): TLP:AMBER+STRICT, for the
organisation only, and in it for those who need to know.
"""

from datetime import datetime

from domain.facts import Fact, FactKind
from domain.incident import Incident, Verdict
from domain.refusal import Refusal

GRAVE = (Verdict.CUSTOMER_REPORTABLE, Verdict.PRIVACY_BREACH)
"""The verdicts that restrict an incident by themselves."""


class RestrictedError(Refusal):
    """The incident is restricted already, or is not."""


def check_not_yet(incident: Incident) -> None:
    """Refuse where it is restricted already; raises RestrictedError."""
    if incident.restricted:
        raise RestrictedError(
            f"{incident.name} is restricted already. Let somebody in:",
            instead=(f"/incident {incident.name} invite @bob",),
        )


def check_restricted(incident: Incident) -> None:
    """Refuse where everybody who reads incidents reads it; raises RestrictedError."""
    if not incident.restricted:
        raise RestrictedError(
            f"{incident.name} is not restricted: whoever may read incidents reads it.",
            instead=(f"/incident {incident.name} restrict",),
        )


def check_merging(incident: Incident, into: Incident) -> None:
    """Refuse to merge where one would be read by who was not invited to the other."""
    if incident.restricted or into.restricted:
        one = incident if incident.restricted else into
        raise RestrictedError(
            f"{one.name} is restricted: others would read of it in the one it is merged with.",
            instead=(f"/incident {incident.name} cancel <reason>",),
        )


def check_opening(incident: Incident, reason: str, *, by: str, admin: bool) -> None:
    """Refuse to let everybody read it again where that is not theirs, or not yet, to decide.

    Raises RestrictedError.
    """
    check_restricted(incident)
    line = f"/incident {incident.name} unrestrict <reason>"
    if incident.verdict in GRAVE:
        raise RestrictedError(
            f"{incident.name} is a {incident.verdict}: it stays restricted while that is its "
            "verdict.",
            instead=(f"/incident {incident.name} verdict security incident",),
        )
    if not admin and by != incident.commander:
        raise RestrictedError(
            f"Only the Incident Commander of {incident.name}, or an admin, lets everybody read it.",
            instead=(),
        )
    if not reason.strip(' "'):
        raise RestrictedError("This needs a reason, for whoever asks later.", instead=(line,))


def unrestricted(incident: Incident, *, by: str, now: datetime, reason: str) -> Fact:
    """Put down that everybody who reads incidents reads it from now on."""
    return Fact(FactKind.UNRESTRICTED, by, now, incident.number, {"reason": reason})


def restricted(incident: Incident, *, by: str, now: datetime, reason: str) -> Fact:
    """Put down that it exists for invited people only from now on."""
    data = {"codename": incident.codename, "reason": reason}
    return Fact(FactKind.RESTRICTED, by, now, incident.number, data)


def invited(incident: Incident, people: tuple[str, ...], *, by: str, now: datetime) -> Fact:
    """Put down who was let in."""
    return Fact(FactKind.INVITED, by, now, incident.number, {"people": list(people)})


def uninvited(incident: Incident, people: tuple[str, ...], *, by: str, now: datetime) -> Fact:
    """Put down who was taken out again."""
    return Fact(FactKind.UNINVITED, by, now, incident.number, {"people": list(people)})


def read(incident: Incident, *, by: str, now: datetime) -> Fact:
    """Put down that somebody read it."""
    return Fact(FactKind.READ, by, now, incident.number)
