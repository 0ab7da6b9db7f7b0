"""The analysis as Markdown: what goes out comes back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analysis import TEXT_LIMIT, AnalysisError, Aspect, Remark, as_markdown, read_markdown

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
PARAGRAPHS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=50).filter(
    lambda words: not words.startswith("#")
)


def _remark(number: int, aspect: Aspect, text: str) -> Remark:
    return Remark("T1", 1, number, aspect, text, "U1", NOW)


@given(st.dictionaries(st.sampled_from(Aspect), PARAGRAPHS, min_size=1))
def test_what_was_exported_is_read_again(written: dict[Aspect, str]) -> None:
    parts = [_remark(number, *one) for number, one in enumerate(written.items())]
    read = read_markdown(as_markdown("INC-1: analysis", parts))
    assert dict(read) == written


def test_a_long_text_comes_back_in_parts_between_its_paragraphs() -> None:
    half = "x" * (TEXT_LIMIT - 10)
    read = read_markdown(f"## the flaw\n{half}\n\nand more, much more\n### a detail\nof it")
    assert read == [
        (Aspect.FLAW, half),
        (Aspect.FLAW, "and more, much more\n### a detail\nof it"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text under any heading"),
        ("# INC-1\n\n## The flaw\n", "no text under any heading"),
        ("only words", "text under no heading"),
        ("# INC-1\nwords\n## The flaw\nx", "Before line 3"),
        ("## Luck\nnone", "Line 1: “Luck” is no heading"),
        ("## The flaw\n" + "x" * (TEXT_LIMIT + 1), "part it"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(AnalysisError) as refused:
        read_markdown(text)
    assert why in refused.value.why
