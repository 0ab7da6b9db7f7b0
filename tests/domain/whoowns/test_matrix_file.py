"""A matrix file is read whole, or refused with every fault and its place."""

import pytest

from domain.matrix import Layer, Model, Party
from domain.matrix_file import MatrixFileError, load_matrix

GOOD = """
id = "acme-2026"
provider = "azure"
version = 3

[source]
title = "Acme platform handbook"
edition = "spring 2026"
address = "https://handbook.acme.example/cloud"
date = 2026-03-01

[layers.data]
title = "Data"
work = "Look after the data."
iaas = "customer"
paas = { party = "shared", customer = "Classify it.", provider = "Store it." }

[services.aks]
operating-system = "provider"
"""


def _faults(text: str) -> dict[str, str]:
    with pytest.raises(MatrixFileError) as caught:
        load_matrix(text)
    return {fault.path: fault.message for fault in caught.value.faults}


def test_a_cell_is_its_party_or_a_table_of_details() -> None:
    row = load_matrix(GOOD).layers[Layer.DATA]
    short, long = row.cell(Model.IAAS), row.cell(Model.PAAS)
    assert short is not None
    assert long is not None
    assert short.party is Party.CUSTOMER
    assert (long.party, long.customer) == (Party.SHARED, "Classify it.")
    assert row.cell(Model.SAAS) is None


def test_all_faults_are_told_at_once_by_their_path() -> None:
    text = (
        GOOD.replace('iaas = "customer"', 'iaas = "nobody"\nfaas = "customer"')
        .replace('work = "Look after the data."', "")
        .replace("version = 3", "version = 0")
    )
    faults = _faults(text)
    assert set(faults) == {"version", "layers.data.work", "layers.data.iaas", "layers.data.faas"}
    assert "'customer'" in faults["layers.data.iaas"]
    assert "add it" in faults["layers.data.work"]


def test_a_layer_that_does_not_exist_is_told_with_those_that_do() -> None:
    faults = _faults(GOOD.replace("[layers.data]", "[layers.dta]"))
    assert "'data'" in faults["layers.dta"]


def test_broken_toml_is_told_by_its_line() -> None:
    assert "Invalid value" in _faults('id = "x"\n\nversion = = 2')["line 3"]
    assert "is not closed" in _faults('id = "x"\nversion = "2')["line 2"]


def test_an_empty_matrix_is_refused() -> None:
    text = GOOD[: GOOD.index("[layers.data]")]
    assert "says nothing" in _faults(text)["file"]


def test_an_address_must_be_an_address() -> None:
    assert "source.address" in _faults(GOOD.replace("https://", "ftp://"))
