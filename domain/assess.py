"""Assess: the verdict, and a severity that three ratings propose and a person decides."""

from dataclasses import replace
from datetime import datetime

from domain.facts import FactKind
from domain.incident import BadValueError, Decision, Incident, Verdict, check_open, fact_of
from domain.severity import Rating, Severity


def set_verdict(
    incident: Incident, verdict: Verdict, *, by: str, now: datetime, reason: str
) -> Decision:
    """Give or change the verdict, in any phase; raises ClosedError, BadValueError.

    A false positive is given where it closes the incident, by advancing out of assess.
    """
    check_open(incident)
    if verdict is incident.verdict:
        raise BadValueError(f"{incident.name} is a {verdict} already.")
    if verdict is Verdict.FALSE_POSITIVE:
        raise BadValueError(
            "A false positive closes the incident, from assess and with its evidence.",
            instead=(f"/incident {incident.name} advance verdict false positive <what shows it>",),
        )
    fact = fact_of(
        FactKind.VERDICT_SET,
        incident,
        by,
        now,
        before=incident.verdict,
        after=verdict,
        reason=reason,
    )
    return Decision(replace(incident, verdict=verdict), (fact,))


def rate(incident: Incident, rating: Rating) -> Decision:
    """Keep the ratings, and what they propose; raises ClosedError."""
    check_open(incident)
    fact = fact_of(
        FactKind.RATED,
        incident,
        rating.rated_by,
        rating.rated_at,
        functional=rating.functional,
        recoverability=rating.recoverability,
        information=rating.information,
        proposed=int(rating.severity),
    )
    return Decision(replace(incident, rating=rating), (fact,))


def set_severity(
    incident: Incident, severity: Severity, *, by: str, now: datetime, reason: str
) -> Decision:
    """Decide the severity; raises ClosedError, or BadValueError where it was decided so already."""
    check_open(incident)
    if severity is incident.severity and incident.severity_by:
        raise BadValueError(f"{incident.name} is {severity.word} already.", field="sev")
    fact = fact_of(
        FactKind.SEVERITY_SET,
        incident,
        by,
        now,
        before=int(incident.severity),
        after=int(severity),
        proposed=int(incident.rating.severity) if incident.rating else None,
        reason=reason,
    )
    return Decision(replace(incident, severity=severity, severity_by=by), (fact,))
