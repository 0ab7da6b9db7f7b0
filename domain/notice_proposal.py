"""The second person: which notices somebody else approves before customers read them, until when.

What is approved is exactly what was shown: these words to these recipients. Nobody approves their
own. A lone person can go ahead with a reason, where the kind of notice allows it.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from domain.customers import Recipient
from domain.facts import Fact, FactKind, Value
from domain.outage import NoticeKind
from domain.refusal import Refusal
from domain.seen import is_mark
from domain.words import PublicMessage, Variant

WAITS = timedelta(hours=4)
NEVER_ALONE = (NoticeKind.ADVISORY,)
"""The kinds that always take two: nobody goes ahead alone with them, whatever the reason."""

_CHOOSABLE = {
    "update": NoticeKind.UPDATE,
    "estimate": NoticeKind.ESTIMATE,
    "recovered": NoticeKind.RESOLVED,
    "newcomer": NoticeKind.NEWCOMER,
    "cleared": NoticeKind.CLEARED,
    "correction": NoticeKind.CORRECTION,
    "withdrawal": NoticeKind.WITHDRAWAL,
    "review": NoticeKind.REVIEW,
    "advisory": NoticeKind.ADVISORY,
}
_BY_ONE = {
    "outage": "the first notice goes by one person, so that it is out within five minutes",
    "holding": "a holding statement goes by itself, at the promised minute",
    "answer": "an answer goes by one person, to one customer",
}


class NoticeProposalError(Refusal):
    """The proposal cannot be decided so."""


@dataclass(frozen=True)
class NoticeProposal:
    """A drafted notice that waits for a second person.

    digest: of what was shown. reason: why it goes with words from inside, empty where it holds
    none. quietly: of a correction, that it is only edited. post_id: the delivery of the message
    that asks.
    """

    workspace_id: str
    notice_id: str
    incident: int
    kind: NoticeKind
    digest: str
    drafted_by: str
    proposed_by: str
    proposed_at: datetime
    expires_at: datetime
    post_id: str
    reason: str = ""
    quietly: bool = False

    @property
    def subject(self) -> str:
        """What an approval of it is kept under."""
        return f"notice:{self.notice_id}"


def read_kinds(words: str) -> frozenset[NoticeKind]:
    """Return `update,withdrawal` as kinds of notice, with those that always take two.

    Raises ValueError with every kind that there is.
    """
    names = [name.strip().lower() for name in words.split(",") if name.strip()]
    for name in names:
        if name in _BY_ONE:
            raise ValueError(f"{name} takes no second person: {_BY_ONE[name]}")
        if name not in _CHOOSABLE:
            raise ValueError(f"{name!r} is no kind of notice: there are {', '.join(_CHOOSABLE)}")
    return frozenset((*NEVER_ALONE, *(_CHOOSABLE[name] for name in names)))


def digest_of(
    message: PublicMessage,
    recipients: Iterable[Recipient],
    *,
    edit: PublicMessage | None = None,
    own: Iterable[Variant] = (),
) -> str:
    """Return the digest of what is approved: every word, and whoever reads it."""
    read = ([asdict(one) for one in shown] for shown in (recipients, own))
    shown = [asdict(message), *read, edit and asdict(edit)]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def expires_at(now: datetime, *, next_update_at: datetime | None) -> datetime:
    """Return until when it can be approved: no later than the update that it promises."""
    latest = now + WAITS
    return min(latest, next_update_at) if next_update_at else latest


def check_second(
    proposal: NoticeProposal, *, by: str, seen: str, digest: str, now: datetime
) -> None:
    """Refuse one's own, and what is not exactly what was shown; seen: its mark.

    Raises NoticeProposalError.
    """
    if by == proposal.drafted_by:
        raise NoticeProposalError(
            "You wrote it, so somebody else approves it. `/incident rights` shows who may.",
            instead=(f"/incident INC-{proposal.incident} page @bob please look at it",),
        )
    _check_holds(proposal, digest=digest, now=now)
    if not is_mark(seen, digest=digest):
        raise NoticeProposalError(
            "Read first what customers would read.",
            instead=(f"/incident INC-{proposal.incident} approve-notice",),
        )


def check_alone(
    proposal: NoticeProposal, *, by: str, reason: str, digest: str, now: datetime
) -> None:
    """Refuse to go alone where there are two, without a reason, or with what always takes two.

    Raises NoticeProposalError.
    """
    if proposal.kind in NEVER_ALONE:
        raise NoticeProposalError(
            f"The {proposal.kind} notice always takes two people, whatever the reason.",
            instead=(f"/incident INC-{proposal.incident} page @bob please approve it",),
        )
    if by != proposal.drafted_by:
        raise NoticeProposalError(
            "You are the second person: approve it, or decline it with a reason.",
            instead=(f"/incident INC-{proposal.incident} approve-notice",),
        )
    if not reason.strip():
        raise NoticeProposalError("Say why, for whoever reads it later.", field="text")
    _check_holds(proposal, digest=digest, now=now)


def _check_holds(proposal: NoticeProposal, *, digest: str, now: datetime) -> None:
    if now > proposal.expires_at or digest != proposal.digest:
        raise NoticeProposalError(
            "It has expired, or is not what was shown. Have it typed anew.",
            instead=(f"/incident INC-{proposal.incident} status",),
        )


def fact(
    kind: FactKind, proposal: NoticeProposal, *, by: str, now: datetime, **more: Value
) -> Fact:
    """Put down what became of a proposal."""
    data: dict[str, Value] = {
        "notice": str(proposal.kind),
        "drafted_by": proposal.drafted_by,
        "digest": proposal.digest,
        **more,
    }
    return Fact(kind, by, now, proposal.incident, data)
