"""What is affected, and whose that is: proposed by a matrix, confirmed by a person, kept."""

from dataclasses import replace

import pytest

from domain import scope
from domain.determination import Determination, seen_as
from domain.facts import FactKind
from domain.incident import BadValueError, Incident
from domain.scope import Affected
from tests.domain.made import NOW, an_incident


def found(layer: str, party: str) -> Determination:
    return Determination(layer, "iaas", party, "azure-2026", 1, "S", "alice", NOW)


HYPERVISOR = found("hypervisor", "provider")
SYSTEM = found("operating-system", "customer")


@pytest.fixture
def split() -> Incident:
    """One layer of the provider's, one of the customer's."""
    return scope.determine(an_incident(), (HYPERVISOR, SYSTEM)).incident


def test_an_attack_across_layers_has_a_determination_for_each(split: Incident) -> None:
    assert split.layers == ("hypervisor", "operating-system")
    assert [one.party for one in split.responsibility] == ["provider", "customer"]


def test_a_layer_determined_anew_keeps_what_was_said_of_it_before(split: Incident) -> None:
    decision = scope.determine(split, (found("hypervisor", "shared"),))
    assert [one.party for one in decision.incident.responsibility] == ["customer", "shared"]
    assert len(decision.incident.determinations) == 3
    assert decision.facts[0].data["before"] == "provider"


def test_a_layer_that_is_no_longer_affected_has_no_owner(split: Incident) -> None:
    decision = scope.set_affected(
        split, Affected(layers=("hypervisor",), regions=("west",)), by="bob", now=NOW
    )
    assert decision.incident.responsibility == (HYPERVISOR,)
    assert decision.incident.determinations[1] == replace(SYSTEM, superseded_at=NOW)
    assert decision.facts[0].data == {"layers": ["hypervisor"], "services": [], "regions": ["west"]}
    with pytest.raises(BadValueError, match="changes nothing"):
        scope.set_affected(decision.incident, Affected(regions=("west",)), by="bob", now=NOW)


def test_a_person_confirms_exactly_what_they_saw_and_only_once(split: Incident) -> None:
    with pytest.raises(BadValueError, match="determined anew since you saw it"):
        scope.confirm(split, by="bob", now=NOW, seen=seen_as((HYPERVISOR,)))
    decision = scope.confirm(split, by="bob", now=NOW, seen=seen_as(split.responsibility))
    assert {one.confirmed_by for one in decision.incident.responsibility} == {"bob"}
    assert decision.facts[0].kind is FactKind.DETERMINATION_CONFIRMED
    with pytest.raises(BadValueError, match="<@bob> has confirmed that already"):
        scope.confirm(decision.incident, by="carol", now=NOW)
    with pytest.raises(BadValueError, match="nobody has determined"):
        scope.confirm(an_incident(), by="bob", now=NOW)


def test_what_is_determined_anew_is_to_be_confirmed_anew(split: Incident) -> None:
    confirmed = scope.confirm(split, by="bob", now=NOW).incident
    again = scope.determine(confirmed, (found("hypervisor", "shared"),)).incident
    assert [one.confirmed_by for one in again.responsibility] == ["bob", None]


def test_nothing_is_handed_over_before_somebody_confirmed_that_it_is_theirs(
    split: Incident,
) -> None:
    with pytest.raises(BadValueError, match="Nobody has confirmed yet"):
        scope.refer(split, to="customer", tracking="", by="bob", now=NOW)
    confirmed = scope.confirm(split, by="bob", now=NOW).incident
    decision = scope.refer(confirmed, to="customer", tracking="T-9", by="bob", now=NOW)
    assert decision.incident.tracking == "T-9"
    assert decision.facts[0].data == {"to": "customer", "tracking": "T-9"}
    ours = scope.determine(an_incident(), (HYPERVISOR,)).incident
    with pytest.raises(BadValueError, match="Nothing of INC-1 is determined to be the customer's"):
        scope.refer(ours, to="customer", tracking="", by="bob", now=NOW)
