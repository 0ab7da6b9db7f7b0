"""`onus tour`, played once from outside: what it prints for a program, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.tour.checks import CHECKS

Told = dict[str, Any]

OF_THE_USER = {"SLACK_BOT_TOKEN": "xoxb-real", "ONUS_SIDE": "nonsense", "DATABASE_URL": "nonsense"}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The tour, where the user's own settings stand in the environment and in a `.env`."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / ".env").write_text("SLACK_APP_TOKEN=nonsense\nONUS_CADENCE_MINUTES=nonsense\n")
    return _onus("tour", "--json", folder=folder, env=os.environ | OF_THE_USER)


@pytest.fixture(scope="module")
def told(played: subprocess.CompletedProcess[str]) -> Told:
    return dict(json.loads(played.stdout))


def test_it_ends_well_and_prints_nothing_but_its_json(
    played: subprocess.CompletedProcess[str], told: Told
) -> None:
    assert [check for check in told["checks"] if not check["ok"]] == []
    assert (played.returncode, played.stderr) == (0, "")
    assert told.keys() == {"ok", "checks", "channels"}
    assert told["ok"] is True


def test_all_checks_are_there_each_with_what_it_saw(told: Told) -> None:
    assert [check["name"] for check in told["checks"]] == [check.__name__ for check in CHECKS]
    assert all(check["detail"] for check in told["checks"])


def test_every_channel_is_there_with_its_messages_and_threads(told: Told) -> None:
    channels = told["channels"]
    assert channels.keys() == {
        *("general", "incidents", "acme-status", "globex-status", "initech-status")
    }
    assert channels["initech-status"] == []
    messages = [message for each in channels.values() for message in each]
    assert {key for each in messages for key in each} == {"ts", "thread_ts", "user", "text"}
    root, *replies = channels["acme-status"]
    assert {reply["thread_ts"] for reply in replies} == {root["ts"]}


def test_business_time_begins_when_the_contract_says(told: Told) -> None:
    first = float(told["channels"]["incidents"][0]["ts"])
    assert 0 <= first - 1772460000 < 60  # 2026-03-02T14:00:00Z


def test_a_reader_sees_names_and_no_marks(told: Told) -> None:
    texts = [message["text"] for each in told["channels"].values() for message in each]
    marked = [text for text in texts for mark in ("<@", "<#", "<!", "&lt;", ":_") if mark in text]
    assert marked == []
    assert [t for t in texts for w in t.split() if w.startswith(":") and w.endswith(":")] == []


def test_wrong_usage_is_refused(tmp_path: Path) -> None:
    assert _onus("tour", "--loud", folder=tmp_path).returncode == 2


def _onus(
    *arguments: str, folder: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
