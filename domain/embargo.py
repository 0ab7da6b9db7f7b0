"""An embargo: one customer is told nothing of an incident until an instant.

The suspect may be one of the customers told, and what was read cannot be taken back. So it holds
from the moment somebody asks for it, for half an hour at most; a second person makes it last. It
never lasts by itself: it ends at its instant, loudly.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain import instants
from domain.facts import Fact, FactKind, Value
from domain.instants import NoSuchTimeError
from domain.people import ONUS
from domain.refusal import Refusal

ALONE_FOR = timedelta(minutes=30)
REASON_LIMIT = 300
_EXAMPLE = "/incident withhold Globex until 05:00 the suspect may be one of its people"


class Stage(StrEnum):
    """Where an embargo stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    LIFTED = "lifted"
    EXPIRED = "expired"


HOLDING = (Stage.PROPOSED, Stage.AGREED)


@dataclass(frozen=True)
class Embargo:
    """One customer that is told nothing of an incident; `version` grows by one with each change.

    customer: its name as it was. post_id: the message that asks for the second person.
    """

    workspace_id: str
    id: str
    incident: int
    customer_id: str
    customer: str
    until_at: datetime
    reason: str
    proposed_by: str
    proposed_at: datetime
    stage: Stage = Stage.PROPOSED
    post_id: str = ""
    version: int = 1

    @property
    def ends_at(self) -> datetime:
        """When it ends as things stand."""
        if self.stage is Stage.PROPOSED:
            return min(self.until_at, self.proposed_at + ALONE_FOR)
        return self.until_at

    @property
    def subject(self) -> str:
        """What a second person's yes is kept under."""
        return f"embargo:{self.id}"

    @property
    def digest(self) -> str:
        """What exactly a second person agrees to."""
        whole = [self.customer_id, self.until_at.isoformat(), self.reason]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


class EmbargoError(Refusal):
    """Nothing can be withheld, or told, so."""


@dataclass(frozen=True)
class Decision:
    """An embargo's new state, and the fact that made it so."""

    embargo: Embargo
    fact: Fact


def read_until(words: str, *, now: datetime, timezone: str) -> tuple[datetime, str]:
    """Return the instant that the words begin with, and the rest of them: `05:00 utc the suspect`.

    Raises NoSuchTimeError.
    """
    parts = words.split()
    for count in (2, 1):
        try:
            until_at = instants.ahead(" ".join(parts[:count]), now=now, timezone=timezone)
        except NoSuchTimeError as error:
            if count == 1:
                raise EmbargoError(error.why, instead=(_EXAMPLE,), field="until") from None
        else:
            return until_at, " ".join(parts[count:])
    raise AssertionError("one of the two returns or raises")


def propose(embargo: Embargo) -> Decision:
    """Hold from now on; raises EmbargoError without a reason that can be kept."""
    if not embargo.reason.strip() or len(embargo.reason) > REASON_LIMIT:
        raise EmbargoError(
            f"Say why, in at most {REASON_LIMIT} characters: it stays inside.",
            instead=(_EXAMPLE,),
            field="because",
        )
    return Decision(embargo, _fact(FactKind.EMBARGO_PROPOSED, embargo, by=embargo.proposed_by))


def agree(embargo: Embargo, *, by: str, now: datetime) -> Decision:
    """Make it last until its instant, as a second person; raises EmbargoError."""
    if embargo.stage is Stage.AGREED:
        raise EmbargoError("A second person has agreed already.")
    if by == embargo.proposed_by:
        raise EmbargoError(
            "You asked for it yourself: a second person agrees. It holds until "
            f"{embargo.ends_at:%H:%M} UTC in any case.",
            instead=(f"/incident INC-{embargo.incident} page @bob please agree",),
        )
    after = replace(embargo, stage=Stage.AGREED)
    return Decision(after, _fact(FactKind.EMBARGO_AGREED, after, by=by, at=now))


def lift(embargo: Embargo, *, by: str, now: datetime, missed: list[str]) -> Decision:
    """End it before its instant, or decline it; missed: what the customer did not read."""
    after = replace(embargo, stage=Stage.LIFTED)
    return Decision(after, _fact(FactKind.EMBARGO_LIFTED, after, by=by, at=now, missed=missed))


def expire(embargo: Embargo, *, now: datetime, missed: list[str]) -> Decision | None:
    """End it at its instant, None where that has not come or it has ended."""
    if embargo.stage not in HOLDING or now < embargo.ends_at:
        return None
    alone = embargo.stage is Stage.PROPOSED
    after = replace(embargo, stage=Stage.EXPIRED)
    kind = FactKind.EMBARGO_EXPIRED
    return Decision(after, _fact(kind, after, by=ONUS.user_id, at=now, missed=missed, alone=alone))


def refuse(embargo: Embargo) -> EmbargoError:
    """Say that the customer is told nothing, why, and how that ends."""
    return EmbargoError(
        f"{embargo.customer} is told nothing until {embargo.ends_at:%H:%M} UTC: {embargo.reason}",
        instead=(f"/incident INC-{embargo.incident} lift {embargo.customer}",),
    )


def _fact(
    kind: FactKind, embargo: Embargo, *, by: str, at: datetime | None = None, **more: Value
) -> Fact:
    data: dict[str, Value] = {
        "customer": embargo.customer,
        "until": embargo.until_at.isoformat(),
        "why": embargo.reason,
        **more,
    }
    return Fact(kind, by, at or embargo.proposed_at, embargo.incident, data)
