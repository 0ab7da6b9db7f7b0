"""Forms: a bare verb asks for its words; what is filled in is the same request as a typed line."""

import json

from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request


def form(request: Request, title: str, *inputs: Block, submit: str) -> Block:
    """Return a form whose fields are the verb's text (`text`) and keys, by their names."""
    ask = request.via
    metadata = {
        "line": f"INC-{request.incident} {request.verb}" if request.incident else request.verb,
        "channel_id": ask.address.channel_id,
        "thread_ts": ask.address.thread_ts,
        "respond_url": ask.address.respond_url,  # answers also where Onus is no member
    }
    callback_id = f"{ask.command}:{request.verb}"
    return blocks.modal(callback_id, title, *inputs, submit=submit, metadata=json.dumps(metadata))
