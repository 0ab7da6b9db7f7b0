"""The words of a notice for each customer: by templates where there are some, else the built-in.

A template that fails at three in the morning stops nothing: the built-in words go in its place, and
the preview says so.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.customers import Customer
from domain.outage import Change, Outage
from domain.words import PublicMessage, Variant
from handlers.kit.notice_words import written
from handlers.kit.templates import Style, TemplateFault, Templates, plain
from handlers.kit.turn import Turn

log = logging.getLogger("onus.templates")

Saying = Callable[[Style], PublicMessage]


@dataclass(frozen=True)
class Worded:
    """What most of a notice's customers read, and what the others do.

    faults: the templates that failed, each with where and why.
    """

    message: PublicMessage
    own: tuple[Variant, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that any of them reads."""
        return (self.message.text, *(one.message.text for one in self.own))


def compose(
    turn: Turn, outage: Outage, change: Change, affected: tuple[Customer, ...], *, now: datetime
) -> Worded:
    """Return the words of a notice for these customers; now: when it is written."""

    def say(style: Style) -> PublicMessage:
        return written(outage, change, now=now, style=style)

    return worded(turn.office.templates, affected, say)


def worded(templates: Templates, affected: tuple[Customer, ...], say: Saying) -> Worded:
    """Return what these customers read, each way of writing once."""
    faults: list[str] = []
    said = [(_said(say, style, faults), those) for style, those in _by_style(templates, affected)]
    (usual, _), *others = said
    own = tuple(Variant(those, message) for message, those in others if message != usual)
    return Worded(usual, own, tuple(dict.fromkeys(faults)))


def _by_style(
    templates: Templates, affected: Iterable[Customer]
) -> list[tuple[Style, tuple[str, ...]]]:
    """Return each way of writing with the ids of its readers, that of most of them first."""
    readers: defaultdict[Style, list[str]] = defaultdict(list)
    for one in affected:
        readers[templates.style(customer=one.name, language=one.profile.language)].append(one.id)
    most_first = sorted(readers.items(), key=lambda item: -len(item[1]))
    return [(style, tuple(ids)) for style, ids in most_first] or [(templates.style(), ())]


def _said(say: Saying, style: Style, faults: list[str]) -> PublicMessage:
    try:
        return say(style)
    except TemplateFault as fault:
        log.warning("the template fails, the built-in words go: %s", fault)
        faults.append(str(fault))
        return say(plain())
