"""Obligations: the rules that ship, the clocks that people start, the reminders that follow."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain import obligation as decide
from domain.facts import FactKind
from domain.obligation import Obligation, ObligationError, Outcome
from domain.rulebook import built_in, read_rules
from tests.domain.made import NOW

RULES = built_in()


def an_obligation(rule: str = "gdpr-33-1", **given: Any) -> Obligation:  # noqa: ANN401  # any particular
    particulars: dict[str, Any] = {
        "workspace_id": "T1",
        "incident": 1,
        "number": 1,
        "counts_from": NOW,
        "by": "alice",
        "now": NOW,
    }
    return decide.start(RULES[rule], **{**particulars, **given}).obligation


def hours(count: float) -> datetime:
    return NOW + timedelta(hours=count)


@pytest.mark.parametrize(
    ("rule", "verified", "due"),
    [
        ("gdpr-33-1", True, "72 hours"),
        ("gdpr-33-2", True, "None"),
        ("uk-gdpr-33-1", False, "72 hours"),
        ("nis2-early-warning", False, "24 hours"),
        ("nis2-final", False, "1 month"),
        ("dora-initial", False, "4 hours"),
        ("sec-8-k", False, "4 business days"),
        ("hipaa-164-404", True, "60 days"),
        ("us-banking-36h", True, "36 hours"),
        ("soci-critical", True, "12 hours"),
        ("pdpa-singapore", False, "3 days"),
        ("cert-in", False, "6 hours"),
        ("provider-72h", True, "72 hours"),
    ],
)
def test_the_rules_that_ship_say_how_long_and_whether_they_were_verified(
    rule: str, *, verified: bool, due: str
) -> None:
    assert (RULES[rule].verified, str(RULES[rule].due)) == (verified, due)


def test_a_clock_runs_from_the_instant_that_was_stated_not_from_now() -> None:
    decision = decide.start(
        RULES["gdpr-33-1"],
        workspace_id="T1",
        incident=1,
        number=1,
        counts_from=hours(-11),
        by="bob",
        now=NOW,
    )
    assert decision.obligation.due_at == hours(61)
    assert decision.fact.happened_at == NOW
    assert decision.fact.data["counts_from"] == hours(-11).isoformat()


def test_reminders_come_at_half_at_80_per_cent_and_at_the_end() -> None:
    obligation = an_obligation()
    seen = []
    now, share = NOW, 0
    while coming := decide.next_reminder(obligation, now=now, after_share=share):
        now, share = coming.due_at, coming.share
        seen.append((share, now))
    assert seen == [(50, hours(36)), (80, hours(57.6)), (100, hours(72))]


def test_what_was_passed_over_is_not_made_up_for_but_the_end_is_always_said() -> None:
    late = an_obligation(counts_from=hours(-60))
    assert decide.next_reminder(late, now=NOW) == decide.Reminder(100, hours(12))
    over = an_obligation(counts_from=hours(-100))
    assert decide.next_reminder(over, now=NOW) == decide.Reminder(100, hours(-28))
    assert decide.next_reminder(over, now=NOW, after_share=100) is None


def test_a_duty_at_once_has_no_reminders_and_one_that_is_met_neither() -> None:
    assert decide.next_reminder(an_obligation("gdpr-33-2"), now=NOW) is None
    done = decide.meet(an_obligation(), by="bob", happened_at=NOW, reference="case 7").obligation
    assert decide.next_reminder(done, now=NOW) is None


@pytest.mark.parametrize(("after", "late"), [(71, 0), (72, 0), (74.5, 150)])
def test_meeting_it_says_by_whom_with_what_and_how_late(after: float, late: int) -> None:
    decision = decide.meet(an_obligation(), by="bob", happened_at=hours(after), reference="case 7")
    assert decision.obligation.outcome is Outcome.MET
    assert decision.fact.kind is FactKind.OBLIGATION_MET
    assert decision.fact.data["late_minutes"] == late
    assert (decision.fact.actor, decision.fact.data["reference"]) == ("bob", "case 7")


def test_it_is_settled_once_with_a_reference_and_not_before_it_began() -> None:
    with pytest.raises(ObligationError, match="what shows it"):
        decide.meet(an_obligation(), by="bob", happened_at=NOW, reference=" ")
    with pytest.raises(ObligationError, match="before its clock starts"):
        decide.meet(an_obligation(), by="bob", happened_at=hours(-1), reference="case 7")
    waived = decide.waive(an_obligation(), by="bob", now=NOW, reason="no personal data").obligation
    with pytest.raises(ObligationError, match="waived already, by <@bob>"):
        decide.meet(waived, by="bob", happened_at=NOW, reference="case 7")


def test_the_steps_of_a_regime_follow_each_other() -> None:
    along = [rule.id for rule in RULES.values() if rule.along_with == "nis2-early-warning"]
    assert along == ["nis2-notification"]
    follow = [rule.id for rule in decide.follow(RULES, an_obligation("nis2-notification"))]
    assert follow == ["nis2-final"]
    assert decide.follow(RULES, an_obligation("nis2-early-warning")) == []


OWN = """
[[rules]]
id = "contract-acme"
name = "Contract with Acme, notice"
whose = "provider"
to = "Acme"
trigger = "aware"
when = "we became aware"
due = "2 business days"
holidays = "DE"
source = "Contract 17, section 9"
verified = true
"""


def test_an_organisation_adds_its_own_rules_and_replaces_ours() -> None:
    book = read_rules(OWN, known=RULES)
    assert len(book) == len(RULES) + 1
    assert book["contract-acme"].holidays == "DE"
    ours = read_rules(OWN.replace("contract-acme", "gdpr-33-1"), known=RULES)
    assert len(ours) == len(RULES)
    assert ours["gdpr-33-1"].to == "Acme"


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ('due = "2 business days"', 'due = "soon"', "rules.0.due: 'soon' is no length"),
        ('holidays = "DE"', 'holidays = "XX"', "rules.0.holidays: 'XX' is no country"),
        ('"2 business days"', '"2 days"', "holidays count for business days only"),
        ("verified = true", 'zone = "Mars"', "'Mars' is no time zone"),
        ("verified = true", 'after = "gdpr-1"', "there is no rule 'gdpr-1'"),
        ("verified = true", "colour = 1", "rules.0.colour: Extra inputs"),
        ("[[rules]]", "[[rules]", "Expected"),
    ],
)
def test_a_file_that_cannot_work_is_refused_with_where_and_why(
    wrong: str, right: str, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        read_rules(OWN.replace(wrong, right), known=RULES)
