"""A matrix comes back from each of its written forms as it was, whatever its texts hold."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.catalog import builtin_catalog
from domain.matrix import (
    BASIC_MODELS,
    Aliases,
    Cell,
    Contact,
    Layer,
    Matrix,
    Party,
    Product,
    Provider,
    Row,
    Source,
)
from domain.matrix_csv import to_csv
from domain.matrix_diff import Difference, differences
from domain.matrix_file import MatrixFileError, load_matrix
from domain.matrix_toml import to_toml
from domain.own_matrix import Form, read_matrix
from tests.domain.whoowns.test_matrix_file import GOOD

_SEEN = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")) | st.sampled_from(
    "\n\t\"'\\,;"
)
_FORMULA = st.sampled_from(("", "=", "+", "-", "@", "'", "'=", "''+", " =", "\t@", "＝"))
_TEXTS = st.builds("".join, st.tuples(_FORMULA, st.text(_SEEN, min_size=1, max_size=20)))
_MAYBE = st.none() | _TEXTS
_CELLS = st.builds(
    Cell,
    party=st.sampled_from(Party),
    customer=_MAYBE,
    provider=_MAYBE,
    citation=_MAYBE,
    note=_MAYBE,
    verified=st.booleans(),
)
_BY_MODEL = {name: st.none() | _CELLS for name in ("on_prem", "iaas", "paas", "saas")}
_ROWS = st.builds(
    Row, title=_TEXTS, work=_TEXTS, verified=st.booleans(), **{**_BY_MODEL, "saas": _CELLS}
)
_IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
_SOURCES = st.builds(
    Source,
    title=_TEXTS,
    edition=_TEXTS,
    address=st.none() | st.just("https://a.example/b?c=1,2&d='"),
    date=st.none() | st.dates(),
)
_NAMES = st.lists(
    st.text("abcdefghij ", min_size=4, max_size=20).map(lambda text: f"zorblax{text}q"),
    min_size=1,
    max_size=2,
    unique_by=lambda name: " ".join(name.split()),
).map(tuple)
_MATRICES = st.builds(
    Matrix,
    id=_IDS,
    provider=st.just(Provider.AZURE),
    version=st.integers(1, 1_000_000),
    source=_SOURCES,
    verified=st.booleans(),
    layers=st.dictionaries(st.sampled_from(Layer), _ROWS, min_size=1, max_size=3),
    rows=st.dictionaries(_IDS, _ROWS, max_size=2),
    services=st.dictionaries(
        st.sampled_from(("aks", "vm")),
        st.dictionaries(st.sampled_from(Layer), _CELLS, min_size=1, max_size=2),
        max_size=2,
    ),
    everything_else=st.none() | _ROWS,
    products=st.dictionaries(
        st.just("acme-vault"),
        st.builds(Product, title=_TEXTS, model=st.sampled_from(BASIC_MODELS), names=_NAMES),
    ),
    aliases=st.dictionaries(
        st.sampled_from(("hypervisor", "iaas", "aks")),
        st.just(Aliases(names=("warp core", "virt layer"))),
        max_size=1,
    ),
    contacts=st.dictionaries(
        st.sampled_from(("data", "saas", "vm")), st.builds(Contact, contact=_TEXTS), max_size=2
    ),
)
_WRITERS = {"toml": to_toml, "csv": to_csv}
_FORMS = pytest.mark.parametrize("form", ["toml", "csv"])


@_FORMS
@settings(max_examples=50, deadline=None)  # a matrix holds a hundred texts
@given(matrix=_MATRICES)
def test_what_is_exported_is_imported_unchanged(form: Form, matrix: Matrix) -> None:
    again = read_matrix(_WRITERS[form](matrix), form)
    assert again == matrix
    assert differences(matrix, again) == ()


@_FORMS
@pytest.mark.parametrize("name", builtin_catalog().matrices)
def test_what_ships_is_exported_and_imported_unchanged(form: Form, name: str) -> None:
    matrix = builtin_catalog().matrices[name]
    assert read_matrix(_WRITERS[form](matrix), form) == matrix


@settings(max_examples=25, deadline=None)
@given(matrix=_MATRICES)
def test_no_field_of_the_csv_is_run_by_a_spreadsheet(matrix: Matrix) -> None:
    for record in csv.reader(io.StringIO(to_csv(matrix), newline="")):
        assert not any(field.lstrip().startswith(("=", "+", "-", "@")) for field in record)


@_FORMS
@given(text=st.text() | st.text(alphabet="[]{}=\"'\n\t.,# abtruefalse019-"))
def test_any_text_is_a_matrix_or_a_list_of_faults(form: Form, text: str) -> None:
    with pytest.raises(MatrixFileError) as caught:
        read_matrix(text, form)
    assert all(str(fault).isprintable() for fault in caught.value.faults)


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 5000, "x = 1\n" * 200_000])
def test_what_would_exhaust_the_reader_is_a_fault(text: str) -> None:
    with pytest.raises(MatrixFileError):
        read_matrix(text, "toml")


def _faults(text: str, form: Form) -> dict[str, str]:
    with pytest.raises(MatrixFileError) as caught:
        read_matrix(text, form)
    return {fault.path: fault.message for fault in caught.value.faults}


CSV = to_csv(load_matrix(GOOD))


def test_the_lines_of_a_csv_are_told_by_their_number_all_at_once() -> None:
    lines = CSV.splitlines()
    lines += [lines[1], ",Nowhere", "layers.data.saas" + "," * 30, "", "source.title.x,Deep"]
    faults = _faults("\n".join(lines), "csv")
    count = len(CSV.splitlines())
    assert list(faults) == [f"line {count + at}" for at in (1, 2, 3, 5)]
    assert "'matrix' stands there already" in faults[f"line {count + 1}"]
    assert "has no table" in faults[f"line {count + 2}"]
    assert "more fields than columns" in faults[f"line {count + 3}"]


@pytest.mark.parametrize("head", ["title,work\n", "table;title\n", "table,colour\n"])
def test_a_csv_without_its_columns_is_told_which_there_are(head: str) -> None:
    assert "table,title,work,party" in _faults(head, "csv")["line 1"]


def test_a_broken_quote_in_a_csv_is_told_by_its_line() -> None:
    assert (
        "quotes" in _faults(CSV + '"layers.data"x,1\n', "csv")[f"line {len(CSV.splitlines()) + 1}"]
    )


def test_a_csv_is_at_fault_by_path_and_line_all_at_once() -> None:
    text = CSV.replace("customer,,", "nobody,,", 1).replace("layers.data,Data", "layers.dta,Data")
    with pytest.raises(MatrixFileError) as caught:
        read_matrix(f"{text},,,stray\n", "csv")
    told = list(map(str, caught.value.faults))
    assert told[0].startswith("line 8: has no table")
    for start in (
        "layers.data.iaas (line 5): 'nobody' is unknown; write one of: 'customer'",
        "layers.dta (line 4): 'dta' is unknown; write one of: 'data'",
        "layers.data.title (line 5): is missing; add it",
    ):
        assert any(one.startswith(start) for one in told), told


@pytest.mark.parametrize(
    ("old", "new", "path", "cure"),
    [
        ("version = 3", "version = true", "version", "whole number"),
        ("version = 3", 'version = 3\nverified = "yes"', "verified", "true or false"),
        ("date = 2026-03-01", "date = 20260301", "source.date", "like 2026-03-01"),
        ("date = 2026-03-01", 'date = "1 March"', "source.date", "like 2026-03-01"),
        ('"customer"', '"costumer"', "layers.data.iaas", "'costumer' is unknown; write one of"),
        ('iaas = "customer"', "iaas = {}", "layers.data.iaas", "says no party; write one of"),
        ('work = "Look after the data."', "", "layers.data.work", "is missing; add it"),
        ("version = 3", "version = 3\nversion = 4", "line 5", "keep one of the two"),
    ],
)
def test_a_fault_of_a_toml_says_what_to_write(old: str, new: str, path: str, cure: str) -> None:
    assert cure in _faults(GOOD.replace(old, new), "toml")[path]


def test_a_layer_of_which_nobody_is_said_to_be_responsible_is_a_fault() -> None:
    text = f'{GOOD}\n[layers.hypervisor]\ntitle = "Hosts"\nwork = "Run them."\n'
    assert "says nobody" in _faults(text, "toml")["layers.hypervisor"]


def test_a_spreadsheets_way_of_writing_true_is_read() -> None:
    text = CSV.replace("matrix,,,,,azure,,,,", "matrix,,,,,azure,,,FALSE,")
    assert read_matrix(text, "csv").verified is False


def test_services_that_are_not_listed_are_told_with_all_other_faults() -> None:
    faults = _faults(
        GOOD.replace("services.aks", "services.ask").replace("version = 3", ""), "toml"
    )
    assert set(faults) == {"version", "services.ask"}
    assert "aks" in faults["services.ask"]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\u202e", "\u2066", "\x9b", "\u2028"])
def test_a_text_that_hides_characters_is_refused(hostile: str) -> None:
    text = GOOD.replace('"Data"', f'"\\u{ord(hostile[0]):04x}"')
    assert "nobody sees" in _faults(text, "toml")["layers.data.title"]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("Look after the data.", "x" * 1001, "layers.data.work"),
        ("Acme platform handbook", "x" * 201, "source.title"),
        ("https://handbook", "https://x|<!channel>", "source.address"),
        ('id = "acme-2026"', 'id = "Acme 2026"', "id"),
        ('"customer"', '""', "layers.data.iaas"),
        ('customer = "Classify it."', 'customer = ""', "layers.data.paas.customer"),
    ],
)
def test_every_text_is_bounded(old: str, new: str, path: str) -> None:
    assert set(_faults(GOOD.replace(old, new), "toml")) == {path}


def test_differences_are_told_by_path_with_both_values() -> None:
    before = load_matrix(GOOD)
    after = load_matrix(
        GOOD.replace('iaas = "customer"', 'iaas = "shared"\nsaas = "provider"')
        .replace("Store it.", "Keep it.")
        .replace("spring 2026", "autumn 2026")
        .replace("version = 3", "version = 4")
    )
    assert differences(before, after) == (
        Difference("source.edition", "spring 2026", "autumn 2026"),
        Difference("layers.data.iaas", "customer", "shared"),
        Difference("layers.data.paas.provider", "Store it.", "Keep it."),
        Difference("layers.data.saas", None, "provider"),
    )
