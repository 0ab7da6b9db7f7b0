"""What a customer replies in the thread of its outage: shown where the incident is worked on.

Only the replies of people who are no colleagues, and only under a notice, get here; they do nothing
but stand in the incident's thread, with a button to answer.
"""

from domain.customers import Customer
from domain.facts import Fact, FactKind
from domain.incident import NOTE_LIMIT
from domain.outage import OutageError
from domain.people import ONUS, Act
from domain.words import InternalMessage
from handlers.kit import blocks
from handlers.kit.blocks import Block, button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, plain
from handlers.kit.turn import Turn
from storage import customers, incidents, threads
from storage.threads import Thread


def ways_on(thread: Thread, *, ts: str) -> Block:
    """Return the button that answers in that thread and nowhere else."""
    line = f"INC-{thread.outage.incident} answer {thread.recipient.channel_id} {ts}"
    label = f"Answer {thread.recipient.name}"
    return blocks.actions(button(label, command="incident", line=line, style="primary"))


async def heard(turn: Turn, request: Request) -> InternalMessage | None:
    """Show the reply to the people at work and to the account owner."""
    if turn.person.colleague:
        return None  # what colleagues write there themselves is no news to them
    ts = request.via.thread_ts or ""
    channel_id = request.via.address.channel_id
    thread = await threads.of_message(turn.tx, turn.office.id, channel_id=channel_id, ts=ts)
    if thread is None:
        raise OutageError("This is no thread of a message about an outage.")
    customer = await reader(turn, thread)
    if customer is None:
        return None  # whoever writes there now is not who was told
    found = await incidents.get(turn.tx, turn.office.id, thread.outage.incident, viewer=ONUS)
    assert found, "an incident is never deleted"
    incident = await incidents.lock(turn.tx, found)
    data = {
        "customer": customer.name,
        "channel": channel_id,
        "text": clip(plain(request.raw).strip(), NOTE_LIMIT // 2),
        "owner": customer.profile.owner,
    }
    fact = Fact(FactKind.REPLY_HEARD, turn.person.user_id, turn.now, incident.number, data)
    await turn.tell(incident, fact, ways_on(thread, ts=ts))
    return None


async def reader(turn: Turn, thread: Thread) -> Customer | None:
    """Return the customer that reads the thread, None where the channel is not its own any more."""
    id_, channel_id = thread.recipient.customer_id, thread.recipient.channel_id
    every = await customers.every(turn.tx, turn.office.id)
    return next((one for one in every if one.id == id_ and channel_id in one.channels), None)


VERB = Verb(
    name="heard",
    usage="<reply>",
    summary="show what a customer replied in the thread of its outage",
    right=Act.REPORT,
    do=heard,
    hidden=True,
    names_another=True,
)
