"""Which keys Slack sends: none leaves the sandbox that is not in Slack's own lists."""

import json
from pathlib import Path
from typing import Final

from sandbox.errors import Json

_FILE = Path(__file__).parent / "data" / "shapes.json"

# What the samples behind the lists happen not to hold, though Slack documents it:
# https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
_MULTI_VALUED = ("selected_options", "selected_users", "selected_conversations")


# As with files: https://docs.slack.dev/reference/events/message/file_share
_WITH_FILES = ("conversations.history", "conversations.replies")


# What the lists leave out and the reference pages tell: docs.slack.dev/reference
_DOCUMENTED_API: Final[dict[str, Json]] = {
    "conversations.archive": {},
    "conversations.kick": {"errors": {}},
    "conversations.leave": {"not_in_channel": None},
}
_REFUSAL: Final = dict.fromkeys(("ok", "error", "needed", "provided", "warning"))
_CREATED: Final = dict.fromkeys(("id", "name", "created", "creator"))


def _read() -> dict[str, dict[str, Json]]:
    shapes: dict[str, dict[str, Json]] = json.loads(_FILE.read_text(encoding="utf-8"))
    (action,) = shapes["payloads"]["BlockActionPayload"]["actions"]
    action.update({key: [] for key in _MULTI_VALUED})
    for name in _WITH_FILES:
        shapes["api"][name]["messages"][0]["files"] = []
    shapes["events"]["Message"]["event"].update({"files": [], "subtype": None})
    shapes["api"].update({name: {**_REFUSAL, **more} for name, more in _DOCUMENTED_API.items()})
    shapes["api"]["conversations.rename"] = shapes["api"]["conversations.setTopic"]
    archive = shapes["events"]["ChannelArchive"]
    event = {"type": None, "channel": _CREATED, "event_ts": None}
    shapes["events"]["ChannelCreated"] = {**archive, "event": event}
    return shapes


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
