"""What a person did, free of Slack's shapes: a line after a command, or a filled-in form."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from domain.people import NotAllowedError
from storage.outbox import Address

SLACK_SAYS = "slack:"
"""How the key of an ask begins that comes of an event of Slack's own."""


@dataclass(frozen=True)
class Upload:
    """A file of text that somebody chose in a form."""

    name: str
    text: str


@dataclass(frozen=True)
class Ask:
    """Something a person wants done.

    key: its identity, the same when Slack delivers it again. line: what was typed after the
    command, or what a button stands for. form: a form's fields, in place of a line's words.
    thread_ts: the thread it was said in. address: where the answer goes. typed: by a slash
    command, which Slack offers only to people of the workspace. upload: the form's file.
    trigger_id: what opens a modal, for three seconds; it is not kept.
    """

    key: str
    command: str
    line: str
    address: Address
    thread_ts: str | None = None
    form: Mapping[str, str] | None = None
    typed: bool = False
    upload: Upload | None = None
    trigger_id: str | None = None

    def check_by_slack(self) -> None:
        """Refuse what somebody typed and only Slack itself can say; raises NotAllowedError."""
        if not self.key.startswith(SLACK_SAYS):
            raise NotAllowedError("Only Slack says that.")

    @property
    def user_id(self) -> str:
        """Who wants it."""
        return self.address.user_id


def to_body(ask: Ask) -> dict[str, Any]:
    """Return it as JSON's types, without the response_url, which is kept apart."""
    body = asdict(replace(ask, address=replace(ask.address, respond_url=None)))
    del body["trigger_id"]
    return body


def from_body(body: Mapping[str, Any], *, respond_url: str | None) -> Ask:
    """Return what `to_body` made of it."""
    address = Address(**{**body["address"], "respond_url": respond_url})
    upload = Upload(**body["upload"]) if body.get("upload") else None
    return Ask(**{**body, "address": address, "upload": upload})
