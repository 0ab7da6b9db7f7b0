"""`onus templates check`, and the worked example of docs/templates.md."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.templates import templates
from domain.outage import Change, NoticeKind
from domain.words import PublicText
from handlers.kit.notice_words import fields_of, written
from handlers.kit.templates import kinds, read_templates
from tests.docs.pages import page
from tests.domain.made import NOW, an_outage

PAGE = page("docs/templates.md").text
EXAMPLE = re.findall(r"^`(\S+\.txt)`[^\n]*:\n\n```jinja\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)


def check(folder: Path, **files: str) -> Result:
    """Check a folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return CliRunner().invoke(templates, ["check", str(folder)])


def test_the_worked_example_holds_and_says_what_the_page_shows(tmp_path: Path) -> None:
    told = check(tmp_path, **dict(EXAMPLE))
    assert re.fullmatch(r"3 templates, \d{3,} renderings: every one holds\.\n", told.output)
    assert told.exit_code == 0
    change = Change(
        NoticeKind.UPDATE,
        NOW.replace(minute=30),
        revises=True,
        estimate=NOW.replace(hour=15, minute=30),
        text=PublicText("Die Hälfte läuft wieder"),
        next_step=PublicText("wir starten den Rest neu"),
    )
    outage = an_outage(estimates=(NOW.replace(minute=45),))
    style = read_templates(tmp_path).style(customer="Globex", language="de")
    body, _, footer = written(outage, change, now=NOW, style=style).text.rpartition("\n")
    assert f"```text\n{body}\n```" in PAGE
    assert footer.startswith("Kennung AAAAAA · 2026-03-02 14:00 UTC (bei Ihnen: <!date^")


def test_the_page_names_every_field_and_every_file() -> None:
    change = Change(NoticeKind.UPDATE, next_update_at=None)
    fields = {*fields_of(an_outage(), change, now=NOW), "corrected"}
    assert {name for name in fields if f"`{name}`" not in PAGE} == set()
    assert {kind for kind in kinds() if f"`{kind}.txt`" not in PAGE} == set()


FAULTY = {
    "update.txt": ("{{ title }}\n{{ nex }}", "update.txt, line 2: 'nex' is undefined"),
    "de/update.txt": ("{{ title }} {% if %}", "de/update.txt, line 1: Expected an expression"),
    "outage.txt": ("{{ title }} {{ estimate }} {{ next }}", "outage.txt, line 1: it prints what"),
    "holding.txt": ("{{ title }}", "holding.txt: it leaves out latest"),
    "answer.txt": ('{{ text | replace("&lt;", "<") }}', "answer.txt: it mentions everybody"),
    "correction.txt": ("{{ title ~ text ~ corrects ~ next }}", "3000 in a line, go out"),
    "footer.txt": ("{{ reference }}, {{ now }}", "footer.txt: it leaves out now.local"),
    "corrected.txt": ("Corrected.", "corrected.txt: it leaves out corrected"),
    "resolved.full.txt": ("{{ 1 / 0 }}", "resolved.full.txt, line 1: division by zero"),
    "withdrawal.txt": ("{{ ().__class__ }}", "withdrawal.txt, line 1: access to attribute"),
    "cleared.txt": ("<!here> {{ title }}", "cleared.txt: it would tell customers a mention of"),
    "estimate.txt": ('{% include "_nxt.txt" %}', "estimate.txt, line 1: there is no _nxt.txt"),
    "newcomer.txt": ("{{ title }}", "newcomer.txt: it leaves out milestones"),
    "updte.txt": ("{{ text }}", "updte.txt: nothing reads it; there are advisory.txt, answer.txt"),
    "old/de/update.txt": ("{{ text }}", "old/de/update.txt: nothing reads that folder"),
}


def test_every_fault_is_told_with_its_file_and_none_stands_for_another(tmp_path: Path) -> None:
    told = check(tmp_path, **{name: text for name, (text, _) in FAULTY.items()})
    assert told.exit_code == 1
    for _, fault in FAULTY.values():
        assert fault in told.output


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "update.txt").write_bytes(b"\xff\xfe")
    assert "update.txt: it cannot be read" in check(tmp_path).output


def test_without_a_folder_the_built_in_words_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONUS_TEMPLATES_FOLDER", raising=False)
    told = CliRunner().invoke(templates, ["check"])
    assert told.output == "There are no templates: customers read the built-in English ones.\n"
    monkeypatch.setenv("ONUS_TEMPLATES_FOLDER", "/nowhere")
    told = CliRunner().invoke(templates, ["check"])
    assert told.exit_code == 2
    assert "ONUS_TEMPLATES_FOLDER: /nowhere is no folder" in told.output
