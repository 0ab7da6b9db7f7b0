"""Every cell of the shipped matrices says what its source says."""

import re
from pathlib import Path

import pytest

from domain.catalog import Catalog, builtin_catalog
from domain.matrix import Layer, Matrix, Model, Party, Provider, Row
from tests.domain.whoowns.expected import FOUR, LETTERS, OPERATING_SYSTEM, TABLES, THREE

_FACTS = Path(__file__).parents[4] / "shared" / "facts" / "responsibility.md"

needs_facts = pytest.mark.skipif(
    not _FACTS.exists(), reason="the facts file lies outside of the repository"
)


def _rows(matrix: Matrix) -> dict[str, Row]:
    rows = [*matrix.layers.values(), *matrix.rows.values()]
    if matrix.everything_else:
        rows.append(matrix.everything_else)
    return {row.title: row for row in rows}


def _parties(row: Row, models: tuple[str, ...]) -> list[str]:
    cells = [row.cell(Model(model)) for model in models]
    return [cell.party.value if cell else "-" for cell in cells]


def _spelled(letters: str) -> list[str]:
    return [LETTERS.get(letter, letter) for letter in letters.split()]


@pytest.mark.parametrize("name", TABLES)
def test_a_matrix_has_exactly_the_rows_and_cells_of_its_source(name: str) -> None:
    models, table = TABLES[name]
    rows = _rows(builtin_catalog().matrices[name])
    assert {title: _parties(row, models) for title, row in rows.items()} == {
        title: _spelled(letters) for title, letters in table.items()
    }


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


def _section(text: str, start: str) -> str:
    return re.split(r"\n##", text[text.index(start) :], maxsplit=1)[0]


def _markdown_table(section: str) -> dict[str, list[str]]:
    """Read a table as the markdown has it, without any code of the program."""
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in lines[2:]}


@needs_facts
@pytest.mark.parametrize(
    ("name", "heading"),
    [("azure-2017", "### B."), ("azure-2019", "### C."), ("azure-2026", "### D.")],
)
def test_a_table_of_the_facts_is_shipped_unchanged(name: str, heading: str) -> None:
    facts = _markdown_table(_section(_FACTS.read_text(encoding="utf-8"), heading))
    rows = _rows(builtin_catalog().matrices[name])
    assert facts
    for title, letters in facts.items():
        assert _parties(rows[title], FOUR) == [LETTERS[letter] for letter in letters], title


@needs_facts
@pytest.mark.parametrize(("name", "heading"), [("azure-ai", "### E."), ("gcp", "## Google Cloud")])
def test_a_list_of_the_facts_is_shipped_unchanged(name: str, heading: str) -> None:
    section = _section(_FACTS.read_text(encoding="utf-8"), heading).replace("\n", " ")
    section = re.sub(r"\([^)]*\)", "", section).replace("†", "")
    found = re.findall(r"([A-Z][\w ,&+-]*?)((?: (?:C|S|P|MD)){3})\s*(?=·|\.)", section)
    rows = _rows(builtin_catalog().matrices[name])
    assert {title.strip() for title, _ in found} == set(rows)
    for title, letters in found:
        assert _parties(rows[title.strip()], THREE) == _spelled(letters), title


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
