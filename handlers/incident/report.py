"""`report`: the way in for customers, by a mention in the channel that is shared with them."""

from domain.customers import Customer
from domain.facts import Fact, FactKind
from domain.incident import NOTE_LIMIT, TITLE_LIMIT
from domain.people import Act
from domain.refusal import Refusal
from domain.words import InternalMessage
from handlers.incident.consequences import quoted
from handlers.incident.open import ON_A_CELL
from handlers.kit import blocks
from handlers.kit.blocks import button
from handlers.kit.commands import Request, Verb
from handlers.kit.mrkdwn import clip, escape, mention, utc
from handlers.kit.turn import Turn
from storage import customers, outbox


class NotPassedOnError(Refusal):
    """The report reached nobody, and the person is told so."""


def thanks(turn: Turn) -> InternalMessage:
    """Answer in words that say nothing of what is known inside."""
    return InternalMessage(
        f"Thank you. At {utc(turn.now)} your report was passed on to the people on duty, with your "
        "name. What we have to say about it comes in this channel."
    )


def reported(customer: Customer, *, by: str, words: str) -> InternalMessage:
    """Tell the people on duty, with a form to open an incident on it."""
    text = f":mega: *{escape(customer.name)}* reports, by {mention(by)}: {escape(words)}"
    line = f"{ON_A_CELL.name} {quoted(clip(words, TITLE_LIMIT))}"
    way_in = button("Open incident", command="incident", line=line, style="primary")
    return InternalMessage(text, (blocks.section(text), blocks.actions(way_in)))


async def report(turn: Turn, request: Request) -> InternalMessage:
    """Pass on what a customer sees to the incidents channel."""
    customer = await customer_here(turn, request)
    if customer is None:
        turn.allow(Act.OPEN)
        raise NotPassedOnError(
            "This is no customer's channel. What you see yourself is an incident of its own.",
            instead=("/incident open <title>",),
        )
    words = clip(request.text.strip(), NOTE_LIMIT)
    if not words:
        raise NotPassedOnError(
            "What do you see? Say it after the word report.",
            instead=("@onus report our machines do not start since 14:10",),
        )
    if turn.roster.channel_id is None:
        raise NotPassedOnError(
            "Your report could not be passed on just now. Please reach us another way.", instead=()
        )
    by = turn.person.user_id
    said = {"customer": customer.name, "text": words}
    turn.record(Fact(FactKind.REPORTED, by, turn.now, data=said))
    await outbox.post(
        turn.tx,
        turn.office.id,
        channel_id=turn.roster.channel_id,
        message=reported(customer, by=by, words=words),
        now=turn.now,
    )
    return thanks(turn)


async def customer_here(turn: Turn, request: Request) -> Customer | None:
    """Return the customer in whose channel this was said, None where it is nobody's."""
    channel_id = request.via.address.channel_id
    every = await customers.every(turn.tx, turn.office.id)
    return next((one for one in every if channel_id in one.channels), None)


VERB = Verb(
    name="report",
    usage="<what you see>",
    summary="in a customer's channel: pass on what a customer sees to the people on duty",
    right=Act.REPORT,
    do=report,
)
