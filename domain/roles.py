"""The roles of an incident: who commands it, who tells customers, who does what."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.people import Right, Staff
from domain.refusal import Refusal

FIRST_CALL = timedelta(minutes=5)
SECOND_CALL = timedelta(minutes=10)
SUMMARY_LIMIT = 1500


class Role(StrEnum):
    """What somebody is in an incident."""

    COMMANDER = "Incident Commander"
    LIAISON = "Customer Liaison"
    OPERATIONS = "Operations Lead"
    SCRIBE = "Scribe"
    DEPUTY = "Deputy"

    @property
    def word(self) -> str:
        """How a line names it."""
        return next(word for word, role in _WORDS.items() if role is self)

    @property
    def right(self) -> Right:
        """The right that it takes."""
        return _RIGHTS.get(self, Right.RESPONDER)


_WORDS = {
    "commander": Role.COMMANDER,
    "liaison": Role.LIAISON,
    "operations": Role.OPERATIONS,
    "scribe": Role.SCRIBE,
    "deputy": Role.DEPUTY,
    "incident commander": Role.COMMANDER,
    "ic": Role.COMMANDER,
    "command": Role.COMMANDER,
    "customer liaison": Role.LIAISON,
    "operations lead": Role.OPERATIONS,
    "ops lead": Role.OPERATIONS,
    "ops": Role.OPERATIONS,
}
_RIGHTS = {
    Role.COMMANDER: Right.COMMANDER,
    Role.DEPUTY: Right.COMMANDER,
    Role.LIAISON: Right.LIAISON,
}

Crew = Mapping[Role, str]
"""Who holds which role of an incident, by their ids; a role that nobody holds stands not in it."""


class RoleError(Refusal):
    """There is no such role, or it cannot be theirs."""


def read_role(words: str) -> tuple[Role, str]:
    """Return the role that the words begin with, and what follows it; raises RoleError."""
    typed = words.split()
    for length in (2, 1):
        role = _WORDS.get(" ".join(typed[:length]).lower())
        if role:
            return role, words.split(maxsplit=length)[length] if len(typed) > length else ""
    what = f"“{typed[0][:40]}” is no role." if typed else "Which role?"
    known = ", ".join(role.word for role in Role)
    raise RoleError(f"{what} There are {known}.")


def check_fit(role: Role, user_id: str, *, staff: Staff) -> None:
    """Refuse somebody without the right that the role takes; raises RoleError."""
    if role.right in staff.rights_of(user_id):
        return
    able = ", ".join(f"<@{one}>" for one in staff.holders(role.right)) or "nobody"
    raise RoleError(
        f"<@{user_id}> cannot be {role}: it takes the right “{role.right}”. Those who have it: "
        f"{able}. An admin gives it: /incident grant {role.right} @person.",
        instead=(),
    )


def taken(
    incident: Incident, role: Role, user_id: str, *, crew: Crew, by: str, now: datetime
) -> Fact:
    """Give the role to somebody; raises RoleError where it is theirs already."""
    before = crew.get(role, "")
    if before == user_id:
        raise RoleError(f"<@{user_id}> is {role} already.", instead=())
    return _fact(FactKind.ROLE_TAKEN, incident, role, by=by, at=now, person=user_id, before=before)


def handed_over(
    incident: Incident,
    role: Role,
    user_id: str,
    *,
    crew: Crew,
    by: str,
    now: datetime,
    summary: str,
) -> Fact:
    """Hand one's role over to somebody who is told how things stand; raises RoleError."""
    holder = crew.get(role, "")
    if holder != by:
        is_held = f"<@{holder}> is {role}" if holder else f"Nobody is {role}"
        raise RoleError(
            f"{is_held}, not you.", instead=(f"/incident {incident.name} take {role.word}",)
        )
    if user_id == by:
        raise RoleError("That is you. To whom?", field="to")
    line = f"/incident {incident.name} handover {role.word} @bob <how things stand>"
    if not summary.strip():
        raise RoleError("Say how things stand: they go on from there.", instead=(line,))
    if len(summary) > SUMMARY_LIMIT:
        raise RoleError(f"At most {SUMMARY_LIMIT} characters; the rest can be a note.")
    return _fact(
        FactKind.ROLE_HANDED_OVER,
        incident,
        role,
        by=by,
        at=now,
        person=user_id,
        summary=summary.strip(),
    )


def missing(incident: Incident, role: Role, *, by: str, now: datetime) -> Fact:
    """Put down that people were asked for somebody to take it."""
    return _fact(FactKind.ROLE_MISSING, incident, role, by=by, at=now)


def _fact(
    kind: FactKind, incident: Incident, role: Role, *, by: str, at: datetime, **data: str
) -> Fact:
    return Fact(
        kind,
        actor=by,
        happened_at=at,
        incident=incident.number,
        data={"role": str(role), **data},
    )
