"""The proof of templates: each rendered against every field set, also the longest and the hostile.

A template holds where it can always be filled in, fits into a message, lets nothing through that
people typed, and answers what its kind of notice owes to customers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, product

from domain.maintenance import Event, Maintenance, Stage
from domain.milestone import TEXT_LIMIT, Shown
from domain.outage import Change, Impact, NoticeKind, Outage, Status
from domain.words import PUBLIC_LIMIT, PublicText
from handlers.kit.maintenance_words import said_of
from handlers.kit.mrkdwn import escape
from handlers.kit.notice_words import Moment, advised, fields_of, written
from handlers.kit.templates import Fields, Style, TemplateFault, Templates, without_dates

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
_TO_COME = (NoticeKind.OUTAGE, NoticeKind.UPDATE, NoticeKind.ESTIMATE)
_PERHAPS = (NoticeKind.HOLDING, NoticeKind.NEWCOMER, NoticeKind.CORRECTION)
_CORRECTING = (NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL)
_HOSTILE = "<!channel> <@U1> <https://a.b|c> {{ 7 * 7 }} {% raw %} & *bold* `code` \"'\u202e"


def _at(clock: str) -> datetime:
    hour, _, minute = clock.partition(":")
    return datetime(2026, 3, 2, int(hour), int(minute), tzinfo=UTC)


_NOW, _NEXT, _CORRECTS, _LATER = _at("10:33"), _at("11:04"), _at("10:14"), _at("10:51")
_ESTIMATES: tuple[tuple[datetime | None, ...], ...] = (
    (None,),
    (_at("12:05"),),
    (_at("11:36"), _at("11:47"), _at("12:06")),
    (_at("11:38"), None),
    (_at("09:48"),),
)
_TYPED = (
    ("Virtual Machines", "Half of it is back", "We restart the rest"),
    tuple(f"{_HOSTILE}{number}" for number in range(3)),
    tuple(sign * PUBLIC_LIMIT for sign in "xyz"),
    tuple(f"{'&' * (PUBLIC_LIMIT // 5 - 1)}{sign}" for sign in "xyz"),
)


@dataclass(frozen=True)
class Proof:
    """What came of it. faults: a line for each, with the file; renderings: how many there were."""

    faults: tuple[str, ...]
    renderings: int


def prove(templates: Templates) -> Proof:
    """Render every template of the organisation against every field set."""
    tried = [_attempt(style, case) for style in templates.styles() for case in _cases()]
    tried += [_mark(style) for style in templates.styles()]
    tried += [_planned(style, *case) for style in templates.styles() for case in _plans()]
    faults = dict.fromkeys(chain(templates.unused, *tried))
    return Proof(tuple(faults), len(tried))


Case = tuple[Outage, Change]


def _attempt(style: Style, case: Case) -> list[str]:
    """Return what is wrong with a template in one case."""
    outage, change = case
    try:
        text = _said(outage, change, style)
    except TemplateFault as fault:
        return [str(fault)]
    fields = fields_of(outage, change, now=_NOW)
    path = style.path(change.kind.name.lower(), impact=outage.impact)
    return [
        *_left_out(text, fields, ANSWERS[change.kind], path),
        *_left_out(text, fields, _ON_EVERY_ONE, style.path("footer")),
        *_untold(text, style.path("footer")),
    ]


def _said(outage: Outage, change: Change, style: Style) -> str:
    if change.kind is NoticeKind.ADVISORY and change.text:
        return advised(change.text, reference=outage.reference, now=_NOW, style=style).text
    return written(outage, change, now=_NOW, style=style).text


def _mark(style: Style) -> list[str]:
    """Return what is wrong with what stands under a notice that was corrected."""
    fields = {"corrected": Moment(_LATER, _NOW)}
    try:
        text = style.render("corrected", fields)
    except TemplateFault as fault:
        return [str(fault)]
    return list(_left_out(text, fields, ("corrected",), style.path("corrected")))


def _planned(style: Style, plan: Maintenance, event: Event) -> list[str]:
    """Return what is wrong with what customers read of a planned maintenance."""
    text = PublicText(_TYPED[1][1])
    try:
        said = said_of(plan, event, now=_NOW, style=style, text=text, next_at=_NEXT).text
    except TemplateFault as fault:
        return [str(fault)]
    fields = {
        "title": escape(plan.title.words),
        "text": escape(text.words),
        "ends": Moment(plan.ends_at, _NOW),
    }
    names = ("title", "text") if event is Event.COMPLETED else tuple(fields)
    return list(_left_out(said, fields, names, style.path("maintenance", impact=plan.impact)))


def _plans() -> Iterator[tuple[Maintenance, Event]]:
    """Give every event of a maintenance with every impact, and titles of every kind."""
    for event, impact, words in product(Event, Impact, _TYPED):
        if event is not Event.ASKED:  # of which customers read nothing
            yield _plan(words[0], impact), event


def _plan(title: str, impact: Impact) -> Maintenance:
    return Maintenance(
        workspace_id="",
        reference="7KD2QX",
        title=PublicText(title),
        impact=impact,
        services=(),
        customers=(),
        starts_at=_at("11:36"),
        ends_at=_at("12:06"),
        stage=Stage.SCHEDULED,
        owner="",
        leads=(),
        channel_id="",
        post_id="",
    )


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
    return [] if Moment(_NOW, _NOW).local in text else [f"{path}: it leaves out now.local"]


def _cases() -> Iterator[Case]:
    """Give every kind of notice with every set of fields that it can have."""
    for kind in ANSWERS:
        typed, impacts, dues = _TYPED, Impact, _dues(kind)
        for words, impact, estimates, due in product(typed, impacts, _ESTIMATES, dues):
            for text, step, status in _particulars(kind, words):
                change = Change(
                    kind,
                    due,
                    status=status,
                    text=text,
                    next_step=step,
                    milestones=_reached(words) if step or kind is NoticeKind.NEWCOMER else (),
                    corrects_at=_CORRECTS if kind in _CORRECTING else None,
                )
                yield _outage(words[0], impact, estimates), change


def _dues(kind: NoticeKind) -> tuple[datetime | None, ...]:
    if kind in _TO_COME:
        return (_NEXT,)
    return (_NEXT, None) if kind in _PERHAPS else (None,)


def _reached(words: tuple[str, ...]) -> tuple[Shown, ...]:
    short = [PublicText(typed[:TEXT_LIMIT]) for typed in words]
    return (Shown(short[1], done=True), Shown(short[2], done=False))


Particulars = tuple[PublicText | None, PublicText | None, Status | None]


def _particulars(kind: NoticeKind, words: tuple[str, ...]) -> list[Particulars]:
    """Return what somebody may have said in a notice of that kind."""
    text, step = PublicText(words[1]), PublicText(words[2])
    ahead = [status for status in Status if status is not Status.RESOLVED]
    match kind:
        case NoticeKind.UPDATE:
            return [(text, said, status) for said in (step, None) for status in (*ahead, None)]
        case NoticeKind.RESOLVED:
            return [(text, None, None), (None, None, None)]
        case _:
            return [(text if "text" in ANSWERS[kind] else None, None, None)]


def _outage(title: str, impact: Impact, estimates: tuple[datetime | None, ...]) -> Outage:
    return Outage(
        workspace_id="",
        reference="7KD2QX",
        incident=0,
        title=PublicText(title),
        impact=impact,
        status=Status.INVESTIGATING,
        services=(),
        customers=(),
        started_by="",
        started_at=_at("09:21"),
        spoke_at=_at("10:02"),
        next_update_at=_at("10:32"),
        estimates=estimates,
        ended_at=_at("10:21"),
    )
