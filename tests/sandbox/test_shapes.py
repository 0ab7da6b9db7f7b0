"""No key leaves the sandbox that Slack does not send; the lists are Slack's own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.limits import TIERS
from sandbox.shapes import conform

DATA = Path(__file__).parents[2] / "sandbox" / "data"
SHARED = Path(__file__).parents[3] / "shared" / "slack"


def test_a_key_that_slack_does_not_send_is_left_out() -> None:
    sent = conform("api", "chat.delete", {"ok": True, "ts": "1.1", "mood": "fine"})
    assert sent == {"ok": True, "ts": "1.1"}


def test_what_the_lists_leave_open_is_kept_whole() -> None:
    blocks = [{"type": "section", "anything": {"deep": 1}}]
    message = {"blocks": blocks, "metadata": {"event_type": "a", "event_payload": {"b": 1}}}
    assert conform("api", "chat.postMessage", {"ok": True, "message": message}) == {
        "ok": True,
        "message": message,
    }


def keys(shape: object, path: str = "") -> Iterator[str]:
    """Every key of a shape with its way there."""
    if isinstance(shape, dict):
        for key, part in shape.items():
            yield f"{path}/{key}"
            yield from keys(part, f"{path}/{key}")
    elif isinstance(shape, list) and shape:
        yield from keys(shape[0], f"{path}[]")


def read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.skipif(not SHARED.exists(), reason="Slack's lists are not beside this clone")
def test_the_lists_hold_nothing_that_slacks_own_do_not() -> None:
    for family, shapes in read(DATA / "shapes.json").items():
        for name, shape in shapes.items():
            theirs = read(SHARED / family / f"{name}.json")
            assert set(keys(shape)) <= set(keys(theirs)), f"{family} {name}"


@pytest.mark.skipif(not SHARED.exists(), reason="Slack's tiers are not beside this clone")
def test_the_tiers_are_slacks() -> None:
    theirs = read(SHARED / "rate_limit_tiers.json")
    assert {method: theirs[method] for method in TIERS} == TIERS
