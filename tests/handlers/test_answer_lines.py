"""A button's line asks for exactly the cell that it stands under."""

import pytest

from domain.as_of import read_dated
from domain.catalog import Answer, builtin_catalog
from domain.matrix import BASIC_MODELS, Layer, Provider
from handlers.whoowns.look_up import read
from handlers.whoowns.words import cell_line

CATALOG = builtin_catalog()


@pytest.mark.parametrize("layer", Layer)
def test_every_cell_is_found_again_by_its_line(layer: Layer) -> None:
    by_model = [
        CATALOG.answer(layer=layer, model=model, provider=provider)
        for provider in Provider
        for model in BASIC_MODELS
    ]
    by_service = [CATALOG.answer(layer=layer, service=name) for name in CATALOG.services]
    for answer in (*by_model, *by_service):
        found = read(read_dated(cell_line(answer, "as of 2026-03-01")), CATALOG).cell
        assert found is not None, cell_line(answer)
        assert _same(found, answer), cell_line(answer)


def _same(found: Answer, answer: Answer) -> bool:
    return (found.layer, found.service, found.provider, found.party) == (
        answer.layer,
        answer.service,
        answer.provider,
        answer.party,
    )
