"""Any wording comes to an outcome: the labelled one, where there is a label."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluate import Scored
from domain.catalog import builtin_catalog
from domain.matrix import Layer, Model
from domain.question import Outcome, Resolution, resolve
from domain.question.lexicon import aliases
from domain.question.phrasebook import expand
from domain.question.resolve import asks_who
from domain.question.text import tokens

ROOT = Path(__file__).parents[3]
CATALOG = builtin_catalog()
QUESTIONS = Path(__file__).with_name("questions.tsv")
DEV = ROOT.parent / "shared" / "questions" / "dev.tsv"

needs_dev = pytest.mark.skipif(not DEV.exists(), reason="dev.tsv lies outside of the repository")


def _labels(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _missed(path: Path) -> dict[str, Resolution]:
    scored = [Scored(label, resolve(label["question"], CATALOG)) for label in _labels(path)]
    return {one.label["question"]: one.found for one in scored if not one.right}


def test_every_labelled_question_resolves_to_its_label() -> None:
    assert _missed(QUESTIONS) == {}


@needs_dev
def test_every_question_of_the_development_set_resolves_to_its_label() -> None:
    assert _missed(DEV) == {}


@needs_dev
def test_no_question_of_the_development_set_stands_in_code_or_data() -> None:
    paths = [*(ROOT / "domain").rglob("*.py"), *(ROOT / "domain" / "data").rglob("*.toml")]
    text = " ".join(" ".join(tokens(path.read_text(encoding="utf-8"))) for path in paths)
    questions = [" ".join(tokens(label["question"])) for label in _labels(DEV)]
    long = [question for question in questions if len(question.split()) > 3]
    assert [question for question in long if question in text] == []


@pytest.mark.parametrize("layer", Layer)
@pytest.mark.parametrize("model", [Model.ON_PREM, Model.IAAS, Model.PAAS, Model.SAAS])
def test_ids_in_either_order_name_their_cell(layer: Layer, model: Model) -> None:
    for question in (f"{layer} {model}", f"{model} {layer}", f"{layer} {model}".upper()):
        found = resolve(question, CATALOG)
        assert (found.outcome, found.layer, found.model) == (Outcome.ANSWER, layer, model)


@pytest.mark.parametrize("service", CATALOG.services)
def test_the_id_and_the_title_of_a_service_name_it(service: str) -> None:
    for name in (service, CATALOG.services[service][1].title):
        found = resolve(f"hypervisor {name}", CATALOG)
        assert (found.outcome, found.service) == (Outcome.ANSWER, service), name


@pytest.mark.parametrize(
    "candidate",
    ["operating-system", "physical-hosts", "paas", "iaas", "on-prem"],
)
def test_an_offered_candidate_leads_on(candidate: str) -> None:
    """What a button adds to the question makes it certain."""
    given_too = "iaas" if candidate in list(Layer) else "operating-system"
    assert resolve(f"{candidate} {given_too} azure", CATALOG).outcome is Outcome.ANSWER


def test_of_a_name_that_fits_two_services_both_are_offered() -> None:
    found = resolve("os azure sql", CATALOG)
    assert (found.candidates, found.offered) == (("paas", "iaas"), ("sql-database", "vm"))


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("list who patches the OS", True),
        ("open port 22 on EC2: who closes it?", True),
        ("open Checkout is down, who is on it", False),
        ("open EC2 nodes are down?", False),
    ],
)
def test_a_line_asks_who_by_its_beginning_or_its_end(line: str, *, asks: bool) -> None:
    assert asks_who(line, CATALOG) is asks


def test_a_question_names_which_words_did_what() -> None:
    why = resolve("who patches teh opertaing system in paas", CATALOG).why
    did = {part.words: part.did for part in why}
    assert did["opertaing"] == "read as “operating”"
    assert did["paas"] == "model paas"


def test_an_unknown_word_offers_the_nearest_ids() -> None:
    found = resolve("hyperwizzor", CATALOG)
    assert found.outcome is Outcome.UNKNOWN
    assert "hypervisor" in found.nearest


def test_what_is_ruled_out_or_past_does_not_count() -> None:
    ruled_out = resolve("not the laptops, who protects the guest OS in IaaS?", CATALOG)
    past = resolve("we moved from on-prem to IaaS, who patches the guest OS?", CATALOG)
    assert (ruled_out.layer, ruled_out.model) == (Layer.OPERATING_SYSTEM, Model.IAAS)
    assert (past.layer, past.model) == (Layer.OPERATING_SYSTEM, Model.IAAS)


def test_a_word_that_two_layers_claim_is_listed_as_ambiguous_not_under_both() -> None:
    claimed: dict[str, set[str]] = {}
    for alias, meaning in aliases(CATALOG):
        if meaning.kind == "layer":
            claimed.setdefault(alias, set()).add(meaning.id)
    assert {alias: ids for alias, ids in claimed.items() if len(ids) > 1} == {}


def test_a_pattern_stands_for_every_phrase_that_it_describes() -> None:
    assert set(expand("rack/install hard_disk/=ram now?")) == {
        (verb, *thing, *rest)
        for verb in ("rack", "install")
        for thing in (("hard", "disk"), ("=ram",))
        for rest in ((), ("now",))
    }


@given(st.text(max_size=300))
def test_any_text_has_an_outcome(text: str) -> None:
    assert resolve(text, CATALOG).outcome in list(Outcome)


@given(st.lists(st.sampled_from([alias for alias, _ in aliases(CATALOG)]), max_size=8))
def test_any_mixture_of_known_names_has_an_outcome_that_holds_together(names: list[str]) -> None:
    found = resolve(" ".join(names), CATALOG)
    assert (found.outcome is Outcome.ASK) == bool(found.candidates)
    assert (found.outcome in (Outcome.ANSWER, Outcome.ROW)) <= (found.layer is not None)
    assert (found.outcome in (Outcome.ANSWER, Outcome.COLUMN)) <= (found.model is not None)
    assert (found.outcome is Outcome.UNKNOWN) == (found.provider is None)


def test_a_character_of_every_unicode_block_has_an_outcome() -> None:
    starts = range(0, 0x110000, 0x80)
    sample = [chr(at + offset) for at in starts for offset in (0, 0x41)]
    for at in range(0, len(sample), 40):
        text = "".join(sample[at : at + 40])
        assert resolve(f"hypervisor {text} iaas", CATALOG).outcome in list(Outcome)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 40_000,
        "hypervisor " * 4_000,
        "a/b? " * 8_000,
        "<@" * 20_000,
        ":" * 40_000,
        "".join(map(chr, range(32))),
        "\u202ehypervisor iaas\u202c",
        "مَن يملك الخادم؟",
        "who owns\x00the hypervisor in iaas",
        "\ud800 hypervisor",
    ],
)
def test_hostile_text_has_an_outcome(text: str) -> None:
    assert resolve(text, CATALOG).outcome in list(Outcome)


def test_wide_and_decorated_letters_are_read_as_plain_ones() -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in "hypervisor")
    assert unicodedata.normalize("NFKC", wide) == "hypervisor"
    assert resolve(f"{wide} iaas", CATALOG).layer is Layer.HYPERVISOR
