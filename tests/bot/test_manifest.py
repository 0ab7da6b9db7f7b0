"""The manifest asks for exactly what the code registers and calls."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.wiring import RULES
from tests.bot.test_wiring import registered

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text())
SCHEMA = ROOT.parent / "shared" / "slack" / "manifest.schema.json"

SCOPES = {
    "auth.test": set(),
    "apps.connections.open": set(),  # of the app-level token
    "views.open": set(),
    "views.publish": set(),
    "chat.postMessage": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.list": {"channels:read", "groups:read"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.members": {"channels:read", "groups:read"},
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.replies": {"channels:history", "groups:history", "im:history"},
    "conversations.create": {"groups:write"},
    "conversations.invite": {"groups:write"},
    "conversations.kick": {"groups:write"},
    "conversations.open": {"im:write"},
    "files.info": {"files:read"},
    "usergroups.list": {"usergroups:read"},
    "files.getUploadURLExternal": {"files:write"},
    "files.completeUploadExternal": {"files:write"},
    "files.delete": {"files:write"},
    "users.info": {"users:read"},
}
"""The bot scopes of each method: docs.slack.dev/reference/methods."""
OF_A_CHANNEL = ("archive", "deleted", "left", "rename", "unarchive")
EVENT_SCOPES: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "reaction_added": {"reactions:read"},
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    **{f"channel_{change}": {"channels:read"} for change in OF_A_CHANNEL},
    **{f"group_{change}": {"groups:read"} for change in OF_A_CHANNEL},
}
SUBSCRIPTIONS = {"message": {"message.channels", "message.groups", "message.im"}}
"""What Bolt hears by another name than it is subscribed to."""


def methods_called() -> set[str]:
    """Return the methods of the Web API whose names stand in the code."""
    name = re.compile(
        r"\"((?:api|apps|auth|chat|conversations|files|reactions|team|usergroups|users|views)"
        r"(?:\.[a-zA-Z]+)+)\""
    )
    files = [path for room in ("bot", "handlers") for path in (ROOT / room).rglob("*.py")]
    return {method for path in files for method in name.findall(path.read_text())}


def events_heard() -> set[str]:
    """Return the events that Onus listens to, by the names of their subscriptions."""
    heard = [str(what) for kind, what in registered() if kind == "event"]
    return {name for event in heard for name in SUBSCRIPTIONS.get(event, {event})}


def test_the_scopes_are_exactly_those_of_what_is_called_and_heard() -> None:
    called = methods_called()
    assert called == SCOPES.keys()
    events = events_heard()
    needed = set().union(
        {"commands"},
        *(SCOPES[method] for method in called),
        *(EVENT_SCOPES[event] for event in events),
    )
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


def test_the_commands_are_exactly_those_that_are_wired() -> None:
    commands = MANIFEST["features"]["slash_commands"]
    assert {each["command"] for each in commands} == {f"/{name}" for name in RULES.commands}
    for each in commands:
        assert each["should_escape"], "ids of people and channels come with the text"
        assert each["usage_hint"]


def test_the_events_and_shortcuts_are_exactly_those_that_are_heard() -> None:
    heard = registered()
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) == events_heard()
    shortcuts = [what for kind, what in heard if kind == "shortcut"]
    assert [each["callback_id"] for each in MANIFEST["features"].get("shortcuts", [])] == shortcuts
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert MANIFEST["settings"]["socket_mode_enabled"]


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's schema is not beside this clone")
def test_the_manifest_is_valid_by_slacks_own_schema() -> None:
    jsonschema.validate(MANIFEST, json.loads(SCHEMA.read_text()))


def test_onus_prints_it_to_be_pasted() -> None:
    printed = CliRunner().invoke(main, ["manifest"])
    assert printed.exit_code == 0
    assert yaml.safe_load(printed.output) == MANIFEST
