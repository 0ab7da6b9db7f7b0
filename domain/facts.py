"""What happened: one fact a row of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Value = str | int | bool | list[str] | None


class FactKind(StrEnum):
    """The kinds of fact; the values stand in the journal for ever."""

    OPENED = "incident.opened"
    MOVED = "incident.moved"
    SEVERITY_SET = "incident.severity_set"
    NOTED = "incident.noted"
    DETERMINED = "incident.determined"
    CLOSED = "incident.closed"
    VERDICT_SET = "incident.verdict_set"
    RATED = "incident.rated"
    CAUSE_SET = "incident.cause_set"
    PLAN_SET = "incident.plan_set"
    EXPOSURE_DECIDED = "incident.exposure_decided"
    AFFECTED = "incident.affected"
    DETERMINATION_CONFIRMED = "incident.determination_confirmed"
    REFERRED = "incident.referred"
    CANCELLED = "incident.cancelled"
    MERGED = "incident.merged"
    ABSORBED = "incident.absorbed"
    REOPENED = "incident.reopened"
    MITIGATION_PROPOSED = "mitigation.proposed"
    MITIGATION_APPROVED = "mitigation.approved"
    MITIGATION_DECLINED = "mitigation.declined"
    MITIGATION_ALONE = "mitigation.alone"
    MITIGATION_BEGUN = "mitigation.begun"
    MITIGATION_ENDED = "mitigation.ended"
    MITIGATION_AMENDED = "mitigation.amended"
    MITIGATION_EXPIRED = "mitigation.expired"
    MITIGATION_REVIEWED = "mitigation.reviewed"
    OUTAGE_BEGUN = "outage.begun"
    OUTAGE_UPDATED = "outage.updated"
    ESTIMATE_REVISED = "outage.estimate_revised"
    UPDATE_HELD = "outage.held"
    OUTAGE_RECOVERED = "outage.recovered"
    CUSTOMER_JOINED = "outage.customer_joined"
    CUSTOMER_CLEARED = "outage.customer_cleared"
    LIAISON_NUDGED = "commitment.nudged"
    NUDGE_SNOOZED = "commitment.snoozed"
    CADENCE_SET = "commitment.cadence_set"
    FROZEN = "notices.frozen"
    PROMISE_FROZEN = "notices.promise_frozen"
    THAWED = "notices.thawed"
    NOTICE_DISCARDED = "notice.discarded"
    NOTICE_STOPPED = "notice.stopped"
    NOTICE_OVERRIDDEN = "notice.overridden"
    NOTICE_CORRECTED = "notice.corrected"
    NOTICE_WITHDRAWN = "notice.withdrawn"
    NOTICE_PROPOSED = "notice.proposed"
    NOTICE_APPROVED = "notice.approved"
    NOTICE_DECLINED = "notice.declined"
    NOTICE_ALONE = "notice.alone"
    NOTICE_EXPIRED = "notice.expired"
    DELIVERY_FAILED = "delivery.failed"
    DELIVERY_RETRIED = "delivery.retried"
    DELIVERY_ASKED = "delivery.asked"
    DELIVERY_LEFT_HELD = "delivery.left_held"
    HOLD_PLACED = "incident.hold_placed"
    HOLD_RELEASED = "incident.hold_released"
    RESTRICTED = "incident.restricted"
    INVITED = "incident.invited"
    READ = "incident.read"
    ROLE_TAKEN = "role.taken"
    ROLE_HANDED_OVER = "role.handed_over"
    ROLE_MISSING = "role.missing"
    GRANTED = "right.granted"
    REVOKED = "right.revoked"
    PAGED = "page.called"
    PAGE_ANSWERED = "page.answered"
    PAGE_UNANSWERED = "page.unanswered"
    PAGE_ANSWERED_OUTSIDE = "page.answered_outside"
    ALERT_FAILED = "page.alert_failed"
    REPORTED = "customer.reported"
    REPLY_HEARD = "customer.replied"
    REPLY_ANSWERED = "customer.answered"
    CUSTOMER_ADDED = "customer.added"
    CUSTOMER_REMOVED = "customer.removed"
    CUSTOMER_CHANGED = "customer.changed"
    CHANNEL_CHANGED = "customer.channel_changed"
    ORGANISATIONS_KNOWN = "customer.organisations_known"
    OBLIGATION_STARTED = "obligation.started"
    OBLIGATION_REMINDED = "obligation.reminded"
    OBLIGATION_MET = "obligation.met"
    OBLIGATION_WAIVED = "obligation.waived"
    ACTION_ADDED = "action.added"
    ACTION_REMINDED = "action.reminded"
    ACTION_DONE = "action.done"
    MESSAGE_KEPT = "message.kept"
    REVIEW_POSTED = "review.posted"
    REVIEW_REMINDED = "review.reminded"
    REVIEW_EXPORTED = "review.exported"
    RUNBOOK_BEGUN = "runbook.begun"
    RUNBOOK_TICKED = "runbook.ticked"
    ANALYSIS_WRITTEN = "analysis.written"
    ANALYSIS_READ = "analysis.read"
    ANALYSIS_RESTRICTED = "analysis.restricted"
    ANSWER_SHARED = "answer.shared"
    ANSWER_DISPUTED = "answer.disputed"
    MATRIX_IMPORTED = "matrix.imported"
    MATRIX_ACTIVATED = "matrix.activated"
    MATRIX_PROPOSED = "matrix.proposed"
    MATRIX_DECLINED = "matrix.declined"
    ALIAS_ADDED = "alias.added"
    ALIAS_FORGOTTEN = "alias.forgotten"


@dataclass(frozen=True)
class Fact:
    """One thing that happened: who, when, what, on which incident.

    happened_at is when it happened; when it was recorded is the journal's to add.
    data holds the particulars of the kind, as JSON values.
    """

    kind: FactKind
    actor: str
    happened_at: datetime
    incident: int | None = None
    data: Mapping[str, Value] = field(default_factory=dict)
