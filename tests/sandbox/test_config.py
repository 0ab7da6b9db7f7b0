"""The workspace file: what it says, and how its faults are told."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from sandbox.config import ConfigError, Manifest, load
from tests.sandbox.conftest import WORKSPACE

DEMO = Path(__file__).parents[2] / "sandbox" / "demo.yml"


def test_the_demo_is_the_workspace_that_was_agreed() -> None:
    demo = load(DEMO)
    assert (demo.team.id, demo.tokens.bot, demo.tokens.app) == (
        "T0ONUS",
        "xoxb-sandbox",
        "xapp-sandbox",
    )
    members = {channel.name: set(channel.members) for channel in demo.channels}
    assert members["incidents"] == {"alice", "bob", "carol", "onus"}
    assert "eve" in members["acme-status"]
    assert {person.name: person.team for person in demo.people}["eve"] != demo.team.id
    assert [channel.name for channel in demo.channels if channel.is_private] == ["incidents"]
    assert len(demo.steps) == 3


def test_scopes_commands_and_events_come_from_the_manifest() -> None:
    manifest = load(WORKSPACE).app.manifest
    assert [command.command for command in manifest.commands] == ["/greet", "/form"]
    assert "groups:history" in manifest.scopes
    assert "app_mention" in manifest.events


def test_an_event_without_its_scope_is_a_fault_and_an_optional_scope_is_granted() -> None:
    raw: dict[str, Any] = {
        "display_information": {"name": "App"},
        "oauth_config": {"scopes": {"bot": ["chat:write"], "bot_optional": ["pins:read"]}},
        "settings": {"event_subscriptions": {"bot_events": ["pin_added"]}},
    }
    assert Manifest.parse(raw).scopes == {"chat:write", "pins:read"}
    del raw["oauth_config"]["scopes"]["bot_optional"]
    with pytest.raises(ValidationError, match="event pin_added needs pins:read"):
        Manifest.parse(raw)


def test_all_faults_are_told_together_with_their_places(tmp_path: Path) -> None:
    text = WORKSPACE.read_text(encoding="utf-8")
    text = text.replace("tz: Europe/Dublin", "tz: Dublin").replace("name: old,", "label: old,")
    text = text.replace("manifest.yml", str(WORKSPACE.parent / "manifest.yml"))
    (tmp_path / "broken.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "broken.yml")
    told = str(caught.value)
    assert "people.0.tz" in told
    assert "channels.5.name" in told
    assert "channels.5.label" in told


def test_unknown_and_repeated_names_are_told_together(tmp_path: Path) -> None:
    text = WORKSPACE.read_text(encoding="utf-8")
    text = text.replace("members: [ann, zoe", "members: [anne, zoe").replace("U0BEN", "U0ANN")
    text = text.replace("manifest.yml", str(WORKSPACE.parent / "manifest.yml"))
    (tmp_path / "broken.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "broken.yml")
    told = str(caught.value)
    assert "channels.shared.members: 'anne' is not known" in told
    assert "people: 'U0ANN' stands there twice" in told


def test_a_missing_file_or_one_that_is_no_mapping_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yml"):
        load(tmp_path / "none.yml")
    (tmp_path / "list.yml").write_text("- a", encoding="utf-8")
    with pytest.raises(ConfigError, match="mapping"):
        load(tmp_path / "list.yml")
