"""What the sandbox remembers, as plain records. `seq` orders them across kinds and restarts."""

from pydantic import BaseModel, ConfigDict

from sandbox.errors import Json


class Pin(BaseModel):
    """Who keeps a message at hand for its channel; `created` in seconds since the epoch."""

    created: int
    created_by: str


class Message(BaseModel):
    """A message that everybody in its channel sees; `thread_ts` is set on replies only."""

    seq: int
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    client_msg_id: str | None = None
    reactions: dict[str, list[str]] = {}
    pin: Pin | None = None
    files: list[Json] | None = None


class Ephemeral(BaseModel):
    """A message that one person sees. `seq` grows with each change, so that a wait notices it."""

    seq: int
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    trigger_id: str | None = None
    via: str


class File(BaseModel):
    """A file; `key` is where its content is awaited. It can be seen once it is complete."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    key: str
    user: str
    name: str
    title: str
    size: int
    created: int
    content: bytes | None = None
    is_complete: bool = False


class View(BaseModel):
    """A modal that somebody has open, or somebody's App Home.

    `content` is what the app sent; `changed` is the `seq` of its last change.
    """

    seq: int
    changed: int
    id: str
    user: str
    content: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    values: dict[str, dict[str, Json]] = {}


class ResponseUrl(BaseModel):
    """A place where the app may answer: whom, where, about what, how often still, until when.

    `expires_at` is transport time, seconds since the epoch. `ts` is the message or the ephemeral
    whose button was clicked; a command has none.
    """

    key: str
    user: str
    channel: str
    trigger_id: str
    uses_left: int
    expires_at: float
    ts: str | None = None


class Endpoint(BaseModel):
    """Where the app takes HTTP, if anywhere, since that was last chosen."""

    url: str | None = None


class Envelope(BaseModel):
    """An event on its way to the app, kept until it is acked or given up."""

    seq: int
    envelope_id: str
    payload: Json
    attempt: int = 0
    reason: str = ""


class Offset(BaseModel):
    """How far business time is from the system's, in seconds."""

    seconds: float
