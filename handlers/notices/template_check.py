"""The proof of templates: each rendered against every field set, also the longest and the hostile.

A template holds where it can always be filled in, fits into a message, lets nothing through that
people typed, and answers what its kind of notice owes to customers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.maintenance import Event
from domain.outage import Change, NoticeKind, Outage
from domain.words import PublicText
from handlers.kit.maintenance_words import said_of
from handlers.kit.mrkdwn import escape
from handlers.kit.notice_words import Moment, advised, fields_of, written
from handlers.kit.templates import Fields, Style, TemplateFault, Templates, without_dates
from handlers.notices.template_cases import HOSTILE, LATER, NEXT, NOW, Case, Plan, cases, plans

ANSWERS = {
    NoticeKind.OUTAGE: ("title", "estimate", "next"),
    NoticeKind.UPDATE: ("title", "text", "next_step", "milestones", "estimate", "earlier", "next"),
    NoticeKind.ESTIMATE: ("title", "estimate", "earlier", "next"),
    NoticeKind.HOLDING: ("title", "promised", "latest", "next"),
    NoticeKind.RESOLVED: ("title", "began", "text"),
    NoticeKind.NEWCOMER: ("title", "began", "milestones", "estimate", "earlier", "next"),
    NoticeKind.CLEARED: ("title",),
    NoticeKind.ANSWER: ("text",),
    NoticeKind.CORRECTION: ("title", "corrects", "text", "next"),
    NoticeKind.WITHDRAWAL: ("corrects",),
    NoticeKind.REVIEW: ("title", "began", "ended", "text"),
    NoticeKind.ADVISORY: ("text",),
}
"""What each kind tells customers, by the names of fields, wherever there is something to tell."""

_ON_EVERY_ONE = ("reference", "now")


@dataclass(frozen=True)
class Proof:
    """What came of it. faults: a line for each, with the file; renderings: how many there were."""

    faults: tuple[str, ...]
    renderings: int


def prove(templates: Templates) -> Proof:
    """Render every template of the organisation against every field set."""
    tried = [_attempt(style, case) for style in templates.styles() for case in cases()]
    tried += [_mark(style) for style in templates.styles()]
    tried += [_planned(style, case) for style in templates.styles() for case in plans()]
    faults = dict.fromkeys(chain(templates.unused, *tried))
    return Proof(tuple(faults), len(tried))


def _attempt(style: Style, case: Case) -> list[str]:
    """Return what is wrong with a template in one case."""
    outage, change = case
    try:
        text = _said(outage, change, style)
    except TemplateFault as fault:
        return [str(fault)]
    fields = fields_of(outage, change, now=NOW)
    path = style.path(change.kind.name.lower(), impact=outage.impact)
    return [
        *_left_out(text, fields, ANSWERS[change.kind], path),
        *_left_out(text, fields, _ON_EVERY_ONE, style.path("footer")),
        *_untold(text, style.path("footer")),
    ]


def _said(outage: Outage, change: Change, style: Style) -> str:
    if change.kind is NoticeKind.ADVISORY and change.text:
        return advised(change.text, reference=outage.reference, now=NOW, style=style).text
    return written(outage, change, now=NOW, style=style).text


def _mark(style: Style) -> list[str]:
    """Return what is wrong with what stands under a notice that was corrected."""
    fields = {"corrected": Moment(LATER, NOW)}
    try:
        text = style.render("corrected", fields)
    except TemplateFault as fault:
        return [str(fault)]
    return list(_left_out(text, fields, ("corrected",), style.path("corrected")))


def _planned(style: Style, case: Plan) -> list[str]:
    """Return what is wrong with what customers read of a planned maintenance."""
    (plan, event), text = case, PublicText(HOSTILE)
    try:
        said = said_of(plan, event, now=NOW, style=style, text=text, next_at=NEXT).text
    except TemplateFault as fault:
        return [str(fault)]
    fields = {
        "title": escape(plan.title.words),
        "text": escape(text.words),
        "ends": Moment(plan.ends_at, NOW),
    }
    names = ("title", "text") if event is Event.COMPLETED else tuple(fields)
    return list(_left_out(said, fields, names, style.path("maintenance", impact=plan.impact)))


def _left_out(text: str, fields: Fields, names: Sequence[str], path: str) -> Iterator[str]:
    """Say which fields a text keeps to itself; an instant stands in it in UTC."""
    said = without_dates(text)
    for name in names:
        if name == "estimate" and fields["estimate_passed"]:
            continue  # it is not repeated
        if any(one not in said for one in _shown(fields[name])):
            yield f"{path}: it leaves out {name}"


def _shown(value: object) -> list[str]:
    if isinstance(value, list):
        return [one.clock if isinstance(one, Moment) else one.text for one in value]
    if isinstance(value, Moment):
        return [value.clock]
    return [str(value)] if value else []


def _untold(text: str, path: str) -> list[str]:
    """Return a fault where readers are not told the date in their own time."""
    return [] if Moment(NOW, NOW).local in text else [f"{path}: it leaves out now.local"]
