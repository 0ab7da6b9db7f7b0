"""An emergency mitigation: a step that may itself cause an outage.

"Such decisions are not taken lightly": a second person approves, or somebody breaks through alone
with a reason; and its outage begins only once customers' notice is queued, or withheld with a
reason (Microsoft, "Azure Security Response in the Cloud", 2016).
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.facts import Fact, FactKind, Value
from domain.outage import Impact
from domain.people import ONUS
from domain.refusal import Choice, Refusal
from domain.seen import is_mark

APPROVAL_HOLDS = timedelta(hours=4)
REVIEW_WITHIN = timedelta(hours=24)
WHAT_LIMIT = 500
_REMINDED_AFTER = (timedelta(hours=12), timedelta(hours=23))


class Stage(StrEnum):
    """Where a mitigation stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"
    BEGUN = "begun"
    ENDED = "ended"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Mitigation:
    """A mitigation as it stands; `version` grows by one with each change.

    minutes: how long its outage is expected to last. why: why now. undo: the way back. notice: the
    title under which customers are told, empty where that is left open; impact: what they feel;
    words: the whole of what they read, as of the proposal. recipients: the customers whom it
    affects, by name, as of the proposal. post_id: the message that asks for approval. alone: nobody
    else approved it, and somebody else looks at that afterwards.
    """

    workspace_id: str
    incident: int
    number: int
    what: str
    minutes: int
    services: tuple[str, ...]
    customers: tuple[str, ...]
    starts_at: datetime | None
    stage: Stage
    proposed_by: str
    proposed_at: datetime
    post_id: str = ""
    version: int = 1
    decided_by: str | None = None
    decided_at: datetime | None = None
    alone: bool = False
    withheld: str = ""
    why: str = ""
    risk: str = ""
    undo: str = ""
    region: str = ""
    notice: str = ""
    impact: Impact = Impact.PARTIAL
    words: str = ""
    recipients: tuple[str, ...] = ()
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None

    @property
    def digest(self) -> str:
        """What exactly is approved: any other plan, text or recipient has another digest."""
        plan = [self.what, self.minutes, self.services, self.customers, str(self.starts_at)]
        plan += [self.why, self.risk, self.undo, self.region, self.notice, self.recipients]
        plan += [self.impact, self.words]
        return hashlib.sha256(json.dumps(plan).encode()).hexdigest()

    @property
    def subject(self) -> str:
        """What an approval of it is kept under."""
        return f"mitigation:{self.incident}:{self.number}"

    @property
    def expires_at(self) -> datetime:
        """Until when the proposal can be approved."""
        return self.proposed_at + APPROVAL_HOLDS

    @property
    def approval_expires_at(self) -> datetime:
        """Until when it can begin once it is decided on, counted from a later planned start."""
        decided_at = self.decided_at or self.proposed_at
        return max(decided_at, self.starts_at or decided_at) + APPROVAL_HOLDS

    @property
    def expires_next(self) -> datetime | None:
        """When it expires as things stand, None where it runs or is settled."""
        if self.stage is Stage.PROPOSED:
            return self.expires_at
        return self.approval_expires_at if self.stage is Stage.APPROVED else None

    @property
    def wants_review(self) -> bool:
        """Whether somebody went ahead alone with it, and nobody else has looked at that."""
        used = self.stage in (Stage.APPROVED, Stage.BEGUN, Stage.ENDED)
        return self.alone and used and self.reviewed_by is None

    def waits(self, now: datetime) -> bool:
        """Whether a second person can still decide on it."""
        return self.stage is Stage.PROPOSED and now <= self.expires_at


@dataclass(frozen=True)
class Decision:
    """A mitigation's new state, and the fact that made it so."""

    mitigation: Mitigation
    fact: Fact


class NotNowError(Refusal):
    """The mitigation is not at the stage for this."""


class OwnProposalError(Refusal):
    """Nobody approves their own."""


class ReasonMissingError(Refusal):
    """The step needs a reason."""


class CustomersUntoldError(Refusal):
    """The outage would begin before customers' notice is queued or withheld."""


def check_what(what: str) -> str:
    """Return what is to be done, or refuse it when empty or over 500 characters."""
    if not what.strip() or len(what) > WHAT_LIMIT:
        raise NotNowError(
            f"Say what is to be done, in at most {WHAT_LIMIT} characters.",
            instead=("/incident mitigate restart the hosts of cluster 7 for 45m services vm",),
        )
    return " ".join(what.split())


def proposed(mitigation: Mitigation) -> Decision:
    """Propose it."""
    return Decision(mitigation, _plan_fact(FactKind.MITIGATION_PROPOSED, mitigation))


def amend(mitigation: Mitigation, amended: Mitigation) -> Decision:
    """Put another plan in its place; who amends it proposes it, and no approval is left.

    amended: the plan with its changes, by whom and when.

    Raises NotNowError.
    """
    if mitigation.stage not in (Stage.PROPOSED, Stage.APPROVED):
        raise NotNowError(
            f"This mitigation is {mitigation.stage}; only one that waits can be amended.",
            instead=_status(mitigation),
        )
    if amended.digest == mitigation.digest:
        raise NotNowError(
            "That changes nothing of the plan.",
            instead=(f"/incident INC-{mitigation.incident} amend for 30m",),
        )
    after = replace(amended, stage=Stage.PROPOSED, decided_by=None, decided_at=None, alone=False)
    return Decision(after, _plan_fact(FactKind.MITIGATION_AMENDED, after))


def expire(mitigation: Mitigation, *, now: datetime) -> Decision | None:
    """Expire it, None where it is decided, begun or amended meanwhile."""
    due = mitigation.expires_next
    if due is None or now < due:
        return None
    fact = _fact(
        FactKind.MITIGATION_EXPIRED, mitigation, by=ONUS.user_id, at=now, stage=mitigation.stage
    )
    return Decision(replace(mitigation, stage=Stage.EXPIRED), fact)


def review(mitigation: Mitigation, *, by: str, now: datetime, finding: str) -> Decision:
    """Look, as somebody else, at what was decided alone; finding: `ok`, or what there is to say.

    Raises NotNowError, OwnProposalError, ReasonMissingError.
    """
    if not mitigation.wants_review:
        raise NotNowError("No decision alone waits for a review.", instead=_status(mitigation))
    if by in (mitigation.proposed_by, mitigation.decided_by):
        raise OwnProposalError(
            "You decided this alone: somebody else who may approve looks at it.",
            instead=(f"/incident INC-{mitigation.incident} page @bob please review what I did",),
        )
    _check_reason(finding, f"/incident INC-{mitigation.incident} reviewed ok")
    after = replace(mitigation, reviewed_by=by, reviewed_at=now)
    fact = _fact(FactKind.MITIGATION_REVIEWED, mitigation, by=by, at=now, finding=finding.strip())
    return Decision(after, fact)


def remind_of_review_at(mitigation: Mitigation, *, now: datetime) -> datetime | None:
    """Return when to remind next of the review that is wanted, None where none is.

    Twice before it is due, then every day.
    """
    if not mitigation.wants_review or mitigation.decided_at is None:
        return None
    ahead = [mitigation.decided_at + after for after in _REMINDED_AFTER]
    return next((at for at in ahead if at > now), now + timedelta(days=1))


def approve(mitigation: Mitigation, *, by: str, now: datetime, seen: str) -> Decision:
    """Approve exactly the plan that was seen, as a second person; seen: its mark.

    Nothing seen is the typed word alone: it approves the plan as it stands, and says which.

    Raises NotNowError, OwnProposalError.
    """
    _check_waiting(mitigation, now=now)
    if by == mitigation.proposed_by:
        raise OwnProposalError(
            "You proposed this yourself: a second person approves it. If nobody answers and the "
            "attack runs on, break through alone with a reason.",
            instead=(f"/incident INC-{mitigation.incident} proceed alone <reason>",),
        )
    if seen and not is_mark(seen, digest=mitigation.digest):
        raise NotNowError("The plan has changed since you saw it. Look at it again.")
    return _decided(mitigation, FactKind.MITIGATION_APPROVED, by=by, now=now)


def decline(mitigation: Mitigation, *, by: str, now: datetime, reason: str) -> Decision:
    """Decline it with a reason; the proposer may withdraw it the same way."""
    _check_waiting(mitigation, now=now)
    _check_reason(reason, f"/incident INC-{mitigation.incident} decline <reason>")
    return _decided(mitigation, FactKind.MITIGATION_DECLINED, by=by, now=now, reason=reason)


def withdraw(mitigation: Mitigation, *, by: str, now: datetime, reason: str) -> Decision:
    """Take back one that waits for a decision or for its beginning; raises NotNowError."""
    if mitigation.expires_next is None:
        raise NotNowError(f"This mitigation is {mitigation.stage}.", instead=_status(mitigation))
    kind = FactKind.MITIGATION_DECLINED
    return _decided(mitigation, kind, by=by, now=now, reason=reason)


def proceed_alone(mitigation: Mitigation, *, by: str, now: datetime, reason: str) -> Decision:
    """Break through alone, with a reason that everyone who may approve is told.

    Raises NotNowError also where somebody else proposed it: then there are two.
    """
    _check_waiting(mitigation, now=now)
    if by != mitigation.proposed_by:
        raise NotNowError(
            "You are the second person: approve it, or decline it with a reason.",
            instead=(
                f"/incident INC-{mitigation.incident} approve",
                f"/incident INC-{mitigation.incident} decline <reason>",
            ),
        )
    _check_reason(reason, f"/incident INC-{mitigation.incident} proceed alone <reason>")
    return _decided(mitigation, FactKind.MITIGATION_ALONE, by=by, now=now, reason=reason)


def begin(  # keyword-only, what it depends on
    mitigation: Mitigation,
    *,
    by: str,
    now: datetime,
    approved: bool,
    told: bool,
    withheld: str = "",
) -> Decision:
    """Begin its outage, once the notice is queued (told) or withheld with a reason.

    approved: there is an approval of exactly this plan that still holds.

    Raises NotNowError, CustomersUntoldError.
    """
    if mitigation.stage is not Stage.APPROVED:
        raise NotNowError(
            f"This mitigation is {mitigation.stage}; only an approved one begins.",
            instead=_status(mitigation),
        )
    if not approved:
        raise NotNowError(
            "Its approval holds no longer: it is more than 4 hours old, or the customers whom it "
            "affects, or what they would read, have changed. Have it approved anew.",
            instead=(f"/incident INC-{mitigation.incident} amend because <what has changed>",),
        )
    if not told and not withheld:
        raise _untold(mitigation)
    after = replace(mitigation, stage=Stage.BEGUN, withheld=withheld)
    fact = _fact(FactKind.MITIGATION_BEGUN, mitigation, by=by, at=now, withheld=withheld)
    return Decision(after, fact)


def end(mitigation: Mitigation, *, by: str, now: datetime, verified: str) -> Decision:
    """End it; verified says how one knows that it worked.

    Raises NotNowError, ReasonMissingError.
    """
    if mitigation.stage is not Stage.BEGUN:
        raise NotNowError(
            f"This mitigation is {mitigation.stage}; only a begun one ends.",
            instead=_status(mitigation),
        )
    if not verified.strip():
        raise ReasonMissingError(
            "It ends once somebody has verified that it worked: what did you see?",
            instead=(f"/incident INC-{mitigation.incident} end <what was verified>",),
        )
    fact = _fact(FactKind.MITIGATION_ENDED, mitigation, by=by, at=now, verified=verified)
    return Decision(replace(mitigation, stage=Stage.ENDED), fact)


def blocker(mitigation: Mitigation, *, now: datetime) -> Refusal | None:
    """Return why the incident cannot be closed on its account, if so."""
    name = f"INC-{mitigation.incident}"
    if mitigation.stage is Stage.BEGUN:
        return NotNowError(
            f"The mitigation “{mitigation.what}” has begun and is not ended and verified.",
            instead=(f"/incident {name} end <what was verified>",),
        )
    if mitigation.waits(now):
        return NotNowError(
            f"The mitigation “{mitigation.what}” waits for a decision.",
            instead=(f"/incident {name} approve", f"/incident {name} decline <reason>"),
        )
    if mitigation.wants_review:
        return NotNowError(
            f"“{mitigation.what}” was decided alone: somebody else reviews that first.",
            instead=(f"/incident {name} reviewed ok", f"/incident {name} reviewed <finding>"),
        )
    return None


def _untold(mitigation: Mitigation) -> CustomersUntoldError:
    """Return that customers were not told, with the way to tell them just what was approved."""
    name, services = f"INC-{mitigation.incident}", ",".join(mitigation.services)
    without = f"/incident {name} begin without notice <reason>"
    why = "Customers have not been told. Queue their notice first, or withhold it with a reason."
    if not mitigation.notice:
        tell = f"/incident {name} outage <public title> impact partial services {services}"
        return CustomersUntoldError(why, instead=(tell, without))
    return CustomersUntoldError(
        f"{why} It goes in the words that were approved.",
        instead=(f"/incident {name} announce", without),
        choices=(Choice("Show the approved notice", f"{name} announce"),),
    )


def _check_waiting(mitigation: Mitigation, *, now: datetime) -> None:
    if mitigation.stage is not Stage.PROPOSED and mitigation.stage is not Stage.EXPIRED:
        by = f" by <@{mitigation.decided_by}>" if mitigation.decided_by else ""
        raise NotNowError(
            f"This mitigation is {mitigation.stage} already{by}.", instead=_status(mitigation)
        )
    if mitigation.stage is Stage.EXPIRED or now > mitigation.expires_at:
        raise NotNowError(
            "The proposal has expired: it was made more than 4 hours ago. Propose it anew.",
            instead=_anew(mitigation),
        )


def _anew(mitigation: Mitigation) -> tuple[str, ...]:
    return (f"/incident INC-{mitigation.incident} mitigate <what> for 45m services a,b",)


def _status(mitigation: Mitigation) -> tuple[str, ...]:
    return (f"/incident INC-{mitigation.incident} status",)


def _check_reason(reason: str, line: str) -> None:
    if not reason.strip():
        raise ReasonMissingError(
            "This needs a reason, for whoever reads it later.", instead=(line,)
        )


def _decided(
    mitigation: Mitigation, kind: FactKind, *, by: str, now: datetime, reason: str = ""
) -> Decision:
    after = replace(
        mitigation,
        stage=Stage.DECLINED if kind is FactKind.MITIGATION_DECLINED else Stage.APPROVED,
        decided_by=by,
        decided_at=now,
        alone=kind is FactKind.MITIGATION_ALONE,
    )
    return Decision(after, _fact(kind, mitigation, by=by, at=now, reason=reason))


def _plan_fact(kind: FactKind, mitigation: Mitigation) -> Fact:
    """Return the whole plan as a fact: what a second person decides on."""
    return _fact(
        kind,
        mitigation,
        by=mitigation.proposed_by,
        at=mitigation.proposed_at,
        minutes=mitigation.minutes,
        services=list(mitigation.services),
        why=mitigation.why,
        risk=mitigation.risk,
        undo=mitigation.undo,
        region=mitigation.region,
        words=mitigation.words,
        recipients=list(mitigation.recipients),
    )


def _fact(kind: FactKind, mitigation: Mitigation, *, by: str, at: datetime, **data: Value) -> Fact:
    return Fact(
        kind,
        actor=by,
        happened_at=at,
        incident=mitigation.incident,
        data={"what": mitigation.what, **data},
    )
