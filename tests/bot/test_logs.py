"""Logs for people and for machines; no secret in either."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs

SECRETS = (
    "xoxb-123-abc",
    "xapp-1-A-9",
    "postgresql://onus:hunter2@db/onus",
    "https://hooks.slack.com/commands/T1/123/abc",
    "https://hooks.slack.com/actions/T1/123/abc",
    "http://127.0.0.1:8030/response/abc",
    "wss://wss.slack.com/link/?ticket=abc-def",
)
GIVEN_AWAY = ("xoxb", "xapp", "hunter2", "T1/123", "response/abc", "abc-def")


@pytest.fixture(params=["text", "json"])
def written(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr("sys.stderr", written := io.StringIO())
    logs.set_up(level="info", form=request.param)
    yield written
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_stands_in_a_line_nor_in_an_exception(written: io.StringIO, secret: str) -> None:
    log = logging.getLogger("onus")
    log.info("connecting with %s now", secret)
    log.error("lost", exc_info=ConnectionError(f"no answer from {secret}!"))
    shown = written.getvalue()
    assert "connecting with" in shown
    assert "ConnectionError" in shown
    assert "(secret)" in shown
    assert not [word for word in GIVEN_AWAY if word in shown]


def test_levels_hold_and_libraries_are_quiet(written: io.StringIO) -> None:
    logging.getLogger("onus").debug("detail")
    for library in ("slack_sdk.web", "alembic.runtime", "apscheduler.scheduler"):
        logging.getLogger(library).info("chatter")
    assert written.getvalue() == ""


def test_machines_read_a_json_object_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    monkeypatch.setattr("sys.stderr", written := io.StringIO())
    logs.set_up(level="warning", form="json")
    logging.getLogger("onus").warning("line one\nline two “quoted”")
    root.handlers[:] = before
    root.setLevel(level)
    (line,) = written.getvalue().splitlines()
    read = json.loads(line)
    assert (read["level"], read["logger"]) == ("warning", "onus")
    assert read["message"] == "line one\nline two “quoted”"
    assert read["at"].endswith("+00:00")
