"""docs/commands.md knows every verb, and what stands anywhere to be typed can be typed."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.wiring import RULES
from domain import instants
from domain.catalog import builtin_catalog
from domain.incident import read_verdict
from domain.outage import read_impact
from domain.severity import read_severity
from handlers.incident.determine import read_determination
from handlers.kit.ask import Ask
from handlers.kit.commands import Request, Verb
from storage.outbox import Address
from tests.docs.pages import every_page
from tests.docs.reference import PAGE, rewritten, verbs

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)


def test_every_verb_has_its_heading() -> None:
    expected = {f"/{command} {verb.name}" for command, verb in verbs()} | {"/whoowns"}
    assert expected <= set(PAGE.headings)


def test_no_heading_is_left_of_a_verb_that_is_gone() -> None:
    known = {f"/{command} {verb.name}" for command, verb in verbs()}
    known |= {f"/{command}" for command in RULES.commands}
    assert {heading for heading in PAGE.headings if heading.startswith("/")} <= known


def test_what_the_page_says_of_each_verb_is_what_the_code_says() -> None:
    """Regenerate with: python -m tests.docs.reference."""
    marks = [f"<!-- /{command} {verb.name} -->" for command, verb in verbs()]
    assert [mark for mark in marks if mark not in PAGE.text] == []
    assert rewritten(PAGE.text) == PAGE.text


def _typed(line: str) -> tuple[Verb, Request]:
    command, _, rest = line.removeprefix("/").partition(" ")
    return RULES.commands[command].parse(Ask("key", command, rest, Address("C1", "U1")))


_EXAMPLES = sorted({line for page in every_page() for line in page.commands})
_WHOLE = [line for line in _EXAMPLES if not set("<[…|") & set(line)]


@pytest.mark.parametrize("line", _EXAMPLES)
def test_every_line_to_type_is_understood(line: str) -> None:
    verb, _ = _typed(line)
    assert verb.name in {*(known.name for _, known in verbs()), "ask", "unknown"}


@pytest.mark.parametrize("line", [line for line in _WHOLE if line.startswith("/whoowns ")])
def test_every_question_has_an_answer(line: str) -> None:
    verb, _ = _typed(line)
    assert verb.name != "unknown"


def _ahead(words: str) -> datetime:
    return instants.ahead(words, now=NOW, timezone="UTC")


_READERS: dict[str, Callable[[str], object]] = {
    "sev": read_severity,
    "verdict": read_verdict,
    "impact": read_impact,
    "for": instants.duration,
    "next": _ahead,
    "eta": _ahead,
    "start": _ahead,
    "at": lambda words: instants.behind(words, now=NOW, timezone="UTC"),
}


@pytest.mark.parametrize("line", [line for line in _WHOLE if not line.startswith("/whoowns")])
def test_every_value_in_a_whole_line_can_be_read(line: str) -> None:
    verb, request = _typed(line)
    for key, value in request.words.values.items():
        if key in _READERS:
            _READERS[key](value)
    if request.value("layer"):
        layer, model = request.value("layer"), request.value("model")
        read_determination(layer, model, builtin_catalog(), by="U1", now=NOW)
    if verb.usage.startswith("<") and not verb.form:
        assert request.text
