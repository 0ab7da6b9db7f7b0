"""An incident and its five phases: what each asks for before it lets go.

The phases are those of Microsoft's "Azure Security Response in the Cloud" (2016): detect, assess,
diagnose, stabilize and recover, close with a post-mortem. Diagnose and stabilize alternate, so
going back is as easy as going forward.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from domain.determination import Determination
from domain.facts import Fact, FactKind
from domain.refusal import Choice, Refusal

TITLE_LIMIT = 150
NOTE_LIMIT = 3000
COLLISION = timedelta(seconds=3)


class Phase(StrEnum):
    """The five phases, in order."""

    DETECT = "detect"
    ASSESS = "assess"
    DIAGNOSE = "diagnose"
    STABILIZE = "stabilize"
    CLOSE = "close"


PHASES = tuple(Phase)


class Severity(IntEnum):
    """How bad inside; what customers feel is an outage's impact."""

    SEV1 = 1
    SEV2 = 2
    SEV3 = 3
    SEV4 = 4

    @property
    def word(self) -> str:
        """The severity with its word: `SEV1 critical`."""
        return f"{self.name} {('critical', 'major', 'minor', 'low')[self - 1]}"


class Verdict(StrEnum):
    """What an assessment comes to."""

    FALSE_POSITIVE = "false positive"
    SECURITY_INCIDENT = "security incident"
    CUSTOMER_REPORTABLE = "customer-reportable"
    PRIVACY_BREACH = "privacy breach"


@dataclass(frozen=True)
class Incident:
    """An incident as it stands; `version` grows by one with each change."""

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
    determination: Determination | None = None
    services: tuple[str, ...] = ()
    closed_at: datetime | None = None
    restricted: bool = False

    @property
    def name(self) -> str:
        """`INC-7`."""
        return f"INC-{self.number}"

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


class MovedMeanwhileError(Refusal):
    """Somebody else moved the incident; the person is told who."""


class MissingError(Refusal):
    """The phase does not let go before something is there."""


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


def read_severity(words: str) -> Severity:
    """Return the severity that `1`, `sev1` or `critical` names; raises BadValueError."""
    typed = words.strip().lower()
    for severity in Severity:
        if typed in {str(int(severity)), severity.name.lower(), *severity.word.lower().split()}:
            return severity
    what = f"“{words.strip()[:40]}” is no severity." if typed else "Which severity?"
    known = ", ".join(severity.word for severity in Severity)
    raise BadValueError(f"{what} There are {known}.", field="sev")


def read_verdict(words: str) -> Verdict:
    """Return the verdict that the words begin with; raises BadValueError."""
    typed = words.lower().replace("-", " ").replace("_", " ").strip()
    for verdict in Verdict:
        if typed.startswith(verdict.replace("-", " ")):
            return verdict
    raise BadValueError(f"“{words.strip()[:40]}” is no verdict. There are {', '.join(Verdict)}.")


def opened(incident: Incident) -> Decision:
    """Begin an incident in detect."""
    fact = _fact(
        FactKind.OPENED,
        incident,
        incident.opened_by,
        incident.opened_at,
        title=incident.title,
        severity=int(incident.severity),
        services=list(incident.services),
    )
    return Decision(incident, (fact,))


def advance(  # keyword-only, each names what the move depends on
    incident: Incident,
    *,
    by: str,
    now: datetime,
    reason: str = "",
    verdict: Verdict | None = None,
    leaving: Phase | None = None,
    blockers: tuple[Refusal, ...] = (),
) -> Decision:
    """Move on to the next phase; out of close, the incident is closed.

    leaving is the phase that the person saw; blockers are what other parts of the incident
    (an outage, a mitigation) put in the way of going to close, and of closing.

    Raises ClosedError, MovedMeanwhileError, MissingError, or the first blocker.
    """
    _check_move(incident, by=by, now=now, leaving=leaving)
    if incident.phase is Phase.CLOSE and blockers:
        raise blockers[0]
    if incident.phase is Phase.CLOSE:
        return _close(incident, by=by, now=now, reason=reason)
    verdict = verdict or incident.verdict
    target = PHASES[PHASES.index(incident.phase) + 1]
    if incident.phase is Phase.ASSESS:
        if verdict is None:
            raise _verdict_missing(incident)
        target = Phase.CLOSE if verdict is Verdict.FALSE_POSITIVE else target
    if target is Phase.CLOSE and blockers:
        raise blockers[0]
    return _moved(incident, target, by=by, now=now, reason=reason, verdict=verdict)


def back(
    incident: Incident, *, by: str, now: datetime, reason: str, leaving: Phase | None = None
) -> Decision:
    """Move to the phase before, with a reason.

    Raises ClosedError, MovedMeanwhileError, MissingError.
    """
    _check_move(incident, by=by, now=now, leaving=leaving)
    if incident.phase is Phase.DETECT:
        raise MissingError(f"{incident.name} is in detect, the first phase.")
    if not reason.strip():
        raise MissingError(
            "Going back needs a reason, for whoever reads the timeline.",
            instead=(f"/incident {incident.name} back <reason>",),
        )
    target = PHASES[PHASES.index(incident.phase) - 1]
    return _moved(incident, target, by=by, now=now, reason=reason, verdict=incident.verdict)


def set_severity(
    incident: Incident, severity: Severity, *, by: str, now: datetime, reason: str
) -> Decision:
    """Change the severity; raises ClosedError, or BadValueError where it is that already."""
    check_open(incident)
    if severity is incident.severity:
        raise BadValueError(f"{incident.name} is {severity.word} already.")
    fact = _fact(
        FactKind.SEVERITY_SET,
        incident,
        by,
        now,
        before=int(incident.severity),
        after=int(severity),
        reason=reason,
    )
    return Decision(replace(incident, severity=severity), (fact,))


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
    return _fact(FactKind.NOTED, incident, by, happened_at, text=text.strip())


def determine(
    incident: Incident, determination: Determination, *, by: str, now: datetime
) -> Decision:
    """Put down whose responsibility it is; raises ClosedError."""
    check_open(incident)
    fact = _fact(
        FactKind.DETERMINED,
        incident,
        by,
        now,
        layer=determination.layer,
        model=determination.model,
        party=determination.party,
        matrix=determination.matrix,
        matrix_version=determination.matrix_version,
    )
    return Decision(replace(incident, determination=determination), (fact,))


def check_open(incident: Incident) -> None:
    """Refuse where the incident is closed."""
    if not incident.open:
        raise ClosedError(f"{incident.name} is closed. A note can still be added.")


def _check_move(incident: Incident, *, by: str, now: datetime, leaving: Phase | None) -> None:
    check_open(incident)
    late = leaving is not None and leaving is not incident.phase
    collided = (
        leaving is None
        and incident.moved_by != by
        and now - incident.moved_at < COLLISION
        and incident.moved_at > incident.opened_at
    )
    if late or collided:
        raise MovedMeanwhileError(
            f"<@{incident.moved_by}> has just moved {incident.name} to {incident.phase}. "
            "Nothing was done twice."
        )


def _verdict_missing(incident: Incident) -> MissingError:
    line = f"{incident.name} advance verdict"
    return MissingError(
        f"{incident.name} is in assess: what is the verdict?",
        choices=tuple(
            Choice(verdict.capitalize(), f"{line} {verdict} leaving assess") for verdict in Verdict
        ),
        instead=(f"/incident {line} security incident",),
    )


def _moved(  # keyword-only, one a particular of the move
    incident: Incident,
    target: Phase,
    *,
    by: str,
    now: datetime,
    reason: str,
    verdict: Verdict | None,
) -> Decision:
    after = replace(incident, phase=target, verdict=verdict, moved_by=by, moved_at=now)
    fact = _fact(
        FactKind.MOVED,
        incident,
        by,
        now,
        before=incident.phase,
        after=target,
        reason=reason,
        verdict=verdict if verdict is not incident.verdict else None,
    )
    return Decision(after, (fact,))


def _close(incident: Incident, *, by: str, now: datetime, reason: str) -> Decision:
    after = replace(incident, closed_at=now, moved_by=by, moved_at=now)
    return Decision(after, (_fact(FactKind.CLOSED, incident, by, now, reason=reason),))


def _fact(
    kind: FactKind,
    incident: Incident,
    by: str,
    at: datetime,
    **data: str | int | list[str] | None,
) -> Fact:
    return Fact(kind, actor=by, happened_at=at, incident=incident.number, data=data)
