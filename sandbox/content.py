"""What an app puts into a message or a view: checked, and completed as Slack does."""

import json
import secrets
from collections.abc import Collection
from typing import Any, Final

from sandbox.blocks.check import message_blocks, view_content
from sandbox.errors import Json, SlackError

_LONGEST_TEXT: Final = 40_000
_LARGEST_METADATA: Final = 16_000
_ACTING = {"actions": "elements", "card": "actions", "section": "accessory", "input": "element"}


def message(body: Json, *, refused: Collection[str] = ()) -> Json:
    """`text` and `blocks` of a message; raises no_text, msg_too_long, invalid_blocks.

    refused: types of blocks that are not taken yet, as while Slack rolls them out.
    """
    given = body.get("text") or ""
    blocks = message_blocks(body.get("blocks") or [], refused=refused)
    if not isinstance(given, str) or not (given.strip() or blocks):
        raise SlackError("no_text")
    return {"text": text(given), "blocks": _with_ids(blocks) or None}


def text(given: str) -> str:
    """Return a message's text; raises msg_too_long."""
    if len(given) > _LONGEST_TEXT:
        raise SlackError("msg_too_long")
    return given


def view(body: object, kind: str) -> Json:
    """Return a view's content; raises invalid_arguments."""
    checked = view_content(body, kind)
    return {**checked, "blocks": _with_ids(checked["blocks"])}


def metadata(given: object) -> Json | None:
    """Return a message's metadata; raises invalid_metadata_format, metadata_too_large."""
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) != {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format")
    if not isinstance(given["event_type"], str) or not isinstance(given["event_payload"], dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(given)) > _LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return given


def _with_ids(blocks: list[Json]) -> list[Json]:
    """Give a block or an element without an id one, as Slack does."""
    return [{"block_id": _made_up(), **_with_action_ids(block)} for block in blocks]


def _with_action_ids(block: Json) -> Json:
    key = _ACTING.get(block["type"])
    if key is None or key not in block:
        return block
    held = block[key]
    named: Any = [_named(each) for each in held] if isinstance(held, list) else _named(held)
    return {**block, key: named}


def _named(element: Json) -> Json:
    return element if element["type"] == "image" else {"action_id": _made_up(), **element}


def _made_up() -> str:
    return secrets.token_urlsafe(4)
