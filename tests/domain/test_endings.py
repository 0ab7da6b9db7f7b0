"""Cancelled, merged, reopened: what ends an incident early, and what begins it again."""

import pytest

from domain import endings
from domain.endings import NoSuchEndError
from domain.facts import FactKind
from domain.incident import ClosedError, Ending, Phase, Verdict
from tests.domain.made import NOW, an_incident

DIAGNOSED = an_incident(phase=Phase.DIAGNOSE, verdict=Verdict.PRIVACY_BREACH)
OTHER = an_incident(number=4)


def test_a_cancelled_incident_keeps_its_phase_and_needs_a_reason() -> None:
    decision = endings.cancel(DIAGNOSED, by="bob", now=NOW, reason="opened twice")
    assert (decision.incident.phase, decision.incident.ending) == (
        Phase.DIAGNOSE,
        Ending.CANCELLED,
    )
    assert not decision.incident.open
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(NoSuchEndError, match="needs a reason of at most 500"):
            endings.cancel(DIAGNOSED, by="bob", now=NOW, reason=reason)
    with pytest.raises(ClosedError):
        endings.cancel(decision.incident, by="bob", now=NOW, reason="again")


def test_merging_is_told_in_both_and_never_between_a_restricted_and_an_open_one() -> None:
    decision = endings.merge(DIAGNOSED, OTHER, by="bob", now=NOW, reason="")
    assert decision.incident.merged_into == 4
    assert [(fact.kind, fact.incident) for fact in decision.facts] == [
        (FactKind.MERGED, 1),
        (FactKind.ABSORBED, 4),
    ]
    with pytest.raises(NoSuchEndError, match="into itself"):
        endings.merge(DIAGNOSED, DIAGNOSED, by="bob", now=NOW, reason="")
    for pair in ((DIAGNOSED, an_incident(number=4, restricted=True)),):
        for one, other in (pair, pair[::-1]):
            with pytest.raises(NoSuchEndError, match="One of the two is restricted"):
                endings.merge(one, other, by="bob", now=NOW, reason="")
    with pytest.raises(ClosedError):
        endings.merge(DIAGNOSED, an_incident(number=4, closed_at=NOW), by="b", now=NOW, reason="")


@pytest.mark.parametrize(
    ("known", "phase", "verdict"),
    [
        ({"verdict": Verdict.PRIVACY_BREACH}, Phase.DIAGNOSE, Verdict.PRIVACY_BREACH),
        ({"verdict": Verdict.FALSE_POSITIVE}, Phase.ASSESS, None),
        ({"ending": Ending.CANCELLED}, Phase.ASSESS, None),
    ],
)
def test_what_relapses_is_diagnosed_and_what_was_doubted_is_assessed_again(
    known: dict[str, object], phase: Phase, verdict: Verdict | None
) -> None:
    closed = an_incident(phase=Phase.CLOSE, closed_at=NOW, **known)
    after = endings.reopen(closed, by="bob", now=NOW, reason="it is back").incident
    assert (after.open, after.phase, after.verdict, after.ending) == (True, phase, verdict, None)
    with pytest.raises(NoSuchEndError, match="is open"):
        endings.reopen(after, by="bob", now=NOW, reason="again")


def test_what_was_merged_is_not_reopened() -> None:
    merged = endings.merge(DIAGNOSED, OTHER, by="bob", now=NOW, reason="").incident
    with pytest.raises(NoSuchEndError, match="was merged into INC-4: work goes on there"):
        endings.reopen(merged, by="bob", now=NOW, reason="x")
