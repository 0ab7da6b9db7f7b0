"""Paging: people are called, one after another, until somebody answers.

First whoever was named, then the Incident Commander, the Deputy, then everyone who has the right;
after that it stops and says so. Slack's Do Not Disturb silences a message: silence is no answer,
so it goes on.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.alert import Answer
from domain.facts import Fact, FactKind, Value
from domain.people import Right
from domain.refusal import Refusal

GOES_ON_AFTER = timedelta(minutes=5)
WHY_LIMIT = 300


@dataclass(frozen=True)
class Page:
    """A call for somebody, as it stands; `version` grows by one with each change.

    about: what it is for; a second call about the same is not begun while the first goes on.
    named: who is called first. spared: whom it does not call. right: what it takes to do something
    about it. called: who was called so far.
    ended_at: since when nobody is called any more; answered_by: who answered, if anybody did.
    key: by which services outside Slack know it.
    """

    workspace_id: str
    incident: int
    number: int
    about: str
    why: str
    begun_by: str
    begun_at: datetime
    named: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    right: Right = Right.RESPONDER
    called: tuple[str, ...] = ()
    answered_by: str | None = None
    ended_at: datetime | None = None
    key: str = ""
    version: int = 1

    @property
    def waits(self) -> bool:
        """Whether nobody has answered yet, and somebody still could."""
        return self.ended_at is None


@dataclass(frozen=True)
class Decision:
    """A page's new state, and the fact that made it so."""

    page: Page
    fact: Fact


class NothingToAnswerError(Refusal):
    """No page waits for an answer."""


class PageError(Refusal):
    """Nobody can be called like that."""


def check_why(why: str, *, line: str) -> str:
    """Return what people are called for; raises PageError where it is empty or too long."""
    if not why.strip():
        raise PageError("Say what they are needed for: they read it first.", instead=(line,))
    if len(why) > WHY_LIMIT:
        raise PageError(f"At most {WHY_LIMIT} characters; the rest can be a note.", instead=(line,))
    return " ".join(why.split())


def next_in_line(
    page: Page, *, commander: str, deputy: str, everyone: tuple[str, ...]
) -> tuple[str, ...]:
    """Return who is called next: nobody twice, and nobody where the line has ended.

    everyone: who has the right; a commander or deputy without it is passed over.
    """
    passed = {*page.called, *page.spared, ""}
    for step in (page.named, *((one,) for one in (commander, deputy) if one in everyone), everyone):
        fresh = tuple(dict.fromkeys(one for one in step if one not in passed))
        if fresh:
            return fresh
    return ()


def call(page: Page, people: tuple[str, ...], *, by: str, now: datetime) -> Decision:
    """Call the next in line; without anybody left, it ends unanswered."""
    if not people:
        fact = _fact(FactKind.PAGE_UNANSWERED, page, by=by, at=now, people=page.called)
        return Decision(replace(page, ended_at=now), fact)
    after = replace(page, called=(*page.called, *people))
    return Decision(after, _fact(FactKind.PAGED, page, by=by, at=now, people=people))


def answer(page: Page, *, by: str, now: datetime) -> Decision:
    """End it: somebody is on it."""
    after = replace(page, answered_by=by, ended_at=now)
    return Decision(after, _fact(FactKind.PAGE_ANSWERED, page, by=by, at=now))


def answer_outside(page: Page, answer: Answer, *, now: datetime) -> Decision:
    """End it: somebody took it outside Slack, maybe after everyone here had been called."""
    after = replace(page, answered_by=answer.service, ended_at=page.ended_at or now)
    fact = _fact(FactKind.PAGE_ANSWERED_OUTSIDE, page, by=answer.service, at=now)
    return Decision(after, replace(fact, data={**fact.data, "name": answer.name}))


def stopped(page: Page, *, now: datetime) -> Page:
    """End it without an answer: what it was for is done."""
    return replace(page, ended_at=now)


def _fact(
    kind: FactKind, page: Page, *, by: str, at: datetime, people: tuple[str, ...] = ()
) -> Fact:
    data: dict[str, Value] = {"number": page.number, "why": page.why, "people": list(people)}
    return Fact(kind, actor=by, happened_at=at, incident=page.incident, data=data)
