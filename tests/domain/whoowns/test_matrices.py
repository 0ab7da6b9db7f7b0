"""Every cell of the shipped matrices says what its source says; the files are read as they stand.

That the expectations are what the facts say is proven in test_facts.py.
"""

import pytest

from domain.catalog import Catalog, builtin_catalog
from domain.matrix import Layer, Model, Party, Provider
from tests.domain.whoowns import shipped
from tests.domain.whoowns.expected import LETTERS, OPERATING_SYSTEM, SERVICE_CELLS, TABLES

SHIPPED = shipped.matrices()


def test_every_cell_by_model_of_every_file_is_the_expected_one() -> None:
    expected = {
        name: {title: _spelled(letters, models) for title, letters in table.items()}
        for name, (models, table) in TABLES.items()
    }
    said = {name: shipped.rows(matrix) for name, matrix in SHIPPED.items()}
    assert {name: rows for name, rows in said.items() if rows} == expected


def test_every_cell_of_a_service_of_every_file_is_the_expected_one() -> None:
    expected = {
        name: {
            service: {layer: LETTERS[letter] for layer, (letter, _) in cells.items()}
            for service, cells in services.items()
        }
        for name, services in SERVICE_CELLS.items()
    }
    said = {name: shipped.service_cells(matrix) for name, matrix in SHIPPED.items()}
    assert {name: cells for name, cells in said.items() if cells} == expected


def _spelled(letters: str, models: tuple[str, ...]) -> dict[str, str]:
    cells = zip(models, letters.split(), strict=True)
    return {model: LETTERS[letter] for model, letter in cells if letter != "-"}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_loaded_of_a_file_is_what_stands_in_it(name: str) -> None:
    loaded = builtin_catalog().matrices[name]
    entries = [*loaded.layers.values(), *loaded.rows.values()]
    everything = [*entries, *filter(None, [loaded.everything_else])]
    assert {
        row.title: {model: cell.party for model in Model if (cell := row.cell(model))}
        for row in everything
    } == shipped.rows(SHIPPED[name])
    assert {
        service: {layer: cell.party for layer, cell in cells.items()}
        for service, cells in loaded.services.items()
    } == shipped.service_cells(SHIPPED[name])


@pytest.mark.parametrize("service", OPERATING_SYSTEM)
def test_the_operating_system_of_a_service_belongs_to_whom_the_facts_say(service: str) -> None:
    answer = builtin_catalog().answer(layer=Layer.OPERATING_SYSTEM, service=service)
    assert answer.party == LETTERS[OPERATING_SYSTEM[service]]


def test_every_listed_service_is_in_the_expectations() -> None:
    assert set(builtin_catalog().services) == set(OPERATING_SYSTEM)


def test_what_was_not_checked_against_the_publisher_is_marked() -> None:
    catalog = builtin_catalog()
    unverified = {matrix.id for matrix in catalog.matrices.values() if not matrix.verified}
    assert unverified == {"azure-2017", "gcp"}
    ai = catalog.matrices["azure-ai"]
    assert sum(not row.verified for row in ai.rows.values()) == 8
    eks = catalog.answer(layer=Layer.OPERATING_SYSTEM, service="eks")
    assert not eks.verified
    assert "Not verified against the publisher's own text." in eks.notes


def test_every_matrix_is_listed_by_its_provider() -> None:
    catalog = builtin_catalog()
    listed = {
        name: provider for provider in Provider for name in catalog.providers[provider].matrices
    }
    assert listed == {matrix.id: matrix.provider for matrix in catalog.matrices.values()}


def test_where_a_source_contradicts_itself_both_sentences_are_told() -> None:
    notes = builtin_catalog().answer(layer=Layer.OPERATING_SYSTEM, service="aks").notes
    assert any("automatically" in note and "by default they are not" in note for note in notes)


def _conflict(layer: Layer, model: Model) -> tuple[Party | None, dict[str, str]]:
    catalog: Catalog = builtin_catalog()
    answer = catalog.answer(layer=layer, model=model)
    return answer.party, {other.source.edition: other.party for other in answer.differing}


@pytest.mark.parametrize(
    ("layer", "model", "party", "differing"),
    [
        (Layer.OPERATING_SYSTEM, Model.PAAS, "provider", {"customer"}),
        (Layer.APPLICATIONS, Model.PAAS, "shared", {"customer"}),
        (Layer.NETWORK_CONTROLS, Model.IAAS, "customer", {"shared"}),
        (Layer.NETWORK_CONTROLS, Model.PAAS, "shared", {"provider"}),
        (Layer.DEVICES, Model.SAAS, "shared", {"customer"}),
        (Layer.APPLICATIONS, Model.SAAS, "shared", {"provider"}),
    ],
)
def test_the_known_conflicts_between_sources_are_shown(
    layer: Layer, model: Model, party: str, differing: set[str]
) -> None:
    answered, others = _conflict(layer, model)
    assert answered == party
    assert set(others.values()) == differing
