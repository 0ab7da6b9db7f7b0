"""The button **Answer**: one customer is answered, in the thread of its outage and nowhere else."""

from domain.customers import Customer
from domain.facts import Fact, FactKind
from domain.incident import Incident
from domain.outage import Change, NoticeKind, OutageError
from domain.people import Act
from domain.words import InternalMessage, PublicText, outbound_check, without_finds
from handlers.kit import blocks
from handlers.kit.blocks import Block
from handlers.kit.commands import Request, Verb
from handlers.kit.compose import compose
from handlers.kit.forms import form
from handlers.kit.inside import inside
from handlers.kit.mrkdwn import escape
from handlers.kit.turn import Turn
from handlers.kit.which import which
from handlers.kit.withheld import refuse_withheld
from handlers.notices.freeze import refuse_frozen
from handlers.notices.heard import reader
from handlers.notices.publish import draft
from storage import outages, outward, threads
from storage.threads import Thread


def answer_form(request: Request) -> Block:
    """Return the form that the button shows."""
    label = "What does this customer read, in its thread alone?"
    return form(request, "Answer", blocks.text_input("text", label, long=True), submit="Send")


async def answer(turn: Turn, request: Request) -> InternalMessage:
    """Send the words to that one customer; what customers were promised stays."""
    incident = await which(turn, request, closed_too=True)
    await refuse_frozen(turn, incident)
    thread, customer = await _thread(turn, request, incident)
    await refuse_withheld(turn, incident.number, customer.id)
    not_said = await inside(turn, incident, (customer,))
    checked = outbound_check(request.text, inside=not_said, field="text")
    text = without_finds(checked, field="text")
    await _send(turn, thread, customer, text)
    data = {"customer": customer.name, "text": text.words}
    by = turn.person.user_id
    await turn.tell(incident, Fact(FactKind.REPLY_ANSWERED, by, turn.now, incident.number, data))
    return InternalMessage(f":speech_balloon: On its way to {escape(customer.name)} alone.")


async def _thread(turn: Turn, request: Request, incident: Incident) -> tuple[Thread, Customer]:
    """Return the thread that the button names, and who reads it."""
    channel_id, _, ts = request.raw.partition(" ")
    thread = await threads.of_message(turn.tx, turn.office.id, channel_id=channel_id, ts=ts)
    if thread is None or thread.outage.incident != incident.number:
        raise OutageError(
            "Answer by the button under a customer's reply.",
            instead=(f"/incident {incident.name} update <text>",),
        )
    customer = await reader(turn, thread)
    if customer is None:
        raise OutageError(
            f"The channel is not {thread.recipient.name}'s any more: nothing was sent.",
            instead=("/customers list",),
        )
    return thread, customer


async def _send(turn: Turn, thread: Thread, customer: Customer, text: PublicText) -> None:
    change = Change(NoticeKind.ANSWER, next_update_at=None, text=text)
    words = compose(turn, thread.outage, change, (customer,), now=turn.now)
    drafted = await draft(turn, thread.outage, change, words, (thread.recipient,))
    by, to = turn.person.user_id, thread.recipient
    notice = await outages.settle_notice(turn.tx, drafted, state="queued", by=by, now=turn.now)
    await outward.notice(turn.tx, notice, recipient=to, reply_to=thread.root, now=turn.now)


VERB = Verb(
    name="answer",
    usage="<thread>",
    summary="answer one customer in the thread of its outage",
    right=Act.TELL,
    do=answer,
    form=answer_form,
    takes_over=True,
    hidden=True,
)
