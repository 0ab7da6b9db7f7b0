"""An incident: what is known and decided of it, and in which of the five phases it is.

The phases are those of Microsoft's "Azure Security Response in the Cloud" (2016): detect, assess,
diagnose, stabilize and recover, close with a post-mortem.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.determination import Determination
from domain.exposure import Exposure
from domain.facts import Fact, FactKind, Value
from domain.refusal import Refusal
from domain.severity import Rating, Severity

TITLE_LIMIT = 150
NOTE_LIMIT = 3000
MARK = "DRILL"


class Phase(StrEnum):
    """The five phases, in order."""

    DETECT = "detect"
    ASSESS = "assess"
    DIAGNOSE = "diagnose"
    STABILIZE = "stabilize"
    CLOSE = "close"


PHASES = tuple(Phase)


class Verdict(StrEnum):
    """What an assessment comes to."""

    FALSE_POSITIVE = "false positive"
    SECURITY_INCIDENT = "security incident"
    CUSTOMER_REPORTABLE = "customer-reportable"
    PRIVACY_BREACH = "privacy breach"


class Ending(StrEnum):
    """How it ended, where not by advancing out of the last phase."""

    CANCELLED = "cancelled"
    MERGED = "merged"


@dataclass(frozen=True)
class Incident:
    """An incident as it stands; `version` grows by one with each change.

    restricted: it exists for invited people only, and is called by its codename elsewhere.
    hold: why everything of it is to be kept, empty where nothing holds it. drill_channel: of an
    exercise, where all goes that customers would read; empty where it is real.
    commander: empty while nobody is. severity_by: who decided the severity; None while it is only
    what opening it began with. plan: how it is to be contained. determinations: also those that
    others took the place of. layers, services, regions: what is affected. tracking: the other
    side's id for it.
    """

    workspace_id: str
    number: int
    title: str
    phase: Phase
    severity: Severity
    commander: str
    opened_by: str
    opened_at: datetime
    moved_by: str
    moved_at: datetime
    channel_id: str
    card_id: str
    version: int = 1
    verdict: Verdict | None = None
    determinations: tuple[Determination, ...] = ()
    layers: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    tracking: str = ""
    severity_by: str | None = None
    rating: Rating | None = None
    cause: str = ""
    plan: str = ""
    exposure: Exposure | None = None
    closed_at: datetime | None = None
    ending: Ending | None = None
    merged_into: int | None = None
    restricted: bool = False
    codename: str = ""
    hold: str = ""
    drill_channel: str = ""

    @property
    def name(self) -> str:
        """`INC-7`."""
        return f"INC-{self.number}"

    @property
    def responsibility(self) -> tuple[Determination, ...]:
        """Whose it is by what is known now, one a layer."""
        return tuple(one for one in self.determinations if one.superseded_at is None)

    @property
    def label(self) -> str:
        """What it is called outside its own channel: its title, or its codename."""
        return f"{self.mark}{self.codename}" if self.restricted else self.heading

    @property
    def heading(self) -> str:
        """Its title, for whoever may read it."""
        return f"{self.mark}{self.title}"

    @property
    def drill(self) -> bool:
        """Whether it is an exercise."""
        return bool(self.drill_channel)

    @property
    def mark(self) -> str:
        """What stands before the name of an exercise."""
        return f"{MARK} " if self.drill else ""

    @property
    def tlp(self) -> str:
        """How far a restricted incident may be told of: a label of TLP 2.0; else empty."""
        return "TLP:AMBER+STRICT" if self.restricted else ""

    @property
    def open(self) -> bool:
        """Whether work on it goes on."""
        return self.closed_at is None


@dataclass(frozen=True)
class Decision:
    """An incident's new state, and the facts that made it so."""

    incident: Incident
    facts: tuple[Fact, ...]


class ClosedError(Refusal):
    """The incident is closed; nothing moves it."""


class BadValueError(Refusal):
    """A value is missing, too long, or none of those there are."""


def check_title(title: str) -> str:
    """Return the title on one line, or refuse it when empty or longer than 150 characters."""
    line = " ".join(title.split())
    if not line:
        raise BadValueError(
            "An incident needs a title: what was seen, in a few words.",
            instead=("/incident open Hypervisor escape suspected on cluster 7 sev 1",),
            field="title",
        )
    if len(line) > TITLE_LIMIT:
        raise BadValueError(
            f"A title has at most {TITLE_LIMIT} characters, this one has {len(line)}. "
            "Open with a short title and add the rest as a note.",
            instead=("/incident open <short title>", "/incident note <the rest>"),
            field="title",
        )
    return line


def read_verdict(words: str) -> tuple[Verdict, str]:
    """Return the verdict that the words begin with, and what follows it; raises BadValueError."""
    typed = words.strip()
    folded = typed.lower().replace("-", " ").replace("_", " ")
    for verdict in Verdict:
        if folded.startswith(verdict.replace("-", " ")):
            return verdict, typed[len(verdict) :].lstrip(" ,:.;-")
    what = f"“{typed[:40]}” is no verdict." if typed else "Which verdict?"
    raise BadValueError(f"{what} There are {', '.join(Verdict)}.", field="verdict")


def opened(incident: Incident) -> Decision:
    """Begin an incident in detect."""
    fact = fact_of(
        FactKind.OPENED,
        incident,
        incident.opened_by,
        incident.opened_at,
        title=incident.title,
        severity=int(incident.severity),
        services=list(incident.services),
        **({"drill": True} if incident.drill else {}),
    )
    return Decision(incident, (fact,))


def note(incident: Incident, text: str, *, by: str, happened_at: datetime) -> Fact:
    """Record what somebody says of it, also after it was closed; raises BadValueError."""
    if not text.strip():
        raise BadValueError(
            "A note needs a text.",
            instead=(f"/incident {incident.name} note <what happened> at 02:51",),
        )
    if len(text) > NOTE_LIMIT:
        raise BadValueError(
            f"A note has at most {NOTE_LIMIT} characters, this one has {len(text)}. Split it."
        )
    return fact_of(FactKind.NOTED, incident, by, happened_at, text=text.strip())


def check_open(incident: Incident) -> None:
    """Refuse where the incident is closed."""
    if not incident.open:
        raise ClosedError(f"{incident.name} is closed. A note can still be added.")


def fact_of(kind: FactKind, incident: Incident, by: str, at: datetime, **data: Value) -> Fact:
    """Return a fact of the incident with its particulars."""
    return Fact(kind, actor=by, happened_at=at, incident=incident.number, data=data)
