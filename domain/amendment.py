"""Amendments: what was told to customers wrongly is corrected, or withdrawn.

An edit is silent to whoever has read already, so a correction that changes the meaning is posted
anew as well. Both leave the promise of the next update as it is.
"""

from dataclasses import replace
from datetime import datetime

from domain.facts import Fact, FactKind, Value
from domain.outage import Change, Decision, NoticeKind, Outage

CORRECTABLE = (NoticeKind.OUTAGE, NoticeKind.UPDATE, NoticeKind.RESOLVED)
"""What holds words that somebody wrote; a wrong estimate is told anew instead."""

WITHDRAWABLE = (*CORRECTABLE, NoticeKind.ESTIMATE, NoticeKind.CORRECTION)


def corrected(outage: Outage, change: Change, *, of: NoticeKind) -> Outage:
    """Return the outage as customers know it after a correction: its title may be another."""
    return replace(outage, title=change.text) if of is NoticeKind.OUTAGE and change.text else outage


def correct(
    outage: Outage, change: Change, *, of: NoticeKind, by: str, now: datetime, anew: bool
) -> Decision:
    """Apply a correction of a notice of that kind; anew: whether it was posted as well."""
    data: dict[str, Value] = {
        "notice": str(of),
        "text": change.text.words if change.text else "",
        "anew": anew,
    }
    fact = Fact(FactKind.NOTICE_CORRECTED, by, now, outage.incident, data)
    return Decision(corrected(outage, change, of=of), fact)


def withdraw(outage: Outage, change: Change, *, of: NoticeKind, by: str, now: datetime) -> Decision:
    """Withdraw a notice of that kind."""
    data: dict[str, Value] = {"notice": str(of), "reason": change.reason}
    return Decision(outage, Fact(FactKind.NOTICE_WITHDRAWN, by, now, outage.incident, data))
