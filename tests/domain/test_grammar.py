"""How a typed line is taken apart: properties over any text, and the cases that people meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.grammar import EmptyKeyError, RepeatedKeyError, split_items, split_line, split_words

KEYS = ("sev", "layer", "services", "at")
words = st.text(
    alphabet=st.characters(blacklist_categories=["Z", "C"]), min_size=1, max_size=8
).filter(lambda word: word.lower() not in KEYS and word[0] not in "\"'“„«")
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)


@given(text=texts, values=st.dictionaries(st.sampled_from(KEYS), texts))
def test_text_and_values_come_back_as_they_were_put_together(
    text: str, values: dict[str, str]
) -> None:
    line = " ".join([text, *(f"{key} {value}" for key, value in values.items())])
    found = split_words(line, keys=KEYS)
    assert found.text == text
    assert found.values == values


@given(text=texts, key=st.sampled_from(KEYS))
def test_quotes_keep_a_key_inside_the_text(text: str, key: str) -> None:
    quoted = f"{text.replace(chr(34), '')} {key} 1"
    found = split_words(f'"{quoted}" {key} 2', keys=KEYS)
    assert found.text == quoted.strip()
    assert found.values == {key: "2"}


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_none_of_its_words_is_lost(text: str) -> None:
    line = split_line(text)
    try:
        found = split_words(line.rest, keys=KEYS)
    except (EmptyKeyError, RepeatedKeyError):
        return
    kept = " ".join([found.text, *(f"{key} {value}" for key, value in found.values.items())])
    for word in line.rest.split():
        assert word.strip("\"'“”„«»").lower() in kept.lower()


@given(number=st.integers(1, 999_999_999), verb=words, rest=texts)
def test_an_incident_in_front_is_taken_off(number: int, verb: str, rest: str) -> None:
    for name in (f"INC-{number}", f"inc{number}"):
        line = split_line(f" {name}  {verb}  {rest} ")
        assert (line.incident, line.verb, line.rest) == (number, verb.lower(), rest)


def test_nothing_typed_is_nothing() -> None:
    assert split_line("") == split_line("  ")
    assert split_line("INC-7").incident == 7
    assert split_line("INC-7").verb == ""
    assert split_line("INC-1234567890 status").incident is None


@pytest.mark.parametrize(
    ("line", "text", "values"),
    [
        ("Escape sev 1", "Escape", {"sev": "1"}),
        ("Escape SEV 1 Layer os", "Escape", {"sev": "1", "layer": "os"}),
        ('"The sev team" sev 2', "The sev team", {"sev": "2"}),
        ("“Smart sev quotes” sev 2", "Smart sev quotes", {"sev": "2"}),
        ("it's fine sev 2", "it's fine", {"sev": "2"}),
        ("'tis broken", "'tis broken", {}),
        ('x layer "operating system"', "x", {"layer": "operating system"}),
    ],
)
def test_lines_as_people_type_them(line: str, text: str, values: dict[str, str]) -> None:
    found = split_words(line, keys=KEYS)
    assert (found.text, found.values) == (text, values)


def test_a_key_that_stands_twice_is_refused_with_what_helps() -> None:
    with pytest.raises(RepeatedKeyError, match="“sev” stands there twice"):
        split_words("a sev 1 sev 2", keys=KEYS)


@pytest.mark.parametrize("line", ["sev", "Escape sev", "Escape sev layer os", "Escape sev  "])
def test_a_key_without_its_value_is_refused(line: str) -> None:
    with pytest.raises(EmptyKeyError, match="“sev” needs a value"):
        split_words(line, keys=KEYS)


def test_items_are_parted_at_commas_each_once() -> None:
    assert split_items(" vm, disks ,,vm,") == ("vm", "disks")
    assert split_items("") == ()
