"""Runbooks are read from Markdown; what is none says why."""

from pathlib import Path

import pytest

from domain.runbook import built_in, read_runbook, read_shelf


def test_a_heading_and_list_items_of_any_kind_are_a_runbook() -> None:
    steps = "- [ ] one\n* [x] two\n1. three\n2) four\n   + five\n-none\n"
    text = f"Intro\n\n# Login storm\n\nText.\n{steps}"
    found = read_runbook(text, name="login-storm")
    assert found.title == "Login storm"
    assert found.steps == ("one", "two", "three", "four", "five")


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("- one", "x", "has a heading"),
        ("# Title", "x", "1 to 40 list items"),
        ("# Title\n" + "- one\n" * 41, "x", "1 to 40 list items"),
        ("# Title\n- " + "x" * 301, "x", "over 300 characters"),
        ("# Title\n- one", "My Book", "cannot be typed"),
    ],
)
def test_what_is_no_runbook_says_why(text: str, name: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_runbook(text, name=name)


def test_those_that_ship_are_whole_and_a_folder_adds_and_replaces(tmp_path: Path) -> None:
    assert set(built_in()) == {"compromised-host", "data-exposure", "leaked-credentials"}
    (tmp_path / "login-storm.md").write_text("# Login storm\n- one\n")
    (tmp_path / "data-exposure.md").write_text("# Ours\n- one\n")
    (tmp_path / "notes.txt").write_text("no runbook")
    shelf = read_shelf(tmp_path)
    assert len(shelf) == 4
    assert shelf["data-exposure"].title == "Ours"
