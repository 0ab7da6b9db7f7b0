"""The record of a story: what the sandbox saw, and the moments that only the story knows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

Message = Mapping[str, Any]

INCIDENTS = "incidents"
TOLD = ("acme-status", "globex-status")
UNTOLD = ("initech-status",)
TITLE = "Virtual Machines, West Europe: partial outage"
FIRST_ESTIMATE, REVISED_ESTIMATE = "14:45", "15:30"

_PROMISE = re.compile(r"next update by (\d\d):(\d\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """What a story came to.

    channels: by name, messages as Slack returns them (blocks and metadata too), each root
    followed by its replies. names: of people and channels, by id. bot: Onus's own id.
    answers: what a person was shown, privately, by the name of the step. calls: the Web API's.
    killed_at, restarted_at: when Onus was killed, and when it was started again; business time.
    """

    channels: Mapping[str, Sequence[Message]]
    names: Mapping[str, str]
    bot: str
    answers: Mapping[str, Sequence[Message]] = field(default_factory=dict)
    calls: Sequence[Mapping[str, Any]] = ()
    killed_at: datetime | None = None
    restarted_at: datetime | None = None

    def of_onus(self, channel: str) -> list[Message]:
        """Return what Onus has posted in a channel, oldest first."""
        posted = [one for one in self.channels.get(channel, ()) if one["user"] == self.bot]
        return sorted(posted, key=posted_at)

    def answer(self, step: str) -> str:
        """Return what was shown to the person of that step, empty where nothing was."""
        return "\n".join(str(shown["text"]) for shown in self.answers.get(step, ()))


def posted_at(message: Message) -> datetime:
    """Return when it was posted, in business time: Slack's ts is that instant."""
    return datetime.fromtimestamp(float(message["ts"]), UTC)


def is_reply(message: Message) -> bool:
    """Whether it stands in a thread, below its root."""
    return message.get("thread_ts") not in (None, message["ts"])


def promised_at(message: Message) -> datetime | None:
    """Return when the next update comes, as a reader understands the message."""
    words = _PROMISE.search(message["text"])
    if words is None:
        return None
    posted = posted_at(message)
    due = posted.replace(hour=int(words[1]), minute=int(words[2]), second=0, microsecond=0)
    return due if due > posted else due + timedelta(days=1)
