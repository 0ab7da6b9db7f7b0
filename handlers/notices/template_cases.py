"""What templates are proven against: every set of fields, also the longest and the hostile.

No two instants of a case share their time of the day, and no two typed words are the same, so that
what a template leaves out cannot be taken for something else that it says.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

from domain.maintenance import Event, Maintenance, Stage
from domain.milestone import MOST, TEXT_LIMIT, Shown
from domain.outage import Change, Impact, NoticeKind, Outage, Status
from domain.words import PUBLIC_LIMIT, PublicText

Case = tuple[Outage, Change]
Plan = tuple[Maintenance, Event]

_TO_COME = (NoticeKind.OUTAGE, NoticeKind.UPDATE, NoticeKind.ESTIMATE)
_PERHAPS = (NoticeKind.HOLDING, NoticeKind.NEWCOMER, NoticeKind.CORRECTION)
_CORRECTING = (NoticeKind.CORRECTION, NoticeKind.WITHDRAWAL)
_WORDLESS = (
    NoticeKind.OUTAGE,
    NoticeKind.ESTIMATE,
    NoticeKind.HOLDING,
    NoticeKind.NEWCOMER,
    NoticeKind.CLEARED,
    NoticeKind.WITHDRAWAL,
)


def _at(clock: str) -> datetime:
    hour, _, minute = clock.partition(":")
    return datetime(2026, 3, 2, int(hour), int(minute), tzinfo=UTC)


NOW, NEXT, LATER = _at("10:33"), _at("11:04"), _at("10:51")
_CORRECTS = _at("10:14")
_ESTIMATES: tuple[tuple[datetime | None, ...], ...] = (
    (None,),
    (_at("12:05"),),
    (_at("11:36"), _at("11:47"), _at("12:06")),
    (_at("11:38"), None),
    (_at("09:48"),),
)
HOSTILE = "<!channel> <@U1> <https://a.b|c> {{ 7 * 7 }} {% raw %} & *bold* `code` \"'\u202e"
_TYPED = (
    ("Virtual Machines", "Half of it is back", "We restart the rest"),
    tuple(f"{HOSTILE}{number}" for number in range(3)),
    tuple(sign * PUBLIC_LIMIT for sign in "xyz"),
    tuple(f"{'&' * (PUBLIC_LIMIT // 5 - 1)}{sign}" for sign in "xyz"),
)
"""A title, a text and a next step each: usual, hostile, long, and long once it is escaped."""


def cases() -> Iterator[Case]:
    """Give every kind of notice of an outage with every set of fields that it can have."""
    for kind in NoticeKind:
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


def plans() -> Iterator[Plan]:
    """Give every event of a maintenance with every impact, and titles of every kind."""
    for event, impact, words in product(Event, Impact, _TYPED):
        if event is not Event.ASKED:  # of which customers read nothing
            yield _plan(words[0], impact), event


def _dues(kind: NoticeKind) -> tuple[datetime | None, ...]:
    if kind in _TO_COME:
        return (NEXT,)
    return (NEXT, None) if kind in _PERHAPS else (None,)


def _reached(words: tuple[str, ...]) -> tuple[Shown, ...]:
    """Return as many milestones as there can be."""
    texts = (PublicText(f"{n}: {words[1]}"[:TEXT_LIMIT]) for n in range(MOST))
    return tuple(Shown(text, done=n % 2 == 0) for n, text in enumerate(texts))


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
            return [(None if kind in _WORDLESS else text, None, None)]


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
