"""A letter: a notice as e-mail and webhooks carry it, in plain words and as data for programs.

It is made of what the notice tells in Slack and of nothing else, so that no way says more.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from domain.maintenance import Maintenance
from domain.outage import Change, NoticeKind, Outage, Status
from domain.words import PublicMessage

SUBJECT_LIMIT = 150
TEST = "test"
"""The kind of a test, and the reference that all of them share."""

_BESIDE = re.compile(r" \([^()\n]*<!date\^[^<>]*>\)")
_INSTANT = re.compile(r"(?:in your time: )?<!date\^[^<>|]*\|([^<>]*)>")
_WHOLE_LINE = re.compile(r"^([*_])(.*)\1$", re.MULTILINE)
_OF_NONE: dict[str, str | None] = dict.fromkeys(("title", "impact", "status", "estimate"))
_AS_TOLD = {NoticeKind.NEWCOMER: NoticeKind.OUTAGE}


@dataclass(frozen=True)
class Letter:
    """What customers read beside Slack.

    subject: one line; text: the whole message; data: the same for programs, as JSON's types.
    """

    subject: str
    text: str
    data: dict[str, str | None]


def letter(
    outage: Outage | None,
    change: Change,
    message: PublicMessage,
    *,
    reference: str,
    now: datetime,
) -> Letter:
    """Return a notice as a letter; outage: as it was before it, None where it is of none."""
    return _letter(message, _data(outage, change, reference, now), sign=f" [{reference}]")


def planned_letter(plan: Maintenance, message: PublicMessage) -> Letter:
    """Return a message about a planned maintenance as a letter; plan: as the message leaves it."""
    told: dict[str, str | None] = {
        "kind": "maintenance",
        "reference": plan.reference,
        "next_update_at": None,
        "title": plan.title.words,
        "impact": str(plan.impact),
        "status": str(plan.stage),
        "estimate": None,
        "starts_at": _iso(plan.starts_at),
        "ends_at": _iso(plan.ends_at),
    }
    return _letter(message, told, sign=f" [{plan.reference}]")


def test_letter(message: PublicMessage) -> Letter:
    """Return a test as a letter: it tells programs that it is one."""
    told: dict[str, str | None] = {"kind": TEST, "reference": TEST, "next_update_at": None}
    return _letter(message, {**told, **_OF_NONE}, sign="")


def _letter(message: PublicMessage, data: dict[str, str | None], *, sign: str) -> Letter:
    text = plain_words(message.text)
    title = " ".join(text.partition("\n")[0].split())[:SUBJECT_LIMIT]
    return Letter(f"{title}{sign}", text, data)


def plain_words(mrkdwn: str) -> str:
    """Return a message to customers without Slack's marks: the emphasis of whole lines goes.

    Instants are in UTC, since a letter does not know its reader's zone: the reader's own time in
    brackets goes. Nothing else within a line is taken away: what the outbound check saw stands
    apart stays apart.
    """
    in_utc = _INSTANT.sub(r"\1", _BESIDE.sub("", mrkdwn))
    return unescape(_WHOLE_LINE.sub(r"\2", in_utc))


def _data(
    outage: Outage | None, change: Change, reference: str, now: datetime
) -> dict[str, str | None]:
    told = {
        "kind": str(_AS_TOLD.get(change.kind, change.kind)),
        "reference": reference,
        "next_update_at": _iso(change.next_update_at),
    }
    return {**told, **(_of_outage(outage, change, now) if outage else _OF_NONE)}


def _of_outage(outage: Outage, change: Change, now: datetime) -> dict[str, str | None]:
    spared = change.kind is NoticeKind.CLEARED
    over = change.kind is NoticeKind.RESOLVED
    status = Status.RESOLVED if over else change.status or outage.status
    return {
        "title": outage.title.words,
        "impact": None if spared else str(outage.impact),
        "status": None if spared else str(status),
        "estimate": None if spared or over else _estimate(outage, change, now),
    }


def _estimate(outage: Outage, change: Change, now: datetime) -> str | None:
    """Return the estimate of recovery; one that has passed is never repeated."""
    current = change.estimate if change.revises else (outage.estimates or (None,))[-1]
    return _iso(current) if current and current > now else None


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
