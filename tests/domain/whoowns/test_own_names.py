"""An organisation's names are understood as the shipped ones are; unfit ones are told by path."""

import pytest

from domain.catalog import Alias, Catalog, builtin_catalog
from domain.matrix import Layer, Matrix, Model, Provider
from domain.matrix_file import MatrixFileError
from domain.own_matrix import read_matrix
from domain.question.resolution import Outcome
from domain.question.resolve import resolve
from tests.docs.pages import page

NAMES = page("docs/matrix.md").examples_in_toml[1]


def _read(text: str) -> Matrix:
    return read_matrix(text, "toml")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return builtin_catalog().overlaid([_read(NAMES)])


@pytest.mark.parametrize(
    ("question", "layer", "model", "service"),
    [
        ("who owns the warp core in iaas?", "hypervisor", "iaas", None),
        ("Warp CORES on our clusters", "hypervisor", "managed-kubernetes", "aks"),
        ("warp corre vm", "hypervisor", "iaas", "vm"),
        ("who patches the OS in the vault", "operating-system", "paas", "acme-vault"),
        ("virt layer, rented software", "hypervisor", "saas", None),
    ],
)
def test_an_own_name_is_understood_like_a_shipped_one(
    catalog: Catalog, question: str, layer: str, model: str, service: str | None
) -> None:
    found = resolve(question, catalog)
    assert found.outcome is Outcome.ANSWER
    assert (found.layer, found.model, found.service) == (layer, model, service)
    assert resolve(question, builtin_catalog()) != found


def test_a_product_answers_from_its_own_cells_else_from_its_model(catalog: Catalog) -> None:
    own = catalog.answer(layer=Layer.DATA, service="acme-vault")
    assert (own.matrix, own.service_title) == ("acme-names", "Acme Vault")
    rest = catalog.answer(layer=Layer.OPERATING_SYSTEM, service="acme-vault")
    assert rest.party == catalog.answer(layer=Layer.OPERATING_SYSTEM, model=Model.PAAS).party


def test_an_own_name_goes_before_a_shipped_one_of_the_same_words() -> None:
    catalog = builtin_catalog().overlaid([], [Alias("guest OS", "hypervisor")])
    assert resolve("guest os iaas", catalog).layer is Layer.HYPERVISOR
    assert resolve("operating system iaas", catalog).layer is Layer.OPERATING_SYSTEM


def test_a_name_for_what_is_no_longer_there_means_nothing() -> None:
    catalog = builtin_catalog().overlaid([], [Alias("zorblax", "gone")])
    assert resolve("data zorblax", catalog).service is None


def test_what_resembles_an_own_name_is_offered_it(catalog: Catalog) -> None:
    assert "acme-vault" in resolve("kkeeperrr", catalog).nearest


def test_contacts_are_told_nearest_first_for_their_provider_alone(catalog: Catalog) -> None:
    on_aks = catalog.answer(layer=Layer.HYPERVISOR, service="aks")
    assert catalog.whom_to_contact(on_aks) == (
        ("Azure Kubernetes Service (AKS)", "Platform team"),
        ("hypervisor", "Virtualisation team, #virt"),
    )
    on_iaas = catalog.answer(layer=Layer.DATA, model=Model.IAAS)
    assert catalog.whom_to_contact(on_iaas) == (("IaaS", "Cloud desk"),)
    elsewhere = catalog.answer(layer=Layer.HYPERVISOR, model=Model.IAAS, provider=Provider.AWS)
    assert catalog.whom_to_contact(elsewhere) == ()


@pytest.mark.parametrize(
    ("old", "new", "path", "cure"),
    [
        ("aks = [", "asks = [", "aliases.asks", "write aks, or another of"),
        ('iaas = "Cloud', 'moon = "Cloud', "contacts.moon", "there are: data,"),
        ('"vault"', '"warp cores"', "products.acme-vault.names", "stands under aliases"),
        ('"virt layer"', '"virt layer", "Virt Layer"', "aliases.hypervisor", "already; keep one"),
        ('"our clusters"', '"who"', "aliases.aks", "too common a word"),
        ('"our clusters"', '"of the"', "aliases.aks", "too common a word"),
        ('"our clusters"', '"a, b"', "aliases.aks", "without punctuation"),
        ('"our clusters"', '"a; b"', "aliases.aks.0", "semicolon"),
        ('"our clusters"', '"???"', "aliases.aks", "is no name"),
        ('"our clusters"', '"one two three four five six seven eight nine"', "aliases.aks", "8"),
        ('["our clusters"]', "7", "aliases.aks", "should be a table, or a text"),
        ('["our clusters"]', "[]", "aliases.aks", "is empty"),
        ('"Platform team"', "7", "contacts.aks", "text in quotes"),
        ('"paas"', '"pass"', "products.acme-vault.model", "one of: on-prem, iaas"),
        ("[products.acme-vault]", "[products.aks]", "products.aks", "choose another"),
        ('title = "Acme Vault"\n', "", "products.acme-vault.title", "is missing"),
    ],
)
def test_an_unfit_name_is_told_by_its_path_with_its_cure(
    old: str, new: str, path: str, cure: str
) -> None:
    with pytest.raises(MatrixFileError) as caught:
        _read(NAMES.replace(old, new))
    faults = {fault.path: fault.message for fault in caught.value.faults}
    assert cure in faults[path], faults
