"""The five phases: every sequence of moves, what each needs, and each refusal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain import assess, checklist, diagnose, moves
from domain.exposure import Answer, Exposure
from domain.facts import Fact, FactKind
from domain.incident import PHASES, BadValueError, ClosedError, Decision, Phase, Verdict
from domain.moves import Move
from domain.refusal import Refusal
from domain.severity import Severity
from tests.domain.made import NOW, an_incident

people = st.sampled_from(["alice", "bob"])
verdicts = st.none() | st.sampled_from(Verdict)
spans = st.integers(min_value=0, max_value=10).map(lambda s: timedelta(seconds=s))
reasons = st.sampled_from(["", "  ", "because"])
ASSESSED = {"verdict": Verdict.SECURITY_INCIDENT, "severity_by": "alice"}
EXPOSED = Exposure(Answer.NO, "logs", "alice", NOW)
BY_BOB = Move("bob", NOW)


class Phases(RuleBasedStateMachine):
    """People move an incident as they like; whatever they do, its record adds up."""

    def __init__(self) -> None:
        super().__init__()
        self.incident = an_incident()
        self.now = NOW
        self.facts: list[Fact] = []

    def _do(self, decision: Decision) -> None:
        self.incident = decision.incident
        self.facts += decision.facts

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        self.now += span

    @rule(
        by=people,
        reason=reasons,
        verdict=verdicts,
        leaving=st.none() | st.sampled_from(Phase),
        force=st.booleans(),
    )
    def advance(
        self, by: str, reason: str, verdict: Verdict | None, leaving: Phase | None, *, force: bool
    ) -> None:
        before = self.incident
        move = Move(by, self.now, reason, verdict=verdict, leaving=leaving, force=force)
        try:
            decision = moves.advance(before, move)
        except checklist.MissingError as missing:
            assert not force
            self._says_what_to_do(missing)
        except moves.NotCommanderError:
            assert by != before.commander
        except moves.NoMoveError:
            assert force
            assert not reason.strip()
        except moves.MovedMeanwhileError:
            assert leaving is not before.phase
        except ClosedError:
            assert not before.open
        else:
            self._do(decision)
            self._moved_forward(before.phase)

    def _says_what_to_do(self, missing: checklist.MissingError) -> None:
        assert missing.items
        assert len(missing.instead or ()) == len(missing.items)
        assert missing.choices

    def _moved_forward(self, before: Phase) -> None:
        false_positive = self.incident.verdict is Verdict.FALSE_POSITIVE
        if before is Phase.CLOSE or (before is Phase.ASSESS and false_positive):
            assert not self.incident.open
            assert self.incident.phase is Phase.CLOSE
        else:
            assert PHASES.index(self.incident.phase) == PHASES.index(before) + 1

    @rule(by=people, reason=reasons)
    def back(self, by: str, reason: str) -> None:
        before = self.incident
        try:
            decision = moves.back(before, Move(by, self.now, reason))
        except Refusal:
            return
        self._do(decision)
        assert reason.strip()
        assert PHASES.index(self.incident.phase) == PHASES.index(before.phase) - 1

    @precondition(lambda self: self.incident.open)
    @rule(severity=st.sampled_from(Severity), by=people)
    def decide_the_severity(self, severity: Severity, by: str) -> None:
        try:
            decision = assess.set_severity(self.incident, severity, by=by, now=self.now, reason="")
        except BadValueError:
            assert severity is self.incident.severity
            assert self.incident.severity_by
        else:
            self._do(decision)
            assert self.incident.severity_by == by

    @precondition(lambda self: self.incident.open)
    @rule(by=people)
    def plan_and_decide_on_exposure(self, by: str) -> None:
        self._do(diagnose.set_plan(self.incident, "isolate it", by=by, now=self.now))
        decided = replace(EXPOSED, decided_by=by, decided_at=self.now)
        self._do(diagnose.decide_exposure(self.incident, decided))

    @invariant()
    def the_facts_lead_to_the_phase(self) -> None:
        at = Phase.DETECT
        for move in [fact for fact in self.facts if fact.kind is FactKind.MOVED]:
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
    def what_a_phase_lacks_was_passed_over_by_the_commander_with_a_reason(self) -> None:
        for fact in self.facts:
            if fact.data.get("without"):
                assert fact.actor == self.incident.commander
                assert str(fact.data["reason"]).strip()
        if PHASES.index(self.incident.phase) > PHASES.index(Phase.ASSESS):
            forced = [fact for fact in self.facts if fact.data.get("without")]
            assert self.incident.verdict is not None or forced


Phases.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
test_phases = Phases.TestCase


def test_the_first_blocker_keeps_an_incident_out_of_close_also_by_force() -> None:
    stays = Refusal("customers wait"), Refusal("a mitigation runs")
    stabilized = an_incident(phase=Phase.STABILIZE, exposure=EXPOSED, **ASSESSED)
    for move in (BY_BOB, Move("alice", NOW, "now", force=True)):
        with pytest.raises(Refusal, match="customers wait"):
            moves.advance(stabilized, move, blockers=stays)
    diagnosed = an_incident(phase=Phase.DIAGNOSE, plan="isolate", **ASSESSED)
    moved = moves.advance(diagnosed, BY_BOB, blockers=stays)
    assert moved.incident.phase is Phase.STABILIZE


def test_the_deputy_forces_as_the_commander_does_and_nobody_else() -> None:
    opened = an_incident()
    forced = Move("dora", NOW, "it spreads", force=True)
    assert moves.advance(opened, forced, deputy="dora").incident.phase is Phase.ASSESS
    uncommanded = an_incident(commander="")
    assert moves.advance(uncommanded, forced, deputy="dora").incident.phase is Phase.ASSESS
    with pytest.raises(moves.NotCommanderError, match="<@alice> or <@dave>, can force"):
        moves.advance(opened, forced, deputy="dave")


def test_a_false_positive_does_not_pass_a_blocker_either() -> None:
    move = Move("bob", NOW, "a test alert", verdict=Verdict.FALSE_POSITIVE)
    with pytest.raises(Refusal, match="customers wait"):
        moves.advance(an_incident(phase=Phase.ASSESS), move, blockers=(Refusal("customers wait"),))


def test_a_false_positive_closes_from_assess_with_its_evidence_and_needs_no_severity() -> None:
    assessed = an_incident(phase=Phase.ASSESS)
    bare = Move("bob", NOW, verdict=Verdict.FALSE_POSITIVE)
    with pytest.raises(checklist.MissingError, match="what shows that it is a false positive"):
        moves.advance(assessed, bare)
    decision = moves.advance(assessed, replace(bare, reason="the scanner was ours"))
    assert not decision.incident.open
    assert [fact.kind for fact in decision.facts] == [FactKind.MOVED, FactKind.CLOSED]
    assert decision.facts[0].data["reason"] == "the scanner was ours"


@pytest.mark.parametrize(
    ("phase", "known", "missing"),
    [
        (Phase.DETECT, {}, []),
        (Phase.ASSESS, {}, ["verdict", "sev"]),
        (Phase.ASSESS, {"severity_by": "bob"}, ["verdict"]),
        (Phase.ASSESS, ASSESSED, []),
        (Phase.DIAGNOSE, ASSESSED, ["plan"]),
        (Phase.DIAGNOSE, {"plan": "isolate it"}, []),
        (Phase.STABILIZE, {}, ["exposed"]),
        (Phase.STABILIZE, {"exposure": EXPOSED}, []),
        (Phase.CLOSE, {}, []),
    ],
)
def test_what_each_phase_needs_before_it_lets_go(
    phase: Phase, known: dict[str, object], missing: list[str]
) -> None:
    incident = an_incident(phase=phase, **known)
    assert [item.name for item in checklist.unmet(incident)] == missing


def test_what_another_part_of_the_incident_answers_for_is_not_asked_again() -> None:
    diagnosed = an_incident(phase=Phase.DIAGNOSE)
    assert checklist.unmet(diagnosed, given=frozenset({"plan"})) == ()


def test_where_one_thing_is_missing_its_answers_can_be_clicked_where_several_a_form_asks() -> None:
    with pytest.raises(checklist.MissingError, match="INC-1 is in assess: what is the") as both:
        moves.advance(an_incident(phase=Phase.ASSESS), BY_BOB)
    assert [choice.line for choice in both.value.choices] == [
        "INC-1 fill verdict,sev leaving assess"
    ]
    with pytest.raises(checklist.MissingError, match="how severe is it") as one:
        moves.advance(
            an_incident(phase=Phase.ASSESS), replace(BY_BOB, verdict=Verdict.PRIVACY_BREACH)
        )
    assert one.value.choices[0].line == "INC-1 advance verdict privacy breach sev 1 leaving assess"


def test_the_commander_forces_a_move_and_what_was_missing_is_on_record() -> None:
    diagnosed = an_incident(phase=Phase.DIAGNOSE, **ASSESSED)
    with pytest.raises(moves.NotCommanderError, match="Commander or Deputy, <@alice>"):
        moves.advance(diagnosed, Move("bob", NOW, "hurry", force=True))
    with pytest.raises(moves.NoMoveError, match="needs a reason"):
        moves.advance(diagnosed, Move("alice", NOW, force=True))
    decision = moves.advance(diagnosed, Move("alice", NOW, "it spreads", force=True))
    assert decision.incident.phase is Phase.STABILIZE
    assert decision.facts[0].data["without"] == ["a containment plan"]


def test_a_typed_move_within_three_seconds_of_somebody_elses_is_refused_naming_them() -> None:
    moved = an_incident(phase=Phase.DIAGNOSE, moved_by="alice", moved_at=NOW, plan="isolate")
    soon, later = NOW + timedelta(seconds=2.9), NOW + timedelta(seconds=3)
    with pytest.raises(moves.MovedMeanwhileError, match="<@alice> has just moved INC-1"):
        moves.advance(moved, Move("bob", soon))
    assert moves.advance(moved, Move("alice", soon)).incident.phase is Phase.STABILIZE
    assert moves.advance(moved, Move("bob", later)).incident.phase is Phase.STABILIZE
