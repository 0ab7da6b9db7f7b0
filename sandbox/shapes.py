"""Which keys Slack sends: none leaves the sandbox that is not in Slack's own lists."""

import json
from pathlib import Path
from typing import Final

from sandbox.errors import Json

_DATA = Path(__file__).parent / "data"


def _read() -> dict[str, dict[str, Json]]:
    """Return Slack's lists, and what they leave out though docs.slack.dev/reference tells it."""
    lists, documented = (
        json.loads((_DATA / name).read_text(encoding="utf-8"))
        for name in ("shapes.json", "documented.json")
    )
    return {family: _merged(lists[family], documented[family]) for family in lists}


def _merged(shape: Json, more: Json) -> Json:
    return {key: _merged_part(shape.get(key), more.get(key)) for key in {**shape, **more}}


def _merged_part(shape: object, more: object) -> object:
    if isinstance(shape, dict) and isinstance(more, dict):
        return _merged(shape, more)
    if isinstance(shape, list) and isinstance(more, list) and shape and more:
        return [_merged_part(shape[0], more[0])]
    return more if shape is None else shape


SHAPES: Final = _read()


def conform(family: str, name: str, value: Json) -> Json:
    """Leave out what Slack would not send. `family` is api, events or payloads."""
    cut = _cut(SHAPES[family][name], value)
    assert isinstance(cut, dict)
    return cut


def _cut(shape: object, value: object) -> object:
    """Return an empty dict or list in a shape stands for free content (blocks, state, metadata)."""
    if isinstance(shape, dict) and shape and isinstance(value, dict):
        return {key: _cut(shape[key], part) for key, part in value.items() if key in shape}
    if isinstance(shape, list) and shape and isinstance(value, list):
        return [_cut(shape[0], part) for part in value]
    return value
