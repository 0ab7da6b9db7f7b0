"""What can be run is documented, and what is documented can be run."""

import re

from bot.cli import main
from bot.matrix.group import matrix
from tests.docs.pages import ROOT, every_page

TEXT = "\n".join(page.text for page in every_page())
MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_subcommand_of_onus_is_documented_and_no_other() -> None:
    named = set(re.findall(r"`onus ([a-z]+)", TEXT)) | set(
        re.findall(r"^ *(?:\.venv/bin/)?onus ([a-z]+)", TEXT, re.MULTILINE)
    )
    assert named == set(main.commands)


def test_every_subcommand_of_onus_matrix_is_documented_and_no_other() -> None:
    assert set(re.findall(r"onus matrix ([a-z]+)", TEXT)) == set(matrix.commands)


def test_every_target_of_make_is_documented_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))
    rules = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"(?:`|^ *)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert targets <= named <= rules
