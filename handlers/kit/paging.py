"""Paging: how any turn has people called, and what each ring of a page does.

A turn only says whom something waits for; the calls themselves begin with the page's timer, in a
transaction of its own, so that who is called is always who holds the role at that moment.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain import paging
from domain.alert import Action, Service, key_of
from domain.incident import Incident
from domain.paging import GOES_ON_AFTER, Page
from domain.people import ONUS, Right
from domain.roles import Role
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.alerts import tell_services
from handlers.kit.blocks import button
from handlers.kit.mrkdwn import escape, mention, utc
from handlers.kit.secrecy import place, seen_by
from handlers.kit.turn import Turn
from storage import incidents, outbox, pages, roles, timers
from storage.timers import Timer

PAGE = "page"
STRANGERS = "a stranger in a channel"
"""What people are paged about until somebody has decided on a stranger in a customer's channel."""


def called(page: Page, incident: Incident, *, goes_on: str) -> InternalMessage:
    """Return what a person who is called reads first, on whatever is in their pocket."""
    text = (
        f":pager: *{incident.mark}{incident.name} · {incident.severity.word}* needs you: "
        f"{escape(page.why)}\n"
        f"{escape(incident.label)}. Paged by {mention(page.begun_by)}; it runs in "
        f"{place(incident)}.\nUnless somebody acknowledges by {goes_on}, the next in line "
        "is paged."
    )
    line = f"{incident.name} acknowledge {page.number}"
    acknowledge = button("Acknowledge", command="incident", line=line, style="primary")
    return InternalMessage(text, (blocks.section(text), blocks.actions(acknowledge)))


async def page(  # keyword-only, the particulars of a call
    turn: Turn,
    incident: Incident,
    *,
    about: str,
    why: str,
    named: tuple[str, ...] = (),
    spared: tuple[str, ...] = (),
    right: Right = Right.RESPONDER,
    by: str = ONUS.user_id,
) -> None:
    """Have people called from now on, every five minutes the next in line, until one answers.

    about: what it is for, at most 64 characters; while a page about it goes on, no other begins.
    why: what people read, plain text. named: who is called first, else the Incident Commander;
    spared: whom it does not call. right: what it takes to do something about it.
    """
    waiting = await pages.waiting(turn.tx, turn.office.id, incident.number)
    if about in {each.about for each in waiting}:
        return
    new = Page(
        workspace_id=turn.office.id,
        incident=incident.number,
        number=await pages.next_number(turn.tx, turn.office.id, incident.number),
        about=about,
        why=why,
        begun_by=by,
        begun_at=turn.now,
        named=named,
        spared=spared,
        right=right,
        key=key_of(turn.office.id, incident.number, about),
    )
    await pages.add(turn.tx, new)
    await timers.put(turn.tx, _timer(turn, new))


async def stop(turn: Turn, incident: Incident, *, about: str) -> None:
    """Call nobody more: what people were called for is done."""
    for waiting in await pages.waiting(turn.tx, turn.office.id, incident.number):
        if waiting.about == about:
            await end(turn, incident, paging.stopped(waiting, now=turn.now))


async def end(
    turn: Turn, incident: Incident, ended: Page, *, known_to: Service | None = None
) -> None:
    """Save a page that has ended, and have it ring no more, here nor elsewhere.

    known_to: the service that said so.
    """
    await pages.save(turn.tx, ended)
    await timers.clear(turn.tx, turn.office.id, _key(ended))
    await tell_services(turn, incident, ended, Action.RESOLVE, but=known_to)


async def ring(turn: Turn, body: Mapping[str, Any]) -> None:
    """Call the next in line, unless somebody has answered or the incident is closed."""
    found = await incidents.get(turn.tx, turn.office.id, body["incident"], viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    waiting = await pages.get(turn.tx, turn.office.id, incident.number, body["number"])
    if waiting is None or not waiting.waits:
        return
    if not incident.open:
        await end(turn, incident, paging.stopped(waiting, now=turn.now))
        return
    crew = await roles.crew(turn.tx, incident)
    everyone = await seen_by(turn, incident, turn.staff.holders(waiting.right))
    people = paging.next_in_line(
        waiting,
        commander=incident.commander,
        deputy=crew.get(Role.DEPUTY, ""),
        everyone=everyone,
    )
    await _call(turn, incident, waiting, people)


async def _call(turn: Turn, incident: Incident, waiting: Page, people: tuple[str, ...]) -> None:
    by = ONUS.user_id if waiting.called else waiting.begun_by
    decision = paging.call(waiting, people, by=by, now=turn.now)
    await pages.save(turn.tx, decision.page)
    goes_on_at = turn.now + GOES_ON_AFTER
    for user_id in people:
        message = called(waiting, incident, goes_on=utc(goes_on_at))
        await outbox.direct(
            turn.tx,
            turn.office.id,
            user_id=user_id,
            message=message,
            now=turn.now,
            incident=incident.number,
        )
    await tell_services(turn, incident, waiting, Action.TRIGGER)
    if decision.page.waits:
        await timers.put(turn.tx, _timer(turn, decision.page, after=GOES_ON_AFTER))
    await turn.tell(incident, decision.fact)


def _timer(turn: Turn, page: Page, *, after: timedelta = timedelta(0)) -> Timer:
    body = {"incident": page.incident, "number": page.number}
    return Timer(
        workspace_id=turn.office.id,
        key=_key(page),
        kind=PAGE,
        due_at=turn.now + after,
        body=body,
    )


def _key(page: Page) -> str:
    return f"{PAGE}:{page.incident}:{page.number}"
