"""Mitigations: who may decide, on exactly what, until when."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain import mitigation as decide
from domain.facts import FactKind
from domain.mitigation import (
    CustomersUntoldError,
    NotNowError,
    OwnProposalError,
    ReasonMissingError,
    Stage,
)
from domain.seen import mark_of
from tests.domain.made import NOW, a_mitigation

LATE = NOW + decide.APPROVAL_HOLDS + timedelta(seconds=1)


def test_a_second_person_approves_exactly_the_plan_that_was_seen() -> None:
    plan = a_mitigation()
    decision = decide.approve(plan, by="bob", now=NOW, seen=mark_of(plan.digest))
    assert decision.mitigation.stage is Stage.APPROVED
    assert decision.mitigation.decided_by == "bob"
    assert decision.fact.kind is FactKind.MITIGATION_APPROVED
    with pytest.raises(OwnProposalError):
        decide.approve(plan, by="alice", now=NOW, seen=mark_of(plan.digest))
    with pytest.raises(NotNowError, match="changed since you saw it"):
        decide.approve(plan, by="bob", now=NOW, seen="another")


@pytest.mark.parametrize(
    "change",
    [
        {"what": "restart all"},
        {"minutes": 46},
        {"services": ("vm", "disks")},
        {"customers": ("acme",)},
        {"starts_at": NOW},
        {"why": "it spreads"},
        {"risk": "data"},
        {"undo": "start"},
        {"region": "west"},
        {"notice": "Restart"},
        {"recipients": ("Acme",)},
    ],
)
def test_any_change_of_the_plan_voids_what_was_approved(change: dict[str, Any]) -> None:
    plan = a_mitigation()
    assert replace(plan, **change).digest != plan.digest


def test_who_and_when_are_not_part_of_the_plan() -> None:
    plan = a_mitigation()
    assert replace(plan, proposed_by="bob", number=2, stage=Stage.BEGUN).digest == plan.digest


def test_nothing_is_decided_after_four_hours() -> None:
    plan = a_mitigation()
    with pytest.raises(NotNowError, match="expired"):
        decide.approve(plan, by="bob", now=LATE, seen=mark_of(plan.digest))
    for decided in (decide.decline, decide.proceed_alone):
        with pytest.raises(NotNowError, match="expired"):
            decided(plan, by="bob", now=LATE, reason="x")
    assert plan.waits(plan.expires_at)
    assert not plan.waits(LATE)


@pytest.mark.parametrize("reason", ["", "  "])
def test_declining_and_going_alone_need_a_reason(reason: str) -> None:
    for decided in (decide.decline, decide.proceed_alone):
        with pytest.raises(ReasonMissingError):
            decided(a_mitigation(), by="alice", now=NOW, reason=reason)


def test_a_second_person_does_not_go_alone() -> None:
    with pytest.raises(NotNowError, match="second person"):
        decide.proceed_alone(a_mitigation(), by="bob", now=NOW, reason="it spreads")


def test_alone_is_on_record() -> None:
    decision = decide.proceed_alone(a_mitigation(), by="alice", now=NOW, reason="it spreads")
    assert decision.mitigation.alone
    assert decision.mitigation.stage is Stage.APPROVED
    assert decision.fact.data["reason"] == "it spreads"


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.PROPOSED, Stage.EXPIRED}))
def test_what_is_settled_is_not_decided_again(stage: Stage) -> None:
    settled = a_mitigation(stage=stage, decided_by="bob")
    with pytest.raises(NotNowError, match=f"is {stage} already by <@bob>"):
        decide.approve(settled, by="carol", now=NOW, seen=mark_of(settled.digest))


def test_it_begins_once_customers_notice_is_queued_or_withheld() -> None:
    approved = a_mitigation(stage=Stage.APPROVED)
    with pytest.raises(CustomersUntoldError):
        decide.begin(approved, by="alice", now=NOW, approved=True, told=False)
    told = decide.begin(approved, by="alice", now=NOW, approved=True, told=True)
    assert told.mitigation.stage is Stage.BEGUN
    kept = decide.begin(
        approved, by="alice", now=NOW, approved=True, told=False, withheld="they listen"
    )
    assert kept.mitigation.withheld == "they listen"
    with pytest.raises(NotNowError):
        decide.begin(a_mitigation(), by="alice", now=NOW, approved=True, told=True)
    with pytest.raises(NotNowError, match="holds no longer"):
        decide.begin(approved, by="alice", now=NOW, approved=False, told=True)
    with pytest.raises(NotNowError):
        decide.end(approved, by="alice", now=NOW, verified="it works")
    with pytest.raises(ReasonMissingError, match="somebody has verified"):
        decide.end(told.mitigation, by="alice", now=NOW, verified=" ")


def test_an_approval_holds_four_hours_from_the_decision_or_from_a_later_start() -> None:
    decided = a_mitigation(stage=Stage.APPROVED, decided_by="bob", decided_at=NOW)
    assert decided.approval_expires_at == NOW + decide.APPROVAL_HOLDS
    later = replace(decided, starts_at=NOW + timedelta(hours=10))
    assert later.approval_expires_at == NOW + timedelta(hours=14)


def test_only_what_waits_or_runs_keeps_the_incident_open() -> None:
    def blocks(stage: Stage, now: datetime) -> bool:
        return decide.blocker(a_mitigation(stage=stage), now=now) is not None

    assert blocks(Stage.PROPOSED, NOW)
    assert not blocks(Stage.PROPOSED, LATE)
    assert blocks(Stage.BEGUN, LATE)
    assert not any(blocks(stage, NOW) for stage in (Stage.APPROVED, Stage.ENDED, Stage.DECLINED))


def test_an_amended_plan_is_proposed_anew_by_who_amended_it() -> None:
    approved = a_mitigation(stage=Stage.APPROVED, decided_by="bob", decided_at=NOW)
    changed = replace(approved, minutes=30, proposed_by="bob")
    after = decide.amend(approved, changed).mitigation
    assert (after.stage, after.decided_by) == (Stage.PROPOSED, None)
    with pytest.raises(OwnProposalError):
        decide.approve(after, by="bob", now=NOW, seen=mark_of(after.digest))
    with pytest.raises(NotNowError, match="changes nothing"):
        decide.amend(approved, replace(approved, proposed_by="carol"))
    for stage in set(Stage) - {Stage.PROPOSED, Stage.APPROVED}:
        with pytest.raises(NotNowError, match=f"is {stage}; only one that waits"):
            decide.amend(a_mitigation(stage=stage), changed)


def test_it_expires_while_it_waits_for_a_decision_or_for_its_beginning() -> None:
    waiting = a_mitigation()
    assert decide.expire(waiting, now=LATE - timedelta(seconds=2)) is None
    expired = decide.expire(waiting, now=waiting.expires_at)
    assert expired
    assert expired.mitigation.stage is Stage.EXPIRED
    with pytest.raises(NotNowError, match="has expired"):
        decide.approve(expired.mitigation, by="bob", now=NOW, seen=mark_of(waiting.digest))
    approved = a_mitigation(stage=Stage.APPROVED, decided_at=NOW + timedelta(hours=3))
    assert decide.expire(approved, now=LATE) is None
    assert decide.expire(approved, now=NOW + timedelta(hours=7))
    assert decide.expire(a_mitigation(stage=Stage.BEGUN), now=LATE) is None


def test_going_alone_is_reviewed_by_somebody_else_and_keeps_the_incident_open_before() -> None:
    alone = decide.proceed_alone(a_mitigation(), by="alice", now=NOW, reason="x").mitigation
    assert decide.blocker(alone, now=LATE) is not None
    with pytest.raises(OwnProposalError, match="somebody else who may approve"):
        decide.review(alone, by="alice", now=NOW, finding="ok")
    with pytest.raises(ReasonMissingError):
        decide.review(alone, by="bob", now=NOW, finding=" ")
    decision = decide.review(alone, by="bob", now=NOW, finding="ok")
    assert decide.blocker(decision.mitigation, now=LATE) is None
    with pytest.raises(NotNowError, match="No decision alone waits"):
        decide.review(decision.mitigation, by="carol", now=NOW, finding="ok")


def test_a_review_is_asked_for_twice_before_it_is_due_and_then_every_day() -> None:
    alone = a_mitigation(stage=Stage.BEGUN, alone=True, decided_by="alice", decided_at=NOW)
    times = [NOW]
    for _ in range(4):
        due = decide.remind_of_review_at(alone, now=times[-1])
        assert due
        times.append(due)
    assert [round((at - NOW) / timedelta(hours=1)) for at in times] == [0, 12, 23, 47, 71]
    assert decide.remind_of_review_at(replace(alone, reviewed_by="bob"), now=NOW) is None
