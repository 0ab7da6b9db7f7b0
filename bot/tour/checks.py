"""The checks: what the story proves, judged from the sandbox's record alone.

Each returns in a sentence what it saw, or raises NotSoError with what is wrong.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bot.people import buttons, label_of
from bot.tour.reading import as_read
from bot.tour.record import (
    FIRST_ESTIMATE,
    INCIDENTS,
    REVISED_ESTIMATE,
    TITLE,
    TOLD,
    UNTOLD,
    Message,
    Record,
    is_reply,
    posted_at,
    promised_at,
)

_MINUTE = timedelta(minutes=1)
_CUSTOMERS = (*TOLD, *UNTOLD)
_HELD = re.compile(r"promised an update by", re.IGNORECASE)
_OVER = re.compile(r"\bresolved\b|\bis over\b", re.IGNORECASE)
_INSIDE = (
    r"hypervisor|\biaas\b|escape|cluster 7|\bsev\W?\d|severity|\binc-?\d|\bincident\b|responsib"
    r"|\b(?:detect|assess|diagnose|stabilize)\b|mitigat|<@|alice|bob|carol"
)
_PHASES = [
    ("detect", "assess"),
    ("assess", "diagnose"),
    ("diagnose", "stabilize"),
    ("stabilize", "close"),
]


class NotSoError(Exception):
    """A check does not hold; the text says what is wrong."""


@dataclass(frozen=True)
class Check:
    """A judgement with what it rests on."""

    name: str
    ok: bool
    detail: str


def judge(record: Record) -> list[Check]:
    """Judge a record by every check, in the contract's order."""
    return [_judged(check, record) for check in CHECKS]


def whoowns_answers(record: Record) -> str:
    """Require the owner in the first line, and a source with its address."""
    first, _, rest = _answer(record, "whoowns").partition("\n")
    _require(first.startswith("Ours."), f"the first line is “{first}”")
    _require("https://" in rest, "the answer names no source with its address")
    return f"“{first}”, with its source"


def unknown_word_offers_nearest(record: Record) -> str:
    """Require the nearest words as buttons, and an answer to the first button."""
    shown = record.answers.get("unknown", ())
    offered = [label_of(button) for message in shown for button in buttons(message)]
    _require("hypervisor" in offered, f"the buttons are {offered}")
    answered = _answer(record, "nearest")
    _require("Hypervisor" in answered, f"the button answered “{answered[:80]}”")
    return f"“hyper” is not known; offered: {', '.join(offered)}; the first answers"


def incident_in_thread(record: Record) -> str:
    """Require one card in the incidents channel, and all else in its thread."""
    card, thread = _card(record), _thread(record)
    _require(len(thread) > 0, "nothing stands in its thread")
    strays = [one for one in thread if one["thread_ts"] != card["ts"]]
    _require(not strays, f"{len(strays)} messages stand in another thread")
    return f"one card, {len(thread)} messages in its thread"


def phases_in_order(record: Record) -> str:
    """Require each move to the next phase in the thread, and then the end."""
    lines = _read(record, _thread(record))
    moves = [
        (move[1], move[2]) for line in lines if (move := re.search(r"from (\w+) to (\w+)", line))
    ]
    _require(moves == _PHASES, f"the moves are {moves}")
    _require(any("closed the incident" in line for line in lines[-1:]), "it is not closed at last")
    return "detect → assess → diagnose → stabilize → close → closed"


def determination_on_card(record: Record) -> str:
    """Require on the card whose responsibility it is, by which matrix and version."""
    found = re.search(
        r"Responsibility\n(Provider\b.*hypervisor under iaas.* matrix \S+ version \d+)",
        as_read(_card(record)["text"], record.names),
    )
    _require(found is not None, "the card names no determination of the provider")
    return found[1] if found else ""


def mitigation_needed_second_person(record: Record) -> str:
    """Require that the proposer's own approval was refused, and another's came before the begin."""
    own = _answer(record, "own approval")
    _require("second person" in own, f"the proposer's own approval was answered “{own}”")
    lines = "\n".join(_read(record, _thread(record)))
    told = re.search(r"@(\w+) proposes(?s:.*?)@(\w+) approved(?s:.*?)@(\w+) began", lines)
    _require(told is not None, "the thread does not tell proposal, approval, begin in that order")
    proposer, approver = (told[1], told[2]) if told else ("", "")
    _require(lines.count(" approved ") == 1, "it was approved more than once")
    _require(proposer != approver, f"{proposer} approved their own proposal")
    return f"proposed by {proposer}, whose own approval was refused; approved by {approver}"


def affected_customers_told(record: Record) -> str:
    """Require title, estimate and next update in one thread for each affected customer."""
    for channel in TOLD:
        first = _posts(record, channel)[0]
        text = as_read(first["text"], record.names)
        for part in (TITLE, FIRST_ESTIMATE):
            _require(part in text, f"#{channel} first read no “{part}”")
        _require(promised_at(first) is not None, f"#{channel} was promised no next update")
        _require(
            all(one.get("thread_ts") == first["ts"] for one in _posts(record, channel)[1:]),
            f"#{channel} reads of the outage outside of its thread",
        )
    return f"{_listed(TOLD)} read “{TITLE}”, one thread each"


def others_heard_nothing(record: Record) -> str:
    """Require silence in the channel of a customer that is not affected: no message, no call."""
    ids = {id_: name for id_, name in record.names.items() if name in UNTOLD}
    for name in UNTOLD:
        _require(name in record.channels, f"there is no #{name}")
        _require(not record.channels[name], f"something was said in #{name}")
    for call in record.calls:
        channel = call["args"].get("channel")
        posts = call["method"].startswith("chat.")
        _require(not (posts and channel in ids), f"{call['method']} went to #{ids.get(channel)}")
    return f"{_listed(UNTOLD)} is empty, and nothing was sent there"


def internal_words_stayed_inside(record: Record) -> str:
    """Require that no customer could read an inside word, in text, blocks or metadata."""
    for channel, message in _read_by_customers(record):
        _check_words(channel, message)
        _check_metadata(channel, message)
    return "no inside word and no other customer's name in text, blocks or metadata"


def holding_statement_on_time(record: Record) -> str:
    """Require that customers read the first holding statement in the promised minute."""
    seen = []
    for channel in TOLD:
        posts = _posts(record, channel)
        pairs = ((before, one) for before, one in pairwise(posts) if _HELD.search(one["text"]))
        before, statement = next(pairs, (None, None))
        promised = promised_at(before) if before else None
        if promised is None or statement is None:
            raise NotSoError(f"#{channel} read no holding statement after a promise")
        read = f"#{channel} was promised {promised:%H:%M} and read it at {_clock(statement)}"
        _require(promised <= posted_at(statement) < promised + _MINUTE, read)
        seen.append(read)
    return "; ".join(seen)


def revised_estimate_shows_both(record: Record) -> str:
    """Require one message to each affected customer with the new estimate and the one before."""
    for channel in TOLD:
        both = [
            one
            for one in _posts(record, channel)
            if REVISED_ESTIMATE in one["text"] and FIRST_ESTIMATE in one["text"]
        ]
        _require(bool(both), f"#{channel} reads no message with both estimates")
    return f"from {FIRST_ESTIMATE} to {REVISED_ESTIMATE}, both in one message"


def survived_kill(record: Record) -> str:
    """Require what fell due while Onus was dead once, after its start, saying that it is late."""
    killed_at, restarted_at = record.killed_at, record.restarted_at
    if killed_at is None or restarted_at is None:
        raise NotSoError("Onus was not killed and started again")
    seen = set()
    for channel in TOLD:
        posts = _posts(record, channel)
        before = [one for one in posts if posted_at(one) <= killed_at]
        promised = promised_at(before[-1]) if before else None
        if promised is None or not killed_at < promised < restarted_at:
            raise NotSoError(f"nothing promised to #{channel} fell due while Onus was dead")
        words = f"promised an update by {promised:%H:%M}"
        came = [one for one in posts if words in one["text"] and posted_at(one) > killed_at]
        _require(len(came) == 1, f"what #{channel} was promised came {len(came)} times")
        posted = posted_at(came[0])
        late = int((posted - promised) / _MINUTE)
        _require(
            f"{late} min later than promised" in came[0]["text"], f"#{channel}: no word of late"
        )
        seen.add(f"due {promised:%H:%M} while Onus was dead, read at {posted:%H:%M}, once")
    return "; ".join(sorted(seen))


def recovery_told(record: Record) -> str:
    """Require that each affected customer reads last that it is over, with no promise open."""
    for channel in TOLD:
        last = _posts(record, channel)[-1]
        _require(bool(_OVER.search(last["text"])), f"#{channel} read last: {last['text'][:80]}")
        _require(promised_at(last) is None, f"#{channel} still waits for an update")
    return f"{_listed(TOLD)} read that it is over"


def timeline_complete(record: Record) -> str:
    """Require all that the thread told in the timeline, in order, from opening to close."""
    timeline = _answer(record, "timeline")
    lines = "\n".join(_read(record, _thread(record))).splitlines()
    missing = [line for line in lines if line not in timeline]
    _require(not missing, f"the timeline does not tell: {missing[:1]}")
    times = re.findall(r"^(\d\d:\d\d) UTC", timeline, re.MULTILINE)
    _require(times == sorted(times), "it is not in order of time")
    for part in ("opened it", "determined the responsibility", "closed the incident"):
        _require(part in timeline, f"the timeline has no “{part}”")
    return f"{len(times)} entries from {times[0]} to {times[-1]}"


def nothing_doubled(record: Record) -> str:
    """Require that no delivery id stands twice in Slack, and no customer reads a text twice."""
    ids: list[object] = []
    for channel in record.channels:
        ids += [_delivery_id(one) for one in record.of_onus(channel)]
    _require(bool(ids), "nothing was posted")
    _require(None not in ids, "a post carries no delivery id")
    _require(not _twice(ids), f"delivery {_twice(ids)} stands twice")
    read = _twice((channel, one["text"]) for channel, one in _read_by_customers(record))
    _require(not read, f"customers read twice: {read[:1]}")
    return f"{len(ids)} posts, as many delivery ids"


CHECKS: tuple[Callable[[Record], str], ...] = (
    whoowns_answers,
    unknown_word_offers_nearest,
    incident_in_thread,
    phases_in_order,
    determination_on_card,
    mitigation_needed_second_person,
    affected_customers_told,
    others_heard_nothing,
    internal_words_stayed_inside,
    holding_statement_on_time,
    revised_estimate_shows_both,
    survived_kill,
    recovery_told,
    timeline_complete,
    nothing_doubled,
)


def _judged(check: Callable[[Record], str], record: Record) -> Check:
    try:
        return Check(check.__name__, ok=True, detail=check(record))
    except NotSoError as wrong:
        return Check(check.__name__, ok=False, detail=str(wrong))


def _require(so: bool, wrong: str) -> None:  # noqa: FBT001  # reads as an assertion
    if not so:
        raise NotSoError(wrong)


def _answer(record: Record, step: str) -> str:
    return as_read(record.answer(step), record.names)


def _card(record: Record) -> Message:
    roots = [one for one in record.of_onus(INCIDENTS) if not is_reply(one)]
    _require(len(roots) == 1, f"{len(roots)} messages stand in #{INCIDENTS} itself")
    return roots[0]


def _thread(record: Record) -> list[Message]:
    return [one for one in record.of_onus(INCIDENTS) if is_reply(one)]


def _posts(record: Record, channel: str) -> list[Message]:
    posts = record.of_onus(channel)
    _require(bool(posts), f"#{channel} was told nothing")
    return posts


def _clock(message: Message) -> str:
    return f"{posted_at(message):%H:%M:%S}"


def _read(record: Record, messages: list[Message]) -> list[str]:
    return [as_read(one["text"], record.names) for one in messages]


def _read_by_customers(record: Record) -> list[tuple[str, Message]]:
    read = [(channel, one) for channel in _CUSTOMERS for one in record.of_onus(channel)]
    _require(bool(read), "no customer was told anything")
    return read


def _check_words(channel: str, message: Message) -> None:
    shown = json.dumps([message["text"], message.get("blocks"), message.get("metadata")])
    others = {other.partition("-")[0] for other in _CUSTOMERS if other != channel}
    inside = re.search(rf"{_INSIDE}|{'|'.join(sorted(others))}", shown, re.IGNORECASE)
    _require(inside is None, f"#{channel} could read “{inside.group() if inside else ''}”")


def _check_metadata(channel: str, message: Message) -> None:
    metadata = message.get("metadata") or {}
    told = {*metadata, *metadata.get("event_payload", {})}
    extra = told - {"event_type", "event_payload", "delivery_id"}
    _require(not extra, f"#{channel} could read {sorted(extra)} in metadata")


def _delivery_id(message: Message) -> object:
    return (message.get("metadata") or {}).get("event_payload", {}).get("delivery_id")


def _twice(values: Iterable[object]) -> list[object]:
    return [value for value, times in Counter(values).items() if times > 1]


def _listed(channels: tuple[str, ...]) -> str:
    return ", ".join(f"#{channel}" for channel in channels)
