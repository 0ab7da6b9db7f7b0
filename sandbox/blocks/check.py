"""Checks an app's blocks and says, as Slack does, where they are wrong and why."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import ValidationError

from sandbox.blocks.layout import Home, MessageBlocks, Modal
from sandbox.blocks.parts import Part
from sandbox.elements import elements_of
from sandbox.errors import Json, SlackError

_REASONS = {
    "missing": "missing required field: {field}",
    "extra_forbidden": "invalid additional property: {field}",
    "union_tag_invalid": "unsupported type: {tag}",
    "union_tag_not_found": "missing required field: type",
    "string_too_long": "must be no more than {max_length} characters",
    "string_too_short": "must be no less than {min_length} characters",
    "too_long": "no more than {max_length} items allowed",
    "too_short": "no less than {min_length} items allowed",
    "value_error": "{error}",
}


def message_blocks(blocks: object, *, refused: Collection[str] = ()) -> list[Json]:
    """Return the blocks of a message; raises invalid_blocks with block and reason, or _format.

    refused: types that are not taken although they are well formed.
    """
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    _check({"blocks": blocks}, MessageBlocks, code="invalid_blocks")
    for index, block in enumerate(blocks):
        if block["type"] in refused:
            place = f"[json-pointer:/blocks/{index}/type]"
            messages = [f"[ERROR] unsupported type: {block['type']} {place}"]
            raise SlackError("invalid_blocks", response_metadata={"messages": messages})
    return blocks


def view_content(view: object, kind: str) -> Json:
    """Return a modal or an App Home; raises invalid_arguments with place and reason."""
    if not isinstance(view, dict) or view.get("type") != kind:
        messages = [f"[ERROR] a view of type {kind} is expected [json-pointer:/view/type]"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    _check(view, Home if kind == "home" else Modal, code="invalid_arguments")
    return view


def _check(given: Json, model: type[Part], *, code: str) -> None:
    try:
        model.model_validate(given)
        messages = list(_repeated(given["blocks"]))
    except ValidationError as error:
        messages = [_told(fault, given) for fault in error.errors()]
    if messages:
        raise SlackError(code, response_metadata={"messages": messages})


def _repeated(blocks: list[Json]) -> Iterator[str]:
    """block_id is unique in its message or view, action_id in its block."""
    for block_id, times in Counter(block.get("block_id") for block in blocks).items():
        if block_id and times > 1:
            yield f"[ERROR] block_id {block_id} already exists [json-pointer:/blocks]"
    for index, block in enumerate(blocks):
        for action_id, times in Counter(each["action_id"] for each in elements_of(block)).items():
            if times > 1:
                yield f"[ERROR] action_id {action_id} already exists [json-pointer:/blocks/{index}]"


def _told(fault: Any, given: Json) -> str:  # noqa: ANN401 - pydantic's ErrorDetails
    reason = _REASONS.get(fault["type"], fault["msg"])
    field = fault["loc"][-1] if fault["loc"] else ""
    text = reason.format(field=field, **fault.get("ctx", {}))
    return f"[ERROR] {text} [json-pointer:/{'/'.join(_pointer(fault['loc'], given))}]"


def _pointer(loc: tuple[Any, ...], given: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Return the place in what was given, without pydantic's own steps (the types of unions)."""
    for step in loc:
        if isinstance(given, list) or (isinstance(given, dict) and step in given):
            given = given[step]
            yield str(step)
