"""Other ends than closing: cancelled, merged into another incident; and a closed one reopened.

Customers are never left waiting by one of these: an open outage keeps an incident from being
cancelled, and goes along where it is merged.
"""

from dataclasses import replace
from datetime import datetime

from domain.facts import Fact, FactKind
from domain.incident import Decision, Ending, Incident, Phase, Verdict, check_open, fact_of
from domain.refusal import Refusal

REASON_LIMIT = 500


class NoSuchEndError(Refusal):
    """The incident cannot end, or begin again, in this way."""


def cancel(incident: Incident, *, by: str, now: datetime, reason: str) -> Decision:
    """Close it in the phase where it is, because it should not have been opened.

    Raises ClosedError, NoSuchEndError.
    """
    check_open(incident)
    _check_reason(incident, "cancel", reason)
    fact = fact_of(FactKind.CANCELLED, incident, by, now, reason=reason.strip())
    return Decision(_ended(incident, Ending.CANCELLED, by=by, now=now), (fact,))


def merge(incident: Incident, into: Incident, *, by: str, now: datetime, reason: str) -> Decision:
    """Close it, because what it is about is worked on in another one; a fact for each of the two.

    Raises ClosedError, NoSuchEndError.
    """
    check_open(incident)
    check_open(into)
    if incident.number == into.number:
        raise NoSuchEndError(
            f"{incident.name} cannot be merged into itself.",
            instead=(f"/incident {incident.name} merge INC-4",),
        )
    if len(reason) > REASON_LIMIT:
        raise NoSuchEndError(f"A reason has at most {REASON_LIMIT} characters here.")
    if incident.restricted is not into.restricted:
        raise NoSuchEndError(
            "One of the two is restricted: merged, each would tell of the other.", instead=()
        )
    gone = fact_of(FactKind.MERGED, incident, by, now, into=into.name, reason=reason.strip())
    come = Fact(FactKind.ABSORBED, by, now, into.number, {"other": incident.name})
    after = _ended(incident, Ending.MERGED, by=by, now=now)
    return Decision(replace(after, merged_into=into.number), (gone, come))


def reopen(incident: Incident, *, by: str, now: datetime, reason: str) -> Decision:
    """Work on it again: in diagnose, since what was thought contained is not.

    What was taken for a false positive, or cancelled, is assessed again.

    Raises NoSuchEndError.
    """
    name = incident.name
    if incident.open:
        raise NoSuchEndError(
            f"{name} is open, in {incident.phase}.", instead=(f"/incident {name} back <reason>",)
        )
    if incident.merged_into:
        raise NoSuchEndError(
            f"{name} was merged into INC-{incident.merged_into}: work goes on there.",
            instead=(f"/incident INC-{incident.merged_into} status",),
        )
    _check_reason(incident, "reopen", reason)
    phase = reopened_in(incident)
    verdict = None if incident.verdict is Verdict.FALSE_POSITIVE else incident.verdict
    after = replace(
        incident,
        phase=phase,
        verdict=verdict,
        closed_at=None,
        ending=None,
        moved_by=by,
        moved_at=now,
    )
    fact = fact_of(
        FactKind.REOPENED,
        incident,
        by,
        now,
        before=incident.phase,
        after=phase,
        reason=reason.strip(),
    )
    return Decision(after, (fact,))


def reopened_in(incident: Incident) -> Phase:
    """Return the phase in which a closed incident goes on."""
    doubted = incident.ending is Ending.CANCELLED or incident.verdict is Verdict.FALSE_POSITIVE
    return Phase.ASSESS if doubted else Phase.DIAGNOSE


def _ended(incident: Incident, ending: Ending, *, by: str, now: datetime) -> Incident:
    return replace(incident, closed_at=now, ending=ending, moved_by=by, moved_at=now)


def _check_reason(incident: Incident, verb: str, reason: str) -> None:
    if not reason.strip() or len(reason) > REASON_LIMIT:
        raise NoSuchEndError(
            f"This needs a reason of at most {REASON_LIMIT} characters, for the timeline.",
            instead=(f"/incident {incident.name} {verb} <reason>",),
        )
