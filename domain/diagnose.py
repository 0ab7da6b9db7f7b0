"""Diagnose: the cause, how it is to be contained, and whether customers' data was exposed."""

from dataclasses import replace
from datetime import datetime

from domain.exposure import Exposure
from domain.facts import FactKind
from domain.incident import BadValueError, Decision, Incident, check_open, fact_of

FINDING_LIMIT = 1000


def set_cause(incident: Incident, text: str, *, by: str, now: datetime) -> Decision:
    """Say what caused it, in place of what was thought before.

    Raises ClosedError, BadValueError.
    """
    check_open(incident)
    cause = _checked(incident, text, field="cause", example="cause a leaked build token")
    fact = fact_of(FactKind.CAUSE_SET, incident, by, now, before=incident.cause, after=cause)
    return Decision(replace(incident, cause=cause), (fact,))


def set_plan(incident: Incident, text: str, *, by: str, now: datetime) -> Decision:
    """Say how it is to be contained, in place of the plan before.

    Raises ClosedError, BadValueError.
    """
    check_open(incident)
    plan = _checked(incident, text, field="plan", example="plan isolate cluster 7, rotate keys")
    fact = fact_of(FactKind.PLAN_SET, incident, by, now, before=incident.plan, after=plan)
    return Decision(replace(incident, plan=plan), (fact,))


def decide_exposure(incident: Incident, exposure: Exposure) -> Decision:
    """Decide whether customers' data was exposed, with the reason; raises BadValueError.

    The decision counts from the instant that is stated, also where nobody is to be notified. What
    comes to light after the incident was closed is decided on the closed one.
    """
    example = "exposed no the store was never reached"
    reason = _checked(incident, exposure.reason, field="why", example=example)
    before = incident.exposure.answer if incident.exposure else None
    fact = fact_of(
        FactKind.EXPOSURE_DECIDED,
        incident,
        exposure.decided_by,
        exposure.decided_at,
        before=before,
        after=exposure.answer,
        reason=reason,
    )
    return Decision(replace(incident, exposure=replace(exposure, reason=reason)), (fact,))


def _checked(incident: Incident, text: str, *, field: str, example: str) -> str:
    words = text.strip()
    if words and len(words) <= FINDING_LIMIT:
        return words
    what = f"At most {FINDING_LIMIT} characters, this has {len(words)}." if words else "No text."
    raise BadValueError(
        f"{what} Say it in a sentence or two; the rest goes into notes.",
        instead=(f"/incident {incident.name} {example}",),
        field=field,
    )
