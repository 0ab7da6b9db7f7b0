"""What is written is wired: every verb, every listener, every timer, every view."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import handlers
from bot.wiring import RULES, VIEWS
from domain.facts import FactKind
from handlers.kit import telling
from handlers.kit.commands import Command, Verb
from handlers.listeners import Listeners

COMMANDS = [command for command in RULES.commands.values() if isinstance(command, Command)]


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(handlers.__path__, "handlers."):
        yield importlib.import_module(found.name)


def test_a_verb_that_is_written_is_registered() -> None:
    registered = {id(verb) for command in COMMANDS for verb in command.verbs}
    written = {
        f"{module.__name__}.{name}": made
        for module in modules()
        for name, made in vars(module).items()
        if isinstance(made, Verb)
    }
    assert len(written) > 25
    missing = {name for name, made in written.items() if id(made) not in registered}
    questions = {"handlers.whoowns.answer.VERB", "handlers.whoowns.unknown.VERB"}
    assert missing == questions  # they have no word of their own


def test_no_word_means_two_things() -> None:
    for command in COMMANDS:
        words = Counter(word for verb in command.verbs for word in (verb.name, *verb.synonyms))
        assert [word for word, count in words.items() if count > 1] == []
        assert command.bare in words


def test_a_verb_that_people_type_says_what_it_is_for() -> None:
    for command in COMMANDS:
        for verb in command.verbs:
            assert verb.summary
            assert verb.name == verb.name.lower()


def test_what_acts_on_a_timer_is_wired_and_every_timer_that_is_set_has_it() -> None:
    ringers = {module.ring for module in modules() if hasattr(module, "ring")}
    assert set(RULES.ringers.values()) == ringers
    source = "".join(path.read_text() for path in Path(handlers.__path__[0]).rglob("*.py"))
    kinds = {
        getattr(module, name)
        for module in modules()
        for name in re.findall(r"kind=([A-Z]+)[,)]", source)
        if hasattr(module, name)
    }
    assert kinds == RULES.ringers.keys()


def test_a_view_that_is_queued_has_its_renderer() -> None:
    source = "".join(path.read_text() for path in Path(handlers.__path__[0]).rglob("*.py"))
    assert set(re.findall(r"view=?\s*=?\s*f\"(\w+):", source)) == VIEWS.keys()


def test_every_kind_of_fact_has_its_sentence() -> None:
    assert telling._SENTENCES.keys() == set(FactKind)  # noqa: SLF001  # the table itself


class Heard:
    """Stands in for Bolt's app, and notes what is registered."""

    def __init__(self) -> None:
        self.listeners: list[tuple[str, object]] = []

    def __getattr__(self, kind: str) -> Any:  # noqa: ANN401  # any of Bolt's decorators
        def register(what: object) -> Any:  # noqa: ANN401  # a decorator
            self.listeners.append((kind, what))
            return lambda listener: listener

        return register


def registered() -> list[tuple[str, object]]:
    """Return what Onus registers with Bolt: the kind of listener, and for what."""
    heard = Heard()
    nobody = cast("Any", None)
    Listeners(desk=nobody, slack=nobody, commands=RULES.commands).register(cast("Any", heard))
    return heard.listeners


def test_bolt_hears_each_command_its_buttons_its_forms_and_mentions() -> None:
    heard = registered()
    assert {what for kind, what in heard if kind == "command"} == {
        f"/{name}" for name in RULES.commands
    }
    for kind in ("action", "view"):
        (pattern,) = [what for heard_kind, what in heard if heard_kind == kind]
        assert isinstance(pattern, re.Pattern)
        for name in RULES.commands:
            assert pattern.match(f"{name}:verb")
        assert not pattern.match("other:verb")
