"""The card: one message an incident, always true, edited in place.

Its first two lines say where things stand and what is next; the rest is what the next person asks.
"""

from sqlalchemy.ext.asyncio import AsyncConnection

from domain.checklist import reminders
from domain.incident import PHASES, Incident
from domain.people import ONUS
from domain.words import InternalMessage
from handlers.incident.card_buttons import buttons
from handlers.incident.card_details import details
from handlers.incident.case import Case, load
from handlers.incident.next_step import next_step
from handlers.kit import blocks
from handlers.kit.mrkdwn import escape, listed
from handlers.kit.office import Office
from handlers.kit.progress import standing
from storage import incidents


def card(case: Case) -> InternalMessage:
    """Return the whole card."""
    title = f" · {escape(case.incident.heading)}" if case.incident.restricted else ""
    top = f"{stand(case)}{title}\n*Next:* {next_step(case)}"
    shown_below = details(case)
    along = [phase_bar(case.incident)]
    if reached := standing(case.milestones):
        along.append(f"Milestones {reached}")
    text = "\n".join((top, *along, *shown_below))
    shown = [
        blocks.section(top),
        blocks.context("\n".join(along)),
        *blocks.fields(*shown_below),
    ]
    if case.incident.open:
        if good_to_know := reminders(case.incident, given=case.given):
            nouns = listed([item.noun for item in good_to_know])
            shown.append(blocks.context(f"Worth putting down by now: {nouns}."))
        shown.append(blocks.actions(*buttons(case)))
    return InternalMessage(text, tuple(shown))


def stand(case: Case) -> str:
    """Where things stand, in one line; a restricted incident by its codename."""
    incident = case.incident
    phase = incident.phase if incident.open else incident.ending or "closed"
    tlp = f"`{incident.tlp}` " if incident.restricted else ""
    return f"*{incident.name} · {phase} · {incident.severity.word}* · {tlp}{escape(incident.label)}"


def phase_bar(incident: Incident) -> str:
    """Return the five phases: those behind, the one at hand, those ahead."""
    at = PHASES.index(incident.phase)
    marks = [
        f":white_check_mark: {phase}"
        if number < at or (not incident.open and incident.ending is None)
        else f":large_blue_circle: *{phase}*"
        if number == at
        else f":white_circle: {phase}"
        for number, phase in enumerate(PHASES)
    ]
    return "  ›  ".join(marks)


async def render(tx: AsyncConnection, office: Office, number: int) -> InternalMessage:
    """Return the card as it is now, for the moment of sending."""
    incident = await incidents.get(tx, office.id, number, viewer=ONUS)
    assert incident, "an incident is never deleted"
    return card(await load(tx, office, incident))
