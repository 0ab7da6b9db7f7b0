"""`/incident acknowledge`: answer a page; the thread reads who is on it."""

from domain import paging
from domain.alert import Answer
from domain.incident import Incident
from domain.paging import NothingToAnswerError, Page
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import escape, mention, utc
from handlers.kit.paging import end
from handlers.kit.secrecy import place
from handlers.kit.turn import Turn
from handlers.kit.which import which
from storage import incidents, pages


def acknowledged(incident: Incident, answered: list[Page]) -> InternalMessage:
    """Tell who answered where to go."""
    whys = "; ".join(escape(page.why) for page in answered)
    return InternalMessage(
        f"You are on it: {whys}. {incident.name} runs in {place(incident)}; the thread has "
        f"been told. Where it stands: `/incident {incident.name}`"
    )


async def acknowledge_outside(turn: Turn, answer: Answer) -> None:
    """Answer the page that somebody took in a paging service; once, however often it is told."""
    page = await pages.of_key(turn.tx, turn.office.id, answer.key)
    if page is None or page.answered_by:
        return
    found = await incidents.get(turn.tx, turn.office.id, page.incident, viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    decision = paging.answer_outside(page, answer, now=turn.now)
    await end(turn, incident, decision.page, known_to=answer.service)
    await turn.tell(incident, decision.fact)


async def acknowledge(turn: Turn, request: Request) -> InternalMessage:
    """Answer one page, or all that wait on the incident."""
    incident = await which(turn, request)
    waiting = await pages.waiting(turn.tx, turn.office.id, incident.number)
    if request.text.isdecimal():
        number = int(request.text)
        waiting = [page for page in waiting if page.number == number]
        if not waiting:
            raise _too_late(
                await pages.get(turn.tx, turn.office.id, incident.number, number), incident
            )
    if not waiting:
        raise NothingToAnswerError(f"No page of {incident.name} waits for an answer.", instead=())
    for page in waiting:
        decision = paging.answer(page, by=turn.person.user_id, now=turn.now)
        await end(turn, incident, decision.page)
        await turn.tell(incident, decision.fact)
    return acknowledged(incident, waiting)


def _too_late(page: Page | None, incident: Incident) -> NothingToAnswerError:
    """Say what is true now of a page that waits no more."""
    if page is None or page.ended_at is None:
        return NothingToAnswerError(f"{incident.name} has no such page.", instead=())
    who = mention(page.answered_by) if page.answered_by else ""
    now = f"{who} is on it" if who else "What it was for is done, or nobody answered in time"
    return NothingToAnswerError(
        f"{now}, since {utc(page.ended_at)}: {page.why}. Where {incident.name} stands:",
        instead=(f"/incident {incident.name} status",),
    )


VERB = Verb(
    name="acknowledge",
    usage="",
    summary="answer a page: the thread reads that you are on it",
    right=Act.RESPOND,
    do=acknowledge,
    synonyms=("ack",),
)
