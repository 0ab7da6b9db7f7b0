"""A proposal that a version of a matrix answers: exactly this change, by two people.

Where there is only one admin, that one may go alone, with a reason.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.facts import Fact, FactKind, Value
from domain.matrix import Matrix
from domain.matrix_toml import to_toml
from domain.refusal import Choice, Refusal
from domain.seen import is_mark

_WAITS = timedelta(days=7)


class ProposalError(Refusal):
    """The proposal cannot be decided so."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed: a version in place of what answers first.

    digest: of both, word for word, and of the instant. post_id: the delivery of the message that
    shows the difference. active_from: from when on it answers, absent where once it is approved.
    """

    workspace_id: str
    matrix_id: str
    version: int
    digest: str
    proposed_by: str
    proposed_at: datetime
    post_id: str
    active_from: datetime | None = None

    @property
    def name(self) -> str:
        """The version as people type it."""
        return f"{self.matrix_id}@{self.version}"

    @property
    def subject(self) -> str:
        """What an approval of it is about."""
        return f"matrix:{self.name}"

    @property
    def line(self) -> str:
        """The line that proposes it."""
        start = f" from {self.active_from.isoformat()}" if self.active_from else ""
        return f"activate {self.name}{start}"

    @property
    def expires_at(self) -> datetime:
        """Until when it can be approved."""
        return self.proposed_at + _WAITS


def digest_of(before: Matrix, after: Matrix, *, active_from: datetime | None) -> str:
    """Return the digest of a change, word for word, and of its instant."""
    start = active_from.isoformat() if active_from else ""
    return hashlib.sha256("\0".join((to_toml(before), to_toml(after), start)).encode()).hexdigest()


def check_seen(proposal: Proposal, *, seen: str, digest: str, now: datetime) -> None:
    """Refuse what is not exactly what was shown: seen is its mark, digest today's.

    Nothing seen is the typed word alone.

    Raises ProposalError.
    """
    same = proposal.digest == digest and (not seen or is_mark(seen, digest=digest))
    if now <= proposal.expires_at and same:
        return
    raise ProposalError(
        "What answers now, or what was proposed, has changed since this was shown, or a week has "
        "passed. Look at the difference anew.",
        instead=(f"/whoowns {proposal.line}",),
        choices=(Choice("Show the difference anew", proposal.line),),
    )


def check_second(proposal: Proposal, *, by: str) -> None:
    """Refuse one's own; raises ProposalError."""
    if by == proposal.proposed_by:
        raise ProposalError(
            "You proposed it, so another admin approves it. `/incident rights` shows who is one.",
            instead=("/incident grant admin @bob",),
        )


def check_alone(*, by: str, admins: Iterable[str], reason: str) -> None:
    """Refuse to go alone where another admin could approve, or without a reason.

    Raises ProposalError.
    """
    others = [f"<@{admin}>" for admin in admins if admin != by]
    if others:
        raise ProposalError(f"There is another admin who can approve it: {', '.join(others)}.")
    if not reason.strip():
        raise ProposalError("Say why, for whoever reads it later.", field="text")


def proposed(proposal: Proposal) -> Fact:
    """Put down that it was proposed."""
    return _fact(FactKind.MATRIX_PROPOSED, proposal, proposal.proposed_by, proposal.proposed_at)


def declined(proposal: Proposal, *, by: str, now: datetime, reason: str) -> Fact:
    """Put down that it was declined."""
    return _fact(FactKind.MATRIX_DECLINED, proposal, by, now, reason=reason)


def _fact(kind: FactKind, proposal: Proposal, by: str, at: datetime, **more: str) -> Fact:
    data: dict[str, Value] = {"matrix": proposal.matrix_id, "version": proposal.version, **more}
    if proposal.active_from:
        data["active_from"] = proposal.active_from.isoformat()
    return Fact(kind, by, at, data=data)
