"""An organisation's matrix is numbered by Onus, and answers first where it says anything."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.catalog import builtin_catalog
from domain.matrix import Layer, Matrix, Model, Party, Product, Provider
from domain.matrix_file import load_matrix
from domain.own_matrix import (
    NoSuchMatrixError,
    OtherProviderError,
    Version,
    find_version,
    known_versions,
    numbered,
    read_matrix,
)
from tests.docs.pages import page
from tests.domain.whoowns.test_matrix_file import GOOD

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
ACME = load_matrix(GOOD)


def _known(*matrices: Matrix) -> list[Version]:
    return known_versions(Version(matrix, "cli", NOW) for matrix in matrices)


def test_the_number_in_a_file_is_kept_where_it_is_the_highest_else_the_next_is_given() -> None:
    changed = load_matrix(GOOD.replace("Store it.", "Keep it."))
    assert numbered(ACME, _known()) == ACME
    given = numbered(changed, _known(ACME))
    assert isinstance(given, Matrix)
    assert given.version == 4


def test_what_says_the_same_under_another_number_is_not_kept_twice() -> None:
    again = ACME.model_copy(update={"version": 9})
    assert numbered(again, _known(ACME)) == Version(ACME, "cli", NOW)


def test_an_id_stays_with_its_provider() -> None:
    other = load_matrix(GOOD.replace('"azure"', '"gcp"').partition("[services")[0])
    with pytest.raises(OtherProviderError, match="is a matrix for azure"):
        numbered(other, _known(ACME))


def test_the_id_of_a_product_stays_with_its_provider() -> None:
    product = {"vault": Product(title="Vault", model=Model.PAAS, names=("vault",))}
    ours = ACME.model_copy(update={"products": product})
    theirs = ours.model_copy(update={"id": "acme-aws", "provider": Provider.AWS})
    with pytest.raises(OtherProviderError, match=r"in acme-2026@3\..*such as vault-aws"):
        numbered(theirs, _known(ours))
    renamed = theirs.model_copy(update={"products": {"vault-aws": product["vault"]}})
    assert numbered(renamed, _known(ours)) == renamed
    again = ours.model_copy(update={"id": "acme-2027"})
    assert numbered(again, _known(ours)) == again


def test_a_version_is_found_by_its_number_or_is_the_latest() -> None:
    second = ACME.model_copy(update={"version": 12})
    known = _known(second, ACME)
    assert find_version(known, "acme-2026").matrix.version == 12
    assert find_version(known, "acme-2026", 3).matrix == ACME
    with pytest.raises(NoSuchMatrixError, match="There are: 3, 12"):
        find_version(known, "acme-2026", 4)
    with pytest.raises(NoSuchMatrixError, match="azure-2026"):
        find_version(known, "acme")


def test_an_own_matrix_answers_first_and_what_ships_where_it_is_silent() -> None:
    catalog = builtin_catalog().overlaid([ACME])
    own = catalog.answer(layer=Layer.DATA, model=Model.PAAS)
    assert (own.party, own.matrix, own.version) == (Party.SHARED, "acme-2026", 3)
    assert own.notes == ()
    assert own.differing
    silent = catalog.answer(layer=Layer.HYPERVISOR, model=Model.IAAS)
    assert silent.matrix == "azure-2026"
    assert "The active source (spring 2026) has no row for this" in silent.notes[0]


@pytest.mark.parametrize(
    ("layer", "place", "party", "verified", "said"),
    [
        (Layer.DATA, {"model": Model.SAAS}, Party.CUSTOMER, True, "Classify the information and"),
        (Layer.OPERATING_SYSTEM, {"model": Model.PAAS}, Party.SHARED, False, "maintenance window"),
        (Layer.OPERATING_SYSTEM, {"service": "aks"}, Party.SHARED, True, "upgrade of the nodes"),
        (Layer.HYPERVISOR, {"model": Model.IAAS}, Party.PROVIDER, True, "Nothing on this layer"),
    ],
)
def test_the_worked_example_of_the_documentation_answers_as_it_says(
    layer: Layer, place: dict[str, Any], party: Party, said: str, *, verified: bool
) -> None:
    example = read_matrix(page("docs/matrix.md").examples_in_toml[0], "toml")
    answer = builtin_catalog().overlaid([example]).answer(layer=layer, **place)
    assert (answer.matrix, answer.party, answer.verified) == ("acme-2026", party, verified)
    assert said in (answer.customer_duty or "")


def test_another_provider_borrows_from_what_is_published_not_from_an_own_matrix() -> None:
    own = load_matrix(GOOD.replace("layers.data", "layers.datacenter"))
    plain, overlaid = builtin_catalog(), builtin_catalog().overlaid([own])
    before, after = (one.answer(layer=Layer.DATACENTER, service="gke") for one in (plain, overlaid))
    assert after == before


def test_an_own_version_of_what_ships_takes_its_place_and_leaves_the_rest() -> None:
    own = load_matrix(GOOD.replace("acme-2026", "azure-2026"))
    catalog = builtin_catalog().overlaid([own])
    assert catalog.active(Provider.AZURE) == own
    assert catalog.sources(Provider.AZURE)[1:] == builtin_catalog().sources(Provider.AZURE)[1:]
    assert catalog.active(Provider.AWS) == builtin_catalog().active(Provider.AWS)
