"""The words that customers read: each a pure function of the outage and what the notice changes.

Nothing of the incident is in reach here: an outage has its own reference and public title, and
what people typed comes as PublicText, past the outbound check. How it is said is in templates:
`domain.outage.NoticeKind.UPDATE` is said by `update.txt`, and so on.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.outage import Change, NoticeKind, Outage
from domain.words import PublicMessage, PublicText
from handlers.kit import blocks
from handlers.kit.mrkdwn import escape, readers_time, utc, utc_day
from handlers.kit.templates import Fields, Style

EARLIER_SHOWN = 10


@dataclass(frozen=True)
class Moment:
    """An instant, as templates say it: by itself in UTC, with its day where that is another."""

    at: datetime
    now: datetime

    def __str__(self) -> str:
        if self.at.date() == self.now.date():
            return utc(self.at)
        return f"{self.at.day} {self.at:%B}, {utc(self.at)}"

    @property
    def clock(self) -> str:
        """`14:30`, in UTC."""
        return f"{self.at:%H:%M}"

    @property
    def date(self) -> str:
        """`2026-03-02`, in UTC: for languages in which months have other names."""
        return f"{self.at:%Y-%m-%d}"

    @property
    def long(self) -> str:
        """`2 March 2026, 14:30 UTC`."""
        return utc_day(self.at)

    @property
    def local(self) -> str:
        """Slack's token for each reader's own time and language, with UTC where it cannot."""
        return readers_time(self.at)


@dataclass(frozen=True)
class Step:
    """A milestone, as templates say it: its words, escaped, and whether it is done."""

    text: str
    done: bool


def written(outage: Outage, change: Change, *, now: datetime, style: Style) -> PublicMessage:
    """Return a notice's words; outage: as it was before it. Raises TemplateFault."""
    fields = fields_of(outage, change, now=now)
    return message(style, fields, body_of(outage, change, fields, style=style))


def corrected(
    outage: Outage, change: Change, *, then: datetime, now: datetime, style: Style
) -> PublicMessage:
    """Return what stands in place of a notice of an earlier instant, in its new words."""
    fields = fields_of(outage, change, now=then)
    mark = style.render("corrected", {"corrected": Moment(now, then)})
    return message(style, fields, f"{body_of(outage, change, fields, style=style)}\n{mark}")


def withdrawn(outage: Outage, *, then: datetime, now: datetime, style: Style) -> PublicMessage:
    """Return what stands in place of a notice that is no longer to be read."""
    change = Change(NoticeKind.WITHDRAWAL, next_update_at=None, corrects_at=then)
    return written(outage, change, now=now, style=style)


def advised(text: PublicText, *, reference: str, now: datetime, style: Style) -> PublicMessage:
    """Return the words of a security advisory, which is of no outage; raises TemplateFault."""
    said = {"text": _typed(text), "reference": reference, "now": Moment(now, now), "next": None}
    return message(style, said, style.render("advisory", said))


def late_by(minutes: int) -> str:
    """Say that a message comes later than was promised."""
    return f"Posted {minutes} min later than promised."


def fields_of(outage: Outage, change: Change, *, now: datetime) -> Fields:
    """Return what a template can say, escaped; what there is none of is None or empty."""

    def moment(instant: datetime | None) -> Moment | None:
        return Moment(instant, now) if instant else None

    return {
        "title": escape(outage.title.words),
        "reference": outage.reference,
        "impact": str(outage.impact),
        "status": str(change.status or ""),
        "text": _typed(change.text),
        "next_step": _typed(change.next_step),
        "milestones": [Step(escape(one.text.words), one.done) for one in change.milestones],
        "now": moment(now),
        "began": moment(outage.started_at),
        "ended": moment(outage.ended_at),
        "promised": moment(outage.next_update_at),
        "latest": moment(outage.spoke_at),
        "next": moment(change.next_update_at),
        "corrects": moment(change.corrects_at),
        **_estimates(outage, change, now),
    }


def body_of(outage: Outage, change: Change, fields: Fields, *, style: Style) -> str:
    """Return a notice without its footer; raises TemplateFault."""
    return style.render(change.kind.name.lower(), fields, impact=outage.impact)


def _estimates(outage: Outage, change: Change, now: datetime) -> Fields:
    """Return the estimate of recovery, whether it has passed, and the earlier ones in order."""
    current = change.estimate if change.revises else (outage.estimates or (None,))[-1]
    before = [one for one in dict.fromkeys(outage.estimates) if one and one != current]
    return {
        "estimate": Moment(current, now) if current else None,
        "estimate_passed": bool(current and current <= now),
        "earlier": [Moment(one, now) for one in before[-EARLIER_SHOWN:]],
    }


def _typed(text: PublicText | None) -> str:
    return escape(text.words) if text else ""


def message(style: Style, fields: Fields, body: str) -> PublicMessage:
    """Return a body with the footer under it; raises TemplateFault."""
    footer = style.render("footer", fields)
    shown = (blocks.section(page) for page in blocks.pages(body.split("\n")))
    return PublicMessage(f"{body}\n{footer}", (*shown, blocks.context(footer)))
