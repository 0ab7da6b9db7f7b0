"""The checklist of each phase: what it needs before it lets go, and what it only reminds of.

Required is what nobody should have to reconstruct afterwards; the rest is said, never asked for:
a person alone at 3 a.m. answers one question or two, not six. Phases, entries and exits are those
of Microsoft's "Azure Security Response in the Cloud" (2016), the others' names NIST SP 800-61's.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.exposure import Answer
from domain.incident import Incident, Phase, Verdict
from domain.refusal import Choice, Refusal
from domain.severity import Severity


@dataclass(frozen=True)
class Item:
    """One thing to know or decide before a phase lets go.

    name: what a form's field is called. noun: as it stands after "missing:". question: asked
    where it alone is missing. line: how it is given, after the incident's number. answers: what
    can be clicked, as label and line, where there are only few.
    """

    name: str
    noun: str
    question: str
    line: str
    done: Callable[[Incident], bool]
    required: bool = True
    answers: Callable[[Incident], tuple[tuple[str, str], ...]] = lambda _: ()


@dataclass(frozen=True)
class Checklist:
    """What begins a phase, what ends it, how NIST calls it, and what it needs."""

    entry: str
    exit: str
    nist: str
    items: tuple[Item, ...] = ()


class MissingError(Refusal):
    """The phase does not let go before something is there; items: what that is."""

    def __init__(self, incident: Incident, items: tuple[Item, ...]) -> None:
        first, *rest = (item.question for item in items)
        asked = " ".join((first, *(f"{question[0].upper()}{question[1:]}" for question in rest)))
        name = incident.name
        super().__init__(
            f"{name} is in {incident.phase}: {asked}",
            instead=tuple(f"/incident {name} {item.line}" for item in items),
            choices=_ways_on(incident, items),
            field=items[0].name,
        )
        self.items = items


def unmet(incident: Incident, *, given: frozenset[str] = frozenset()) -> tuple[Item, ...]:
    """Return what the incident's phase still needs before it lets go.

    given: the names of what other parts of the incident answer for.
    """
    return _open(incident, given, required=True)


def reminders(incident: Incident, *, given: frozenset[str] = frozenset()) -> tuple[Item, ...]:
    """Return what would be good to know by now, and keeps nobody."""
    return _open(incident, given, required=False)


def fill_line(incident: Incident, items: tuple[Item, ...]) -> str:
    """Return the line that asks for exactly these by a form, and then moves on."""
    names = ",".join(item.name for item in items)
    return f"{incident.name} fill {names} leaving {incident.phase}"


def _open(incident: Incident, given: frozenset[str], *, required: bool) -> tuple[Item, ...]:
    return tuple(
        item
        for item in CHECKLISTS[incident.phase].items
        if item.required is required and item.name not in given and not item.done(incident)
    )


def _ways_on(incident: Incident, items: tuple[Item, ...]) -> tuple[Choice, ...]:
    answers = items[0].answers(incident) if len(items) == 1 else ()
    if answers:
        return tuple(Choice(label, f"{incident.name} {line}") for label, line in answers)
    return (Choice("Fill it in", fill_line(incident, items)),)


def _verdicts(_: Incident) -> tuple[tuple[str, str], ...]:
    by_form = {Verdict.FALSE_POSITIVE: "fill evidence leaving assess"}
    return tuple(
        (verdict.capitalize(), by_form.get(verdict, f"advance verdict {verdict} leaving assess"))
        for verdict in Verdict
    )


def _severities(incident: Incident) -> tuple[tuple[str, str], ...]:
    line = f"advance verdict {incident.verdict} sev"
    return tuple((one.word, f"{line} {int(one)} leaving assess") for one in Severity)


VERDICT = Item(
    name="verdict",
    noun="the verdict",
    question="what is the verdict?",
    line="advance verdict security incident",
    done=lambda incident: incident.verdict is not None,
    answers=_verdicts,
)
SEVERITY = Item(
    name="sev",
    noun="the severity",
    question="how severe is it?",
    line="sev 2",
    done=lambda incident: (
        incident.severity_by is not None or incident.verdict is Verdict.FALSE_POSITIVE
    ),
    answers=_severities,
)
EVIDENCE = Item(
    name="evidence",
    noun="the evidence of a false positive",
    question="what shows that it is a false positive?",
    line="advance verdict false positive <what shows it>",
    done=lambda incident: incident.verdict is not Verdict.FALSE_POSITIVE,
)
RATING = Item(
    name="rating",
    noun="what the severity rests on",
    question="what does it do to functions, recovery and information?",
    line="rate functional high recoverability extended information none",
    done=lambda incident: incident.rating is not None,
    required=False,
)
RESPONSIBILITY = Item(
    name="responsibility",
    noun="whose responsibility it is",
    question="whose responsibility is it?",
    line="determine layer hypervisor model iaas",
    done=lambda incident: bool(incident.responsibility),
    required=False,
)
PLAN = Item(
    name="plan",
    noun="a containment plan",
    question="how is it to be contained?",
    line="plan <what contains it>",
    done=lambda incident: bool(incident.plan),
)
CAUSE = Item(
    name="cause",
    noun="the cause",
    question="what caused it?",
    line="cause <what caused it>",
    done=lambda incident: bool(incident.cause),
    required=False,
)
EXPOSURE = Item(
    name="exposed",
    noun="whether customer data was exposed",
    question="was customer data exposed?",
    line="exposed no <why you say so>",
    done=lambda incident: incident.exposure is not None,
)
EXPOSURE_KNOWN = Item(
    name="exposed",
    noun="whether customer data was exposed, still unknown",
    question="was customer data exposed?",
    line="exposed no <why you say so>",
    done=lambda incident: not incident.exposure or incident.exposure.answer is not Answer.UNKNOWN,
    required=False,
)

CHECKLISTS: Mapping[Phase, Checklist] = {
    Phase.DETECT: Checklist(
        entry="a first indication: an alert, a report, an operator",
        exit="a log entry, and somebody on call who has it",
        nist="detection and analysis",
    ),
    Phase.ASSESS: Checklist(
        entry="a detected event",
        exit="a verdict and a severity, or as a false positive with its evidence",
        nist="detection and analysis",
        items=(VERDICT, SEVERITY, EVIDENCE, RATING, RESPONSIBILITY),
    ),
    Phase.DIAGNOSE: Checklist(
        entry="an escalation on evidence",
        exit="a cause and a scope known well enough to contain it: a plan, or a mitigation",
        nist="detection and analysis",
        items=(PLAN, CAUSE),
    ),
    Phase.STABILIZE: Checklist(
        entry="a need to contain, or a diagnosis",
        exit="a verified containment, customers told that it is over, data exposure decided",
        nist="containment, eradication and recovery",
        items=(EXPOSURE, CAUSE),
    ),
    Phase.CLOSE: Checklist(
        entry="the containment",
        exit="a review, and an owner for each of its actions",
        nist="post-incident activity",
        items=(CAUSE, EXPOSURE_KNOWN),
    ),
}
