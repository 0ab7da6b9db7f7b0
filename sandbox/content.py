"""What an app puts into a message, an ephemeral or a view: checked, and completed as Slack does."""

import secrets
from typing import Final

from sandbox.errors import Json, SlackError

_LONGEST_TEXT: Final = 40_000


def message(body: Json) -> Json:
    """`text` and `blocks` of a message; raises no_text, msg_too_long, invalid_blocks."""
    text = body.get("text") or ""
    blocks = body.get("blocks") or None
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > _LONGEST_TEXT:
        raise SlackError("msg_too_long")
    return {"text": text, "blocks": blocks and with_ids(blocks)}


def metadata(given: object) -> Json | None:
    """A message's metadata; raises invalid_metadata_format."""
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) != {"event_type", "event_payload"}:
        raise SlackError("invalid_metadata_format")
    return given


def with_ids(blocks: list[Json]) -> list[Json]:
    """Give a block without `block_id` one, as Slack does."""
    return [{"block_id": secrets.token_urlsafe(4), **block} for block in blocks]


def view(body: object, kind: str) -> Json:
    """A view's content; raises invalid_arguments."""
    if not isinstance(body, dict) or body.get("type") != kind:
        raise SlackError("invalid_arguments")
    return {**body, "blocks": with_ids(body["blocks"])}
