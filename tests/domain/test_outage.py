"""Outages: what a notice changes."""

from datetime import datetime

import pytest

from domain import outage as decide
from domain.facts import FactKind
from domain.outage import Change, Impact, NoticeKind, OutageError, Status
from tests.domain.made import NOW, an_outage


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{clock}+00:00")


def test_an_estimate_joins_those_before_it() -> None:
    outage = an_outage(estimates=(at("14:45"),))
    change = Change(NoticeKind.ESTIMATE, at("14:40"), revises=True, estimate=at("15:30"))
    decision = decide.apply(outage, change, by="carol", now=at("14:20"), told=("Acme",))
    assert decision.outage.estimates == (at("14:45"), at("15:30"))
    assert decision.outage.spoke_at == at("14:20")
    assert decision.outage.next_update_at == at("14:40")
    assert decision.fact.data["estimate_before"] == at("14:45").isoformat()
    assert decision.fact.data["customers"] == ["Acme"]


def test_an_update_without_an_estimate_leaves_them_alone() -> None:
    outage = an_outage(estimates=(at("14:45"),))
    change = Change(NoticeKind.UPDATE, at("14:40"))
    after = decide.apply(outage, change, by="carol", now=NOW, told=()).outage
    assert after.estimates == (at("14:45"),)


def test_a_holding_statement_is_not_something_to_say() -> None:
    change = Change(NoticeKind.HOLDING, at("15:00"))
    decision = decide.apply(an_outage(), change, by="onus", now=at("14:30"), told=())
    assert decision.fact.kind is FactKind.UPDATE_HELD
    assert (decision.outage.spoke_at, decision.outage.held) == (NOW, 1)
    assert decision.outage.next_update_at == decision.outage.awaited_at == at("15:00")


def test_after_the_last_holding_statement_nothing_is_promised_until_somebody_speaks() -> None:
    last = Change(NoticeKind.HOLDING, next_update_at=None)
    held = decide.apply(an_outage(held=1), last, by="onus", now=at("14:30"), told=()).outage
    assert (held.held, held.awaited_at) == (2, None)
    update = Change(NoticeKind.UPDATE, at("15:10"))
    spoken = decide.apply(held, update, by="carol", now=at("14:40"), told=()).outage
    assert (spoken.held, spoken.awaited_at) == (0, at("15:10"))


def test_resolved_is_the_end() -> None:
    change = Change(NoticeKind.RESOLVED, next_update_at=None)
    after = decide.apply(an_outage(), change, by="carol", now=at("14:20"), told=()).outage
    assert (after.status, after.ended_at, after.open) == (Status.RESOLVED, at("14:20"), False)
    assert decide.blocker(after) is None
    assert after.awaited_at is None
    with pytest.raises(OutageError, match="is over"):
        decide.apply(after, change, by="carol", now=NOW, told=())
    assert decide.blocker(an_outage()) is not None


def test_an_impact_is_one_of_three() -> None:
    assert decide.read_impact(" FULL ") is Impact.FULL
    with pytest.raises(OutageError, match="full, partial or degraded"):
        decide.read_impact("total")
