"""The five phases: every sequence of moves, and each refusal."""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain import incident as decide
from domain.facts import Fact, FactKind
from domain.incident import PHASES, Phase, Severity, Verdict
from domain.refusal import Refusal
from tests.domain.made import NOW, an_incident

people = st.sampled_from(["alice", "bob"])
verdicts = st.none() | st.sampled_from(Verdict)
spans = st.integers(min_value=0, max_value=10).map(lambda s: timedelta(seconds=s))


class Phases(RuleBasedStateMachine):
    """People move an incident as they like; whatever they do, its record adds up."""

    def __init__(self) -> None:
        super().__init__()
        self.incident = an_incident()
        self.now = NOW
        self.facts: list[Fact] = []

    def _do(self, decision: decide.Decision) -> None:
        self.incident = decision.incident
        self.facts += decision.facts

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        self.now += span

    @rule(by=people, verdict=verdicts, leaving=st.none() | st.sampled_from(Phase))
    def advance(self, by: str, verdict: Verdict | None, leaving: Phase | None) -> None:
        before = self.incident
        try:
            decision = decide.advance(before, by=by, now=self.now, verdict=verdict, leaving=leaving)
        except decide.MissingError:
            assert before.phase is Phase.ASSESS
            assert not verdict
            assert not before.verdict
        except decide.MovedMeanwhileError:
            assert leaving is not before.phase
        except decide.ClosedError:
            assert not before.open
        else:
            self._do(decision)
            self._moved_forward(before.phase)

    def _moved_forward(self, before: Phase) -> None:
        if before is Phase.CLOSE:
            assert not self.incident.open
        elif before is Phase.ASSESS and self.incident.verdict is Verdict.FALSE_POSITIVE:
            assert self.incident.phase is Phase.CLOSE
        else:
            assert PHASES.index(self.incident.phase) == PHASES.index(before) + 1

    @rule(by=people, reason=st.sampled_from(["", "  ", "because"]))
    def back(self, by: str, reason: str) -> None:
        before = self.incident
        try:
            decision = decide.back(before, by=by, now=self.now, reason=reason)
        except Refusal:
            return
        self._do(decision)
        assert reason.strip()
        assert PHASES.index(self.incident.phase) == PHASES.index(before.phase) - 1

    @precondition(lambda self: self.incident.open)
    @rule(severity=st.sampled_from(Severity), by=people)
    def rate(self, severity: Severity, by: str) -> None:
        try:
            decision = decide.set_severity(self.incident, severity, by=by, now=self.now, reason="")
        except decide.BadValueError:
            assert severity is self.incident.severity
        else:
            self._do(decision)

    @invariant()
    def the_facts_lead_to_the_phase(self) -> None:
        moves = [fact for fact in self.facts if fact.kind is FactKind.MOVED]
        at = Phase.DETECT
        for move in moves:
            assert move.data["before"] == at
            at = Phase(str(move.data["after"]))
        assert at is self.incident.phase

    @invariant()
    def closed_is_the_end_and_has_its_fact(self) -> None:
        closed = [fact for fact in self.facts if fact.kind is FactKind.CLOSED]
        assert len(closed) == (0 if self.incident.open else 1)
        if closed:
            assert self.facts[-1] is closed[0]
            assert self.incident.phase is Phase.CLOSE

    @invariant()
    def every_fact_has_actor_and_incident_and_time_goes_forward(self) -> None:
        assert all(fact.actor in ("alice", "bob") and fact.incident == 1 for fact in self.facts)
        times = [fact.happened_at for fact in self.facts]
        assert times == sorted(times)

    @invariant()
    def past_assess_there_is_a_verdict(self) -> None:
        if PHASES.index(self.incident.phase) > PHASES.index(Phase.ASSESS):
            assert self.incident.verdict is not None


Phases.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
test_phases = Phases.TestCase


def test_the_first_blocker_keeps_an_incident_out_of_close() -> None:
    stays = Refusal("customers wait"), Refusal("a mitigation runs")
    stabilized = an_incident(phase=Phase.STABILIZE, verdict=Verdict.SECURITY_INCIDENT)
    with pytest.raises(Refusal, match="customers wait"):
        decide.advance(stabilized, by="bob", now=NOW, blockers=stays)
    diagnosed = an_incident(phase=Phase.DIAGNOSE, verdict=Verdict.SECURITY_INCIDENT)
    moved = decide.advance(diagnosed, by="bob", now=NOW, blockers=stays)
    assert moved.incident.phase is Phase.STABILIZE


def test_a_false_positive_does_not_pass_a_blocker_either() -> None:
    assessed = an_incident(phase=Phase.ASSESS)
    with pytest.raises(Refusal, match="customers wait"):
        decide.advance(
            assessed,
            by="bob",
            now=NOW,
            verdict=Verdict.FALSE_POSITIVE,
            blockers=(Refusal("customers wait"),),
        )


def test_a_typed_move_within_three_seconds_of_somebody_elses_is_refused_naming_them() -> None:
    moved = an_incident(phase=Phase.DIAGNOSE, moved_by="alice", moved_at=NOW)
    soon, later = NOW + timedelta(seconds=2.9), NOW + timedelta(seconds=3)
    with pytest.raises(decide.MovedMeanwhileError, match="<@alice> has just moved INC-1"):
        decide.advance(moved, by="bob", now=soon)
    assert decide.advance(moved, by="alice", now=soon).incident.phase is Phase.STABILIZE
    assert decide.advance(moved, by="bob", now=later).incident.phase is Phase.STABILIZE


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("1", 1), ("SEV2", 2), ("minor", 3), (" Low ", 4), ("critical", 1), ("sev4", 4)],
)
def test_a_severity_is_read_by_number_and_by_word(typed: str, severity: int) -> None:
    assert decide.read_severity(typed) == severity


@pytest.mark.parametrize("typed", ["", "0", "5", "sev", "high", "१", "1.0"])
def test_what_is_no_severity_names_those_there_are(typed: str) -> None:
    with pytest.raises(decide.BadValueError, match="SEV1 critical, SEV2 major"):
        decide.read_severity(typed)


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("security incident", Verdict.SECURITY_INCIDENT),
        ("Customer_Reportable because", Verdict.CUSTOMER_REPORTABLE),
        ("false-positive", Verdict.FALSE_POSITIVE),
        ("privacy breach", Verdict.PRIVACY_BREACH),
    ],
)
def test_a_verdict_is_read_however_it_is_written(typed: str, verdict: Verdict) -> None:
    assert decide.read_verdict(typed) is verdict


def test_a_title_is_one_line_of_at_most_150_characters() -> None:
    assert decide.check_title("  a\n b\t c ") == "a b c"
    assert decide.check_title("x" * 150) == "x" * 150
    for wrong in ("", " \n", "x" * 151):
        with pytest.raises(decide.BadValueError) as refused:
            decide.check_title(wrong)
        assert refused.value.field == "title"


def test_a_note_has_a_text_of_at_most_3000_characters() -> None:
    assert decide.note(an_incident(), " x ", by="bob", happened_at=NOW).data["text"] == "x"
    for wrong in ("", "  ", "x" * 3001):
        with pytest.raises(decide.BadValueError):
            decide.note(an_incident(), wrong, by="bob", happened_at=NOW)
