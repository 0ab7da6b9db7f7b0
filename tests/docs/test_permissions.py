"""docs/permissions.md gives a reason for everything that Onus asks of Slack and of people."""

import re

import yaml

from domain.people import Act
from tests.docs.pages import ROOT, page
from tests.docs.reference import who_may

PAGE = page("docs/permissions.md")
_METHOD = re.compile(
    r"\"((?:apps|auth|chat|conversations|files|usergroups|users|views)\.[a-zA-Z.]+)\""
)
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text())


def _code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_scope_has_its_reason() -> None:
    told = PAGE.tables("Scope", "Methods and events", "Why")
    assert [_code(scope)[0] for scope, _, _ in told] == MANIFEST["oauth_config"]["scopes"]["bot"]
    assert all(why for _, _, why in told)


def test_every_event_has_its_reason() -> None:
    told = PAGE.tables("Event", "Why")
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert [_code(event)[0] for event, _ in told] == events


def test_the_methods_are_those_that_the_code_calls() -> None:
    files = [file for room in ("bot", "handlers") for file in (ROOT / room).rglob("*.py")]
    called = {method for file in files for method in _METHOD.findall(file.read_text())}
    named = [
        name
        for _, cell, _ in PAGE.tables("Scope", "Methods and events", "Why")
        for name in _code(cell)
    ]
    free = [
        name for cell, _ in PAGE.tables("Method without a bot scope", "Why") for name in _code(cell)
    ]
    assert called == {name for name in (*named, *free) if _METHOD.fullmatch(f'"{name}"')}


def test_who_may_do_what_is_what_the_code_allows() -> None:
    told = {right: who for right, who, _ in PAGE.tables("To", "Who may", "Commands")}
    assert told == {str(act): who_may(act) for act in Act}
