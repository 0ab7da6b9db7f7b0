"""A record in which every check holds, small enough to be read, and hands to doctor it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from bot.tour.record import TITLE, TOLD, Message, Record

ONUS = "U0ONUS"
NAMES = {
    "U0ALICE": "alice",
    "U0BOB": "bob",
    "C0INCIDENTS": "incidents",
    "C0ACME": "acme-status",
    "C0GLOBEX": "globex-status",
    "C0INITECH": "initech-status",
}
_number = count(1)


def instant(clock: str) -> datetime:
    """Return an instant of the story's day: `14:05` or `14:05:30`."""
    return datetime.fromisoformat(f"2026-03-02T{clock}").replace(tzinfo=UTC)


def post(clock: str, text: str, *, thread_ts: str | None = None, **more: object) -> Message:
    """Return a post of Onus, with a delivery id of its own."""
    payload = {"delivery_id": f"delivery-{next(_number)}"}
    return {
        "ts": f"{instant(clock).timestamp() + next(_number) / 1000:.6f}",
        "thread_ts": thread_ts,
        "user": ONUS,
        "text": text,
        "metadata": {"event_type": "onus_delivery", "event_payload": payload},
        **more,
    }


def good_record() -> Record:
    """Return a record of a story that went as it should."""
    incidents = _incidents()
    told = [f"14:00 UTC  {line}" for line in (_OPENED, _DETERMINED)]
    told += [f"{_clock(one)} UTC  {one['text']}" for one in incidents[1:]]
    return Record(
        channels={
            "general": [],
            "incidents": incidents,
            **{channel: _notices() for channel in TOLD},
            "initech-status": [],
        },
        names=NAMES,
        bot=ONUS,
        answers={
            "whoowns": [
                {"text": "*Ours. Provider, not the customer.*\nSource: https://example.org/"}
            ],
            "unknown": [{"text": "Try these", "blocks": [_buttons("hypervisor", "runtime")]}],
            "nearest": [{"text": "*Hypervisor*\nIaaS: provider"}],
            "own approval": [{"text": "You proposed this yourself: a second person approves it."}],
            "timeline": [{"text": "\n".join(told)}],
        },
        calls=[{"method": "chat.postMessage", "args": {"channel": "C0ACME"}}],
        killed_at=instant("14:49"),
        restarted_at=instant("14:53"),
    )


def with_message(record: Record, channel: str, index: int, **changed: object) -> Record:
    """Return the record with one message changed."""
    messages = list(record.channels[channel])
    messages[index] = {**messages[index], **changed}
    return with_messages(record, channel, messages)


def with_text(record: Record, channel: str, index: int, old: str, new: str) -> Record:
    """Return the record with other words in one message."""
    text = record.channels[channel][index]["text"]
    assert old in text, f"{old!r} is not in {text!r}"
    return with_message(record, channel, index, text=text.replace(old, new))


def with_messages(record: Record, channel: str, messages: Sequence[Message]) -> Record:
    """Return the record with other messages in a channel."""
    return replace(record, channels={**record.channels, channel: list(messages)})


def without(record: Record, channel: str, index: int) -> Record:
    """Return the record without one message."""
    messages = list(record.channels[channel])
    del messages[index]
    return with_messages(record, channel, messages)


def with_answer(record: Record, step: str, *shown: Message) -> Record:
    """Return the record with something else shown for a step."""
    return replace(record, answers={**record.answers, step: list(shown)})


_LATE = "Posted 3 min later than promised."
_OPENED = "<@U0ALICE> opened it as SEV1 critical: Hypervisor escape suspected"
_DETERMINED = "<@U0ALICE> determined the responsibility: provider."


def _incidents() -> list[Message]:
    card = post(
        "14:00",
        "*INC-1 · closed*\n*Responsibility*\n*Provider* (ours): hypervisor under iaas, by matrix "
        "azure-2026 version 1",
    )
    lines = [
        ("14:01", "<@U0ALICE> moved it from detect to *assess*."),
        ("14:02", "<@U0ALICE> moved it from assess to *diagnose*."),
        ("14:02", "<@U0ALICE> proposes a mitigation: *restart*."),
        ("14:03", "<@U0BOB> approved *restart*."),
        ("14:04", "<@U0ALICE> moved it from diagnose to *stabilize*."),
        ("14:05", "<@U0ALICE> began *restart*."),
        ("15:15", "<@U0ALICE> moved it from stabilize to *close*."),
        ("15:25", "<@U0ALICE> closed the incident."),
    ]
    return [card, *(post(clock, line, thread_ts=card["ts"]) for clock, line in lines)]


def _notices() -> list[Message]:
    root = post(
        "14:05", f"*Outage · {TITLE}*\nEstimated recovery: 14:45 UTC.\nNext update by 14:20 UTC."
    )
    later = [
        ("14:20:02", "We promised an update by 14:20 and have none. Next update by 14:50."),
        ("14:53:02", f"We promised an update by 14:50. Next update by 15:20.\n{_LATE}"),
        ("14:55", "Recovery: 15:30 UTC. Before, it was 14:45 UTC. Next update by 15:25 UTC."),
        ("15:15", "*Resolved*\nNo further update is planned."),
    ]
    return [root, *(post(clock, text, thread_ts=root["ts"]) for clock, text in later)]


def _buttons(*labels: str) -> dict[str, Any]:
    made = [{"type": "button", "text": {"text": label}} for label in labels]
    return {"type": "actions", "elements": made}


def _clock(message: Message) -> str:
    return f"{datetime.fromtimestamp(float(message['ts']), UTC):%H:%M}"
