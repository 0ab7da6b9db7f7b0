"""The catalog answers from the right source and says how it came to its answer."""

import pytest

from domain.catalog import builtin_catalog
from domain.matrix import BASIC_MODELS, Layer, Model, Party, Provider

CATALOG = builtin_catalog()


def test_the_active_matrix_of_azure_is_the_table_of_2026() -> None:
    assert CATALOG.active(Provider.AZURE).id == "azure-2026"


def test_a_cell_of_the_active_table_needs_no_note() -> None:
    answer = CATALOG.answer(layer=Layer.OPERATING_SYSTEM, model=Model.PAAS)
    assert (answer.party, answer.matrix, answer.version) == (Party.PROVIDER, "azure-2026", 1)
    assert answer.verified
    assert answer.notes == ()


def test_the_hypervisor_is_answered_from_prose_and_says_so() -> None:
    answer = CATALOG.answer(layer=Layer.HYPERVISOR, model=Model.IAAS)
    assert answer.party is Party.PROVIDER
    assert answer.notes == (
        "The table has no row for the hypervisor; answered from the page's prose.",
    )
    assert answer.citation


def test_identity_infrastructure_is_answered_from_the_diagram_and_says_so() -> None:
    answer = CATALOG.answer(layer=Layer.IDENTITY_INFRASTRUCTURE, model=Model.PAAS)
    assert (answer.party, answer.matrix) == (Party.SHARED, "azure-2019")
    assert "another edition (2019 to 2025)" in answer.notes[0]


def test_a_service_without_a_cell_is_answered_from_its_nearest_model_and_says_so() -> None:
    answer = CATALOG.answer(layer=Layer.PHYSICAL_HOSTS, service="aks")
    assert answer.party is Party.PROVIDER
    assert "answered from the nearest model, IaaS" in answer.notes[0]


def test_a_service_of_a_plain_model_needs_no_note() -> None:
    answer = CATALOG.answer(layer=Layer.PHYSICAL_HOSTS, service="vm")
    assert answer.notes == ()


def test_a_service_decides_model_and_provider() -> None:
    answer = CATALOG.answer(layer=Layer.DATA, service="lambda", provider=Provider.AZURE)
    assert (answer.model, answer.provider) == (Model.SERVERLESS, Provider.AWS)


def test_what_a_provider_does_not_state_is_borrowed_openly_and_never_verified() -> None:
    answer = CATALOG.answer(layer=Layer.DATACENTER, service="gke")
    assert answer.source is not None
    assert answer.source.title.startswith("Microsoft")
    assert not answer.verified
    assert any(note.startswith("Google's source does not state this") for note in answer.notes)


def test_the_catch_all_of_the_article_covers_what_it_does_not_name() -> None:
    row = CATALOG.matrices["azure-2016"].row(Layer.HYPERVISOR)
    assert row is not None
    cell = row.cell(Model.IAAS)
    assert cell is not None
    assert cell.party is Party.PROVIDER


def test_where_lambda_depends_on_a_choice_both_duties_are_told() -> None:
    answer = CATALOG.answer(layer=Layer.RUNTIME, service="lambda")
    assert answer.party is Party.DEPENDS
    assert "Manual" in (answer.customer_duty or "")
    assert "Auto" in (answer.provider_duty or "")


def test_an_answer_needs_a_model_or_a_service() -> None:
    with pytest.raises(ValueError, match="needs a model or a service"):
        CATALOG.answer(layer=Layer.DATA)


def test_a_service_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError):
        CATALOG.answer(layer=Layer.DATA, service="cosmos-db")


@pytest.mark.parametrize("provider", Provider)
def test_rows_columns_and_the_table_agree_cell_by_cell(provider: Provider) -> None:
    table = CATALOG.table(provider)
    assert [row[0].layer for row in table] == list(Layer)
    for at, model in enumerate(BASIC_MODELS):
        assert tuple(row[at] for row in table) == CATALOG.column(model=model, provider=provider)


def test_every_cell_of_every_service_has_an_answer_with_its_source() -> None:
    for service in CATALOG.services:
        for answer in CATALOG.column(service=service):
            assert answer.party, answer
            assert answer.source, answer
            assert answer.customer_duty, answer
            assert answer.provider_duty, answer


def test_the_views_of_a_cell_are_those_of_all_sources_the_active_one_first() -> None:
    catalog = builtin_catalog()
    answer = catalog.answer(layer=Layer.OPERATING_SYSTEM, model=Model.PAAS)
    views = catalog.views(answer)
    assert [view.party for view in views] == [Party.PROVIDER, Party.PROVIDER, Party.CUSTOMER]
    assert views[0].source == answer.source
    assert tuple(view for view in views if view.party is not answer.party) == answer.differing


def test_a_services_own_cell_is_viewed_with_its_like_and_what_nobody_states_has_no_view() -> None:
    catalog = builtin_catalog()
    own = catalog.views(catalog.answer(layer=Layer.OPERATING_SYSTEM, service="aks"))
    assert [view.source.title for view in own] == [
        "Microsoft Learn, Support policies for Azure Kubernetes Service"
    ]
    assert catalog.views(catalog.answer(layer=Layer.DEVICES, service="ec2")) == ()
