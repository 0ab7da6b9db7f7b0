"""Forms: a bare verb asks for its words; what is filled in is the same request as a typed line."""

import json

from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request


def form(request: Request, title: str, *inputs: Block, submit: str) -> Block:
    """Return a form whose fields are the verb's text (`text`) and keys, by their names.

    What was typed after the verb comes back with what is filled in, as the request's `raw`.
    """
    ask = request.via
    named = f"INC-{request.incident} " if request.incident else ""
    metadata = {
        "line": f"{named}{request.verb} {request.raw}".strip(),
        "channel_id": ask.address.channel_id,
        "thread_ts": ask.address.thread_ts,
        "respond_url": ask.address.respond_url,  # answers also where Onus is no member
    }
    callback_id = f"{ask.command}:{request.verb}"
    kept = json.dumps(metadata, ensure_ascii=False)
    return blocks.modal(callback_id, title, *inputs, submit=submit, metadata=kept)
