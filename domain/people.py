"""Who acts, what right each act takes, and who holds it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.refusal import Refusal


class Act(StrEnum):
    """What a right is asked for."""

    ASK = "ask who is responsible"
    REPORT = "report, and ask about their own outage"
    SHARE = "share and correct answers"
    OPEN = "open incidents"
    READ = "read incidents"
    RESPOND = "run incidents"
    APPROVE = "approve mitigations and notices"
    TELL = "tell customers"
    CUSTOMERS = "manage customers"
    GAPS = "read what had no answer"
    VERSIONS = "see which matrices and words are in use"
    MATRICES = "change the matrices and their words"
    RUNBOOKS = "change the runbooks"
    GRANT = "give and take rights"
    HOLD = "place legal holds"
    DIGEST = "set digests"


class Right(StrEnum):
    """What is given to people and user groups; each of them is what a line calls it."""

    VIEWER = "viewer"
    RESPONDER = "responder"
    COMMANDER = "commander"
    LIAISON = "liaison"
    APPROVER = "approver"
    ADMIN = "admin"


_NEEDS: Mapping[Act, tuple[Right, ...]] = {
    Act.READ: (Right.VIEWER,),
    Act.RESPOND: (Right.RESPONDER,),
    Act.APPROVE: (Right.APPROVER,),
    Act.TELL: (Right.LIAISON, Right.COMMANDER),
    Act.CUSTOMERS: (Right.LIAISON, Right.COMMANDER),
    Act.GAPS: (Right.ADMIN,),
    Act.VERSIONS: (Right.RESPONDER,),
    Act.MATRICES: (Right.ADMIN,),
    Act.RUNBOOKS: (Right.ADMIN,),
    Act.GRANT: (Right.ADMIN,),
    Act.HOLD: (Right.ADMIN,),
    Act.DIGEST: (Right.COMMANDER,),
}
"""The rights of which one is enough; what stands not here takes a colleague."""


@dataclass(frozen=True)
class Person:
    """Somebody who acts, as of this moment.

    user_id: Slack's id, or Onus itself. timezone: an IANA name.
    colleague: belongs to the organisation that installed Onus; others may ask, never act.
    owner: an owner or an admin of the Slack workspace. rights: what they hold here.
    """

    user_id: str
    timezone: str
    colleague: bool
    owner: bool = False
    rights: frozenset[Right] = frozenset()


ONUS = Person(user_id="onus", timezone="UTC", colleague=True, rights=frozenset(Right))
"""Onus itself: what happens when a timer is due is its own act."""


COMMAND_LINE = "cli"
"""Who acts through the command line on the machine where Onus runs."""

GRANTS_FILE = "file"
"""Who gives and takes rights by the file that the settings name."""


_NAME_LIMIT = 27  # with the prefix, as long as an id may be


class NoNameError(Refusal):
    """Nobody could tell who is meant by that name."""


def from_here(name: str) -> str:
    """Return as whom somebody acts on the command line who has no id of Slack."""
    kept = " ".join(name.split())
    if not 1 < len(kept) <= _NAME_LIMIT or not kept.isprintable():
        raise NoNameError(f"Write a name of 2 to {_NAME_LIMIT} letters, such as Carol Lee.")
    return f"{COMMAND_LINE}:{kept}"


def name_of(user_id: str) -> str:
    """Return the name of whoever acts on the command line under one, empty for others."""
    return user_id.partition(":")[2] if user_id.startswith(f"{COMMAND_LINE}:") else ""


def stranger(user_id: str) -> Person:
    """Return somebody of whom nothing is known: they may ask, no more."""
    return Person(user_id=user_id, timezone="UTC", colleague=False)


@dataclass(frozen=True)
class Grant:
    """A right that was given to a person, or to a user group: subject is the id of either."""

    workspace_id: str
    right: Right
    subject: str
    is_group: bool
    granted_by: str
    granted_at: datetime


@dataclass(frozen=True)
class Staff:
    """Who holds which right, as of a moment.

    On a fresh install the members of the incidents channel respond, command, tell customers and
    approve, and owners of the Slack workspace are admins. A right that was given to somebody is
    theirs alone from then on; only to respond, being in the channel is always enough.

    channel: the incidents channel's name. members: colleagues in it. owners: of the workspace, as
    far as they are known. groups: the members of user groups, by id.
    """

    channel: str
    members: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grants: tuple[Grant, ...] = ()

    def granted(self, right: Right) -> tuple[str, ...]:
        """Return whom the right was given to, by name or by a group."""
        given = (
            self.groups.get(grant.subject, ()) if grant.is_group else (grant.subject,)
            for grant in self.grants
            if grant.right is right
        )
        return tuple(dict.fromkeys(one for people in given for one in people))

    def is_given(self, right: Right) -> bool:
        """Whether it was given to anybody, so that it is no longer everybody's."""
        return any(grant.right is right for grant in self.grants)

    def holders(self, right: Right) -> tuple[str, ...]:
        """Return who holds the right; admins hold every other one besides."""
        if right is Right.VIEWER:
            return self._all(Right.VIEWER, Right.APPROVER, also=self.holders(Right.RESPONDER))
        if right is Right.RESPONDER:
            return self._all(Right.RESPONDER, Right.COMMANDER, Right.LIAISON, also=self.members)
        if self.is_given(right):
            return self.granted(right)
        return self.owners if right is Right.ADMIN else self.members

    def rights_of(self, user_id: str) -> frozenset[Right]:
        """Return what a colleague holds."""
        held = frozenset(right for right in Right if user_id in self.holders(right))
        return frozenset(Right) if Right.ADMIN in held else held

    def _all(self, *rights: Right, also: tuple[str, ...]) -> tuple[str, ...]:
        given = (one for right in rights for one in self.granted(right))
        return tuple(dict.fromkeys((*also, *given)))


class NotAllowedError(Refusal):
    """The person has no right to this: no other line would help."""

    def __init__(self, why: str) -> None:
        super().__init__(why, instead=())


def may(person: Person, act: Act, *, staff: Staff) -> None:
    """Let the person do this, or say who can.

    Anyone may ask, and report; a colleague shares answers and opens incidents; the rest takes a
    right. Whoever belongs to another organisation does nothing else.

    Raises NotAllowedError.
    """
    if act in (Act.ASK, Act.REPORT):
        return
    if not person.colleague:
        raise NotAllowedError(
            f"Only people of the organisation that runs Onus can {act}. You can ask who is "
            "responsible: mention me with a layer and a service model."
        )
    needed = _NEEDS.get(act)
    if needed and not person.rights.intersection(needed):
        raise NotAllowedError(who_can(needed[0], staff, what=str(act)))


def who_can(right: Right, staff: Staff, *, what: str) -> str:
    """Say who holds a right, to somebody who does not, and how to come by it."""
    if right is Right.ADMIN:
        return f"Only admins can {what}: {_named(staff.holders(right), staff)}. Ask one of them."
    if not staff.is_given(right) or right in (Right.VIEWER, Right.RESPONDER):
        return (
            f"Only members of #{staff.channel} can {what}. Ask one of them to do it, or to "
            "invite you there."
        )
    admins = _named(staff.holders(Right.ADMIN), staff)
    return (
        f"Only those with the right “{right}” can {what}: {_named(staff.holders(right), staff)}. "
        f"Ask one of them to do it, or an admin ({admins}) for the right."
    )


def _named(people: tuple[str, ...], staff: Staff) -> str:
    if not people:
        return "nobody now" if staff.grants else "the owners of the Slack workspace"
    return ", ".join(f"<@{user_id}>" for user_id in people)
