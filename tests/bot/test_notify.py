"""`onus notify`: what cannot be meant is refused before anything is looked up."""

import pytest
from click.testing import CliRunner

from bot.cli import main

BY_CAROL = ("--as", "U0CAROL", "--yes")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("INC-1", "sev", "1", *BY_CAROL), "'sev' tells customers nothing"),
        (("one", "update", "x", *BY_CAROL), "names no incident"),
        (("INC-1", "update", "x"), "Say who you are"),
        (("INC-1", "update", "x", "--by", "Carol", *BY_CAROL), "Say who you are"),
        (("INC-1", "update", "x", "--as", "carol"), "is no id of Slack"),
        (("INC-1", "update", "x", "--by", "C" * 40), "Write a name of 2 to 27"),
        (("INC-1",), "Missing argument"),
    ],
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...], told: str) -> None:
    refused = CliRunner().invoke(main, ["notify", *words])
    assert refused.exit_code == 2
    assert told in refused.output
