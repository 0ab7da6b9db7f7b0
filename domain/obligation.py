"""Obligations: whom somebody must tell of an incident, by when, and what became of it.

Only a person starts one, at the instant that they state: nobody is "aware" because an incident
was opened. A provider's own promise and a customer's duty are two obligations, never one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.deadline import over_at
from domain.facts import Fact, FactKind, Value
from domain.refusal import Refusal
from domain.rulebook import Rule

REFERENCE_LIMIT = 500


class Outcome(StrEnum):
    """How an obligation ended."""

    MET = "met"
    WAIVED = "waived"


@dataclass(frozen=True)
class Obligation:
    """A rule's clock that somebody started for an incident.

    number counts within the incident. rule is as it was when the clock started. customer: whose
    case it is, empty where the incident's as a whole. counts_from: the instant that was stated.
    due_at: None where the rule names no length. reference: what shows that it was met, or why not.
    """

    workspace_id: str
    incident: int
    number: int
    rule: Rule
    customer: str
    started_by: str
    counts_from: datetime
    due_at: datetime | None
    outcome: Outcome | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None
    reference: str = ""

    @property
    def name(self) -> str:
        """The rule's name, with the customer whose case it is."""
        return f"{self.rule.name}, for {self.customer}" if self.customer else self.rule.name

    @property
    def open(self) -> bool:
        """Whether it still waits to be met."""
        return self.outcome is None


@dataclass(frozen=True)
class Decision:
    """An obligation's new state, and the fact that made it so."""

    obligation: Obligation
    fact: Fact


@dataclass(frozen=True)
class Reminder:
    """When how much of an obligation's time has gone, in per cent."""

    share: int
    due_at: datetime


class ObligationError(Refusal):
    """The obligation does not allow this."""


SHARES = (50, 80, 100)


def start(  # keyword-only, the particulars of an obligation
    rule: Rule,
    *,
    workspace_id: str,
    incident: int,
    number: int,
    counts_from: datetime,
    by: str,
    now: datetime,
    customer: str = "",
) -> Decision:
    """Start a rule's clock at the instant that somebody stated."""
    due_at = (
        over_at(rule.due, counts_from, zone=rule.zone, holidays=rule.holidays) if rule.due else None
    )
    made = Obligation(
        workspace_id=workspace_id,
        incident=incident,
        number=number,
        rule=rule,
        customer=customer,
        started_by=by,
        counts_from=counts_from,
        due_at=due_at,
    )
    data: dict[str, Value] = {"trigger": rule.when, "counts_from": counts_from.isoformat()}
    return Decision(made, _fact(FactKind.OBLIGATION_STARTED, made, by=by, at=now, **data))


def meet(obligation: Obligation, *, by: str, happened_at: datetime, reference: str) -> Decision:
    """Put down that it was met, when, and what shows it; late, by how many minutes.

    Raises ObligationError.
    """
    _check_open(obligation)
    _check_reference(obligation, reference, what="shows it: a case number, a link, who sent what")
    if happened_at < obligation.counts_from:
        raise ObligationError(
            f"{obligation.name} cannot be met before its clock starts.", field="at"
        )
    after = _settled(obligation, Outcome.MET, by=by, at=happened_at, reference=reference)
    fact = _fact(
        FactKind.OBLIGATION_MET,
        after,
        by=by,
        at=happened_at,
        reference=reference,
        late_minutes=_minutes_late(obligation, happened_at),
    )
    return Decision(after, fact)


def waive(obligation: Obligation, *, by: str, now: datetime, reason: str) -> Decision:
    """Put down that it does not apply after all, and why; raises ObligationError."""
    _check_open(obligation)
    _check_reference(obligation, reason, what="tells a reader why nobody is told", verb="waive")
    after = _settled(obligation, Outcome.WAIVED, by=by, at=now, reference=reason)
    return Decision(after, _fact(FactKind.OBLIGATION_WAIVED, after, by=by, at=now, reason=reason))


def remind(obligation: Obligation, share: int, *, to: str, now: datetime) -> Fact:
    """Return the fact that somebody was reminded that so much of the time has gone."""
    return _fact(FactKind.OBLIGATION_REMINDED, obligation, by="onus", at=now, share=share, to=to)


def next_reminder(
    obligation: Obligation, *, now: datetime, after_share: int = 0
) -> Reminder | None:
    """Return the reminder that comes next; None where there is none.

    What lies behind is passed over, but for the last: that nobody was told in time is always said.
    """
    if obligation.due_at is None or not obligation.open or after_share == SHARES[-1]:
        return None
    length = obligation.due_at - obligation.counts_from
    ahead = [
        Reminder(share, obligation.counts_from + length * share / 100)
        for share in SHARES
        if share > after_share
    ]
    return next((reminder for reminder in ahead if reminder.due_at > now), ahead[-1])


def follow(rulebook: Mapping[str, Rule], met: Obligation) -> list[Rule]:
    """Return the rules whose clock starts now that this obligation is met."""
    return [rule for rule in rulebook.values() if rule.after == met.rule.id]


def _settled(
    obligation: Obligation, outcome: Outcome, *, by: str, at: datetime, reference: str
) -> Obligation:
    return replace(
        obligation, outcome=outcome, settled_by=by, settled_at=at, reference=reference.strip()
    )


def _check_open(obligation: Obligation) -> None:
    if not obligation.open:
        raise ObligationError(
            f"{obligation.name} is {obligation.outcome} already, by <@{obligation.settled_by}>.",
            instead=(f"/incident INC-{obligation.incident} deadlines",),
        )


def _check_reference(obligation: Obligation, words: str, *, what: str, verb: str = "met") -> None:
    if not words.strip() or len(words) > REFERENCE_LIMIT:
        line = f"/incident INC-{obligation.incident} {verb} {obligation.rule.id} <reference>"
        raise ObligationError(
            f"Say, in at most {REFERENCE_LIMIT} characters, what {what}.", instead=(line,)
        )


def _minutes_late(obligation: Obligation, at: datetime) -> int:
    if obligation.due_at is None:
        return 0
    return max(0, int((at - obligation.due_at).total_seconds() // 60))


def _fact(kind: FactKind, obligation: Obligation, *, by: str, at: datetime, **more: Value) -> Fact:
    data: dict[str, Value] = {
        "obligation": obligation.rule.id,
        "name": obligation.name,
        "recipient": obligation.rule.to,
        "verified": obligation.rule.verified,
        "due_at": obligation.due_at.isoformat() if obligation.due_at else None,
    }
    return Fact(kind, by, at, obligation.incident, data | more)
