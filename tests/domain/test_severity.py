"""A severity is proposed from three ratings, and decided by a person."""

import pytest

from domain import assess
from domain.incident import BadValueError, Verdict
from domain.severity import (
    Functional,
    Information,
    NoSuchRatingError,
    Rating,
    Recoverability,
    Severity,
    read_rating,
    read_severity,
)
from tests.domain.made import NOW, an_incident


def rating(functional: str, recoverability: str, information: str) -> Rating:
    return Rating(
        Functional(functional),
        Recoverability(recoverability),
        Information(information),
        "alice",
        NOW,
    )


@pytest.mark.parametrize(
    ("rated", "severity"),
    [
        (rating("none", "regular", "none"), Severity.SEV4),
        (rating("low", "regular", "none"), Severity.SEV3),
        (rating("medium", "supplemented", "none"), Severity.SEV2),
        (rating("low", "not recoverable", "none"), Severity.SEV1),
        (rating("none", "regular", "proprietary"), Severity.SEV2),
        (rating("none", "regular", "integrity"), Severity.SEV2),
        (rating("none", "regular", "privacy"), Severity.SEV1),
        (rating("high", "regular", "none"), Severity.SEV1),
    ],
)
def test_the_worst_of_the_three_is_proposed_and_risk_to_customers_data_is_the_worst(
    rated: Rating, severity: Severity
) -> None:
    assert rated.severity is severity


def test_what_was_proposed_and_what_was_decided_are_both_on_record() -> None:
    rated = assess.rate(an_incident(), rating("low", "regular", "none"))
    assert rated.facts[0].data["proposed"] == Severity.SEV3
    assert rated.incident.severity is Severity.SEV2
    decided = assess.set_severity(
        rated.incident, Severity.SEV2, by="bob", now=NOW, reason="one host"
    )
    assert decided.incident.severity_by == "bob"
    assert decided.facts[0].data == {"before": 2, "after": 2, "proposed": 3, "reason": "one host"}
    with pytest.raises(BadValueError, match="SEV2 major already"):
        assess.set_severity(decided.incident, Severity.SEV2, by="bob", now=NOW, reason="")


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("1", 1), ("SEV2", 2), ("minor", 3), (" Low ", 4), ("critical", 1), ("sev4", 4)],
)
def test_a_severity_is_read_by_number_and_by_word(typed: str, severity: int) -> None:
    assert read_severity(typed) == severity


@pytest.mark.parametrize("typed", ["", "0", "5", "sev", "high", "१", "1.0"])
def test_what_is_no_severity_names_those_there_are(typed: str) -> None:
    with pytest.raises(NoSuchRatingError, match="SEV1 critical, SEV2 major"):
        read_severity(typed)


def test_a_rating_is_read_by_its_words_and_a_wrong_one_names_those_there_are() -> None:
    assert read_rating("Not-Recoverable", Recoverability) is Recoverability.NONE
    with pytest.raises(NoSuchRatingError, match="Which information rating") as refused:
        read_rating("", Information)
    assert refused.value.field == "information"


def test_a_verdict_changes_in_any_phase_but_a_false_positive_goes_by_advance() -> None:
    incident = an_incident(verdict=Verdict.SECURITY_INCIDENT)
    decision = assess.set_verdict(
        incident, Verdict.PRIVACY_BREACH, by="bob", now=NOW, reason="mail was read"
    )
    assert decision.incident.verdict is Verdict.PRIVACY_BREACH
    assert decision.facts[0].data["before"] == "security incident"
    for again, why in ((Verdict.SECURITY_INCIDENT, "already"), (Verdict.FALSE_POSITIVE, "closes")):
        with pytest.raises(BadValueError, match=why):
            assess.set_verdict(incident, again, by="bob", now=NOW, reason="")
