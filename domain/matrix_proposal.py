"""A proposal that a version of a matrix answers from now on: exactly this change, by two people.

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

_WAITS = timedelta(days=7)


class ProposalError(Refusal):
    """The proposal cannot be decided so."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed: a version in place of what answers first.

    digest: of both, word for word. post_id: the delivery of the message that shows the difference.
    """

    workspace_id: str
    matrix_id: str
    version: int
    digest: str
    proposed_by: str
    proposed_at: datetime
    post_id: str

    @property
    def name(self) -> str:
        """The version as people type it."""
        return f"{self.matrix_id}@{self.version}"

    @property
    def subject(self) -> str:
        """What an approval of it is about."""
        return f"matrix:{self.name}"

    @property
    def expires_at(self) -> datetime:
        """Until when it can be approved."""
        return self.proposed_at + _WAITS


def digest_of(before: Matrix, after: Matrix) -> str:
    """Return the digest of a change, word for word."""
    return hashlib.sha256("\0".join(map(to_toml, (before, after))).encode()).hexdigest()


def check_seen(proposal: Proposal, *, seen: str, digest: str, now: datetime) -> None:
    """Refuse what is not exactly what was shown: seen is its digest's beginning, digest today's.

    Raises ProposalError.
    """
    if now <= proposal.expires_at and proposal.digest == digest and digest.startswith(seen):
        return
    raise ProposalError(
        "What answers now, or what was proposed, has changed since this was shown, or a week has "
        "passed. Look at the difference anew.",
        instead=(f"/whoowns activate {proposal.name}",),
        choices=(Choice("Show the difference anew", f"activate {proposal.name}"),),
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
    return Fact(kind, by, at, data=data)
