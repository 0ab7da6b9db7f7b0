"""What a reader sees: the story as it is played, the channels at its end, and the checks."""

import json
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from bot.tour.checks import Check
from bot.tour.reading import as_read
from bot.tour.record import Message, Record, is_reply, posted_at
from bot.tour.story import Scene

STORY = "The story, as people act it. What stands behind │ only that person is shown.\n"
_CHANNELS = "\nThe channels, as everybody in them reads them. Times are UTC.\n"
_WIDTH = 100


def scene(happened: Scene, names: Mapping[str, str]) -> str:
    """Show what somebody did, and what only they were shown for it."""
    lines = list(_block(f"{happened.at:%H:%M}  {happened.who}  ", happened.did))
    for message in happened.shown:
        lines += _block("         │ ", as_read(message["text"], names))
    return "\n".join(lines)


def channels(record: Record) -> str:
    """Show every channel, its threads indented; times in UTC, of the business clock."""
    parts = [_CHANNELS]
    for name, messages in record.channels.items():
        parts.append(f"#{name}")
        parts += [_message(one, record) for one in messages] or ["   (nobody has said anything)"]
        parts.append("")
    return "\n".join(parts)


def verdicts(checks: Sequence[Check]) -> str:
    """Show the checks, a line each, and what they come to."""
    held = sum(check.ok for check in checks)
    lines = ["What it proves, judged from the record of the local Slack.\n"]
    lines += [f"{'✓' if check.ok else '✗'} {check.name}: {check.detail}" for check in checks]
    return "\n".join([*lines, "", f"{held} of {len(checks)} checks hold."])


def as_json(record: Record, checks: Sequence[Check]) -> str:
    """Return the same for a program."""
    shown: dict[str, Any] = {
        "ok": all(check.ok for check in checks),
        "checks": [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in checks],
        "channels": {
            name: [_entry(one, record) for one in messages]
            for name, messages in record.channels.items()
        },
    }
    return json.dumps(shown, indent=2, ensure_ascii=False)


def _message(message: Message, record: Record) -> str:
    indent = "      ↳ " if is_reply(message) else "   "
    head = f"{indent}{posted_at(message):%H:%M}  {_author(message, record)}  "
    return "\n".join(_block(head, as_read(message["text"], record.names)))


def _entry(message: Message, record: Record) -> dict[str, str | None]:
    return {
        "ts": message["ts"],
        "thread_ts": message.get("thread_ts"),
        "user": _author(message, record),
        "text": as_read(message["text"], record.names),
    }


def _author(message: Message, record: Record) -> str:
    author = str(message["user"])
    return "onus" if author == record.bot else record.names.get(author, author)


def _block(head: str, text: str) -> Iterator[str]:
    """Put the text beside its head, every further line below its first."""
    for line in text.splitlines():
        for part in wrap(line, _WIDTH - len(head)) or [""]:
            yield f"{head}{part}".rstrip()
            head = head if "│" in head else " " * len(head)
