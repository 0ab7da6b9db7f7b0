"""Who acts, and what each may do."""

from dataclasses import dataclass
from enum import StrEnum

from domain.refusal import Refusal


class Act(StrEnum):
    """What a right is asked for."""

    ASK = "ask who is responsible"
    SHARE = "share and correct answers"
    OPEN = "open incidents"
    READ = "read incidents"
    RESPOND = "run incidents"
    APPROVE = "approve mitigations"
    TELL = "tell customers"
    CUSTOMERS = "manage customers"
    GAPS = "read what had no answer"


_FOR_COLLEAGUES = (Act.SHARE, Act.OPEN)


@dataclass(frozen=True)
class Person:
    """Somebody who acts, as of this moment.

    user_id: Slack's id, or Onus itself. timezone: an IANA name.
    colleague: belongs to the organisation that installed Onus; others may ask, never act.
    responder: a member of the incidents channel.
    """

    user_id: str
    timezone: str
    colleague: bool
    responder: bool


ONUS = Person(user_id="onus", timezone="UTC", colleague=True, responder=True)
"""Onus itself: what happens when a timer is due is its own act."""


COMMAND_LINE = "cli"
"""Who acts through the command line on the machine where Onus runs."""


def stranger(user_id: str) -> Person:
    """Return somebody of whom nothing is known: they may ask, no more."""
    return Person(user_id=user_id, timezone="UTC", colleague=False, responder=False)


class NotAllowedError(Refusal):
    """The person has no right to this: no other line would help."""

    def __init__(self, why: str) -> None:
        super().__init__(why, instead=())


def may(person: Person, act: Act, *, incidents_channel: str) -> None:
    """Let the person do this, or say who can.

    On a fresh install anyone may ask, a colleague shares answers and opens incidents, and a member
    of the incidents channel does the rest; whoever belongs to another organisation does nothing
    but ask.

    Raises NotAllowedError.
    """
    if act is Act.ASK:
        return
    if not person.colleague:
        raise NotAllowedError(
            f"Only people of the organisation that runs Onus can {act}. You can ask who is "
            "responsible: mention me with a layer and a service model."
        )
    if act not in _FOR_COLLEAGUES and not person.responder:
        raise NotAllowedError(
            f"Only members of #{incidents_channel} can {act}. Ask one of them to do it, or to "
            "invite you there."
        )
